import { Text } from '@fluentui/react-components'
import type { BlockerFunction } from 'react-router'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useLeaving } from './use-leaving.ts'

interface Question {
  readonly title: string
  readonly text: string
  readonly action: string
  readonly loses: BlockerFunction
}

/**
 * Asks before a step is taken that loses what is not saved.
 *
 * The router hears only one of those that are rendered, so it is rendered only while there is something to lose.
 */
export function LeaveQuestion({ title, text, action, loses }: Question) {
  const leaving = useLeaving(true, loses)
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
