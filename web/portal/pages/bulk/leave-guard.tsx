import { Text } from '@fluentui/react-components'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useLeaving } from '../../components/use-leaving.ts'
import { useTexts } from '../../shell/preferences.tsx'

interface Parts {
  /** How many codes are lost. */
  readonly count: number
  readonly isRunning: boolean
  /** Forgets the codes. */
  onLeave(): void
}

/** Says once, before the page is left or the tab is closed, that codes which were not handed out are lost with it. */
export function LeaveGuard({ count, isRunning, onLeave }: Parts) {
  const leaving = useLeaving(
    count > 0 || isRunning,
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname,
  )
  if (!leaving) return null
  return (
    <LeaveDialog
      count={count}
      isRunning={isRunning}
      onLeave={() => {
        onLeave()
        leaving.leave()
      }}
      onClose={leaving.stay}
    />
  )
}

/** The same words where the page is not left, and begun anew. */
export function LeaveDialog({ count, isRunning, onLeave, onClose }: Parts & { onClose(): void }) {
  const { leave } = useTexts().bulk
  return (
    <ConfirmDialog
      title={leave.title}
      action={leave.action}
      isDestructive
      onConfirm={async () => onLeave()}
      onClose={onClose}
    >
      {count > 0 && <Text block>{leave.text(count)}</Text>}
      {isRunning && <Text block>{leave.running}</Text>}
    </ConfirmDialog>
  )
}
