import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { FormEvent, ReactNode } from 'react'
import { UnsavedGuard } from '../../components/unsaved-guard.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { ChangeList } from './change-list.tsx'
import type { useSaving } from './use-saving.ts'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '44rem',
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    minWidth: 0,
  },
  foot: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

interface Card {
  readonly text?: string
  readonly children: ReactNode
  readonly rows: readonly string[]
  readonly isDirty: boolean
  readonly canSave: boolean
  readonly saving: ReturnType<typeof useSaving>
  onSave(): Promise<void>
  onDiscard(): void
}

/** A form for what the policy says of all methods, with what it changes and the buttons to save it. */
export function SettingsCard({ text, children, rows, isDirty, canSave, saving, onSave, onDiscard }: Card) {
  const styles = useStyles()
  const { policies, shared } = useTexts()
  const mayUpdate = useMay()('methodsPolicy.update')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canSave && !saving.isSaving) void onSave()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {text && <Text block>{text}</Text>}
      {children}
      <ChangeList rows={rows} error={saving.error} isConflict={saving.isConflict} onRebase={saving.rebase} />
      {mayUpdate && (
        <div className={styles.foot}>
          <Button type="submit" appearance="primary" disabledFocusable={!canSave || saving.isSaving}>
            {shared.save}
          </Button>
          <Button disabled={!isDirty || saving.isSaving} onClick={onDiscard}>
            {policies.changes.discard}
          </Button>
        </div>
      )}
      {isDirty && <UnsavedGuard isDirty text={policies.unsaved.text} />}
    </form>
  )
}
