import { Text } from '@fluentui/react-components'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
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
  const isAsking = count > 0 || isRunning
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isAsking && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!isAsking) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isAsking])
  if (blocker.state !== 'blocked') return null
  return (
    <LeaveDialog
      count={count}
      isRunning={isRunning}
      onLeave={() => {
        onLeave()
        blocker.proceed()
      }}
      onClose={() => blocker.state === 'blocked' && blocker.reset()}
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
