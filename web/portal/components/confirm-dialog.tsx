import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { InlineError } from './inline-error.tsx'
import { useReturnFocus } from './use-return-focus.ts'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ':hover': {
      backgroundColor: tokens.colorStatusDangerBackground3Hover,
      color: tokens.colorNeutralForegroundOnBrand,
    },
  },
})

/** How the button looks that destroys something. */
export const useDangerStyle = (): string => useStyles().danger

interface Confirming {
  readonly title: string
  /** What will happen, naming what is destroyed. */
  readonly children: ReactNode
  /** What the button does: `Delete 3 users`. */
  readonly action: string
  /** Whether something is destroyed. */
  readonly isDestructive?: boolean
  /** Does it; while it runs the dialog waits, and an error is told in the dialog. */
  onConfirm(): Promise<unknown>
  onClose(): void
}

/** Asks before something that counts; rendered while it is open. */
export function ConfirmDialog({ title, children, action, isDestructive = false, onConfirm, onClose }: Confirming) {
  const styles = useStyles()
  useReturnFocus()
  const { shared } = useTexts()
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<unknown>()
  const confirm = async () => {
    setRunning(true)
    setError(undefined)
    try {
      await onConfirm()
      onClose()
    } catch (failure) {
      setError(failure)
      setRunning(false)
    }
  }
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || isRunning || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            {children}
            {error !== undefined && <InlineError error={error} />}
          </DialogContent>
          <DialogActions fluid>
            <Button
              appearance="primary"
              className={isDestructive ? styles.danger : ''}
              disabledFocusable={isRunning}
              onClick={() => void confirm()}
            >
              {action}
            </Button>
            <Button onClick={onClose} disabled={isRunning}>
              {shared.cancel}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
