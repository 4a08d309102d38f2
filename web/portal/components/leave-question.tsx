import { Text } from '@fluentui/react-components'
import type { BlockerFunction } from 'react-router'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useLeaving } from './use-leaving.ts'

interface Question {
  /** Whether there is something to lose. */
  readonly isDirty: boolean
  readonly title: string
  readonly text: string
  readonly action: string
  readonly loses: BlockerFunction
}

/**
 * Asks before a step is taken that loses what is not saved.
 *
 * The router hears only the last of those that are rendered; where there may be several, each is rendered only while it is dirty.
 */
export function LeaveQuestion({ isDirty, title, text, action, loses }: Question) {
  const leaving = useLeaving(isDirty, loses)
  if (!leaving) return null
  return (
    <ConfirmDialog
      title={title}
      action={action}
      isDestructive
      onConfirm={async () => leaving.leave()}
      onClose={leaving.stay}
    >
      <Text block>{text}</Text>
    </ConfirmDialog>
  )
}
