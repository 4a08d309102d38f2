import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { GraphFailure } from '../../api/graph-client.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})

interface Naming {
  readonly title: string
  readonly text: string | undefined
  /** The name of before; empty for a new view. */
  readonly name: string
  onSave(name: string): Promise<void>
  onClose(): void
}

/** Asks for the name of a view; rendered while it is open. */
export function ViewDialog({ title, text, name, onSave, onClose }: Naming) {
  const styles = useStyles()
  const { logs, shared } = useTexts()
  const required = useRequired()
  const [typed, setTyped] = useState(name)
  const [wasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const fieldError = useFieldError(error)
  useReturnFocus()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (typed.trim() === '' || isSaving) return
    setSaving(true)
    setError(undefined)
    try {
      await onSave(typed.trim())
      onClose()
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }
  const isAtField = error instanceof GraphFailure && error.target === 'name'
  return (
    <Dialog open onOpenChange={(_, { open }) => open || isSaving || onClose()}>
      <DialogSurface>
        <form onSubmit={(event) => void save(event)}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>
              {text && <Text block>{text}</Text>}
              <Field label={logs.views.name} required {...required(typed, wasTried)} {...fieldError('name')}>
                <Input value={typed} maxLength={100} onChange={(_, { value }) => setTyped(value)} />
              </Field>
              {error !== undefined && !isAtField && <InlineError error={error} />}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabledFocusable={isSaving}>
                {shared.save}
              </Button>
              <Button onClick={onClose} disabled={isSaving}>
                {shared.cancel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
