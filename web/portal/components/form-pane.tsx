import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, type ReactNode, useId } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { InlineError } from './inline-error.tsx'
import { Pane } from './pane.tsx'
import { useUnsavedCare } from './use-unsaved-care.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
})

interface Filling {
  readonly title: string
  readonly size?: 'medium' | 'large'
  /** What the button does: `Create`. */
  readonly action: string
  /** Whether something is filled in that closing throws away; it is asked about first. */
  readonly isDirty: boolean
  /** While it is true the form can be neither submitted nor left. */
  readonly isSaving: boolean
  /** Why it was not stored, told above the fields. */
  readonly error: unknown
  /** The fields. */
  readonly children: ReactNode
  onSubmit(): void
  onClose(): void
}

/** A pane with one form, which Enter or the button at the foot submits. */
export function FormPane({ title, size, action, isDirty, isSaving, error, children, onSubmit, onClose }: Filling) {
  const styles = useStyles()
  const { shared } = useTexts()
  const formId = useId()
  const care = useUnsavedCare(isDirty, onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSaving) onSubmit()
  }
  return (
    <Pane
      title={title}
      {...(size && { size })}
      isBusy={isSaving}
      onClose={care.close}
      footer={
        <>
          <Button appearance="primary" type="submit" form={formId} disabledFocusable={isSaving}>
            {action}
          </Button>
          <Button onClick={care.close} disabled={isSaving}>
            {shared.cancel}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        {error !== undefined && <InlineError error={error} />}
        {children}
      </form>
      {care.dialog}
    </Pane>
  )
}
