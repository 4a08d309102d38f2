import { Text } from '@fluentui/react-components'
import { type ReactNode, useEffect, useState } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'

interface Care {
  /** Closes, or asks first. */
  readonly close: () => void
  readonly dialog: ReactNode
}

/** Asks before a pane closes, or the window, whose changes are not saved. */
export function useUnsavedCare(isDirty: boolean, onClose: () => void): Care {
  const { unsaved } = useTexts().policies
  const [isAsking, setAsking] = useState(false)
  useEffect(() => {
    if (!isDirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isDirty])
  const dialog = isAsking && (
    <ConfirmDialog
      title={unsaved.title}
      action={unsaved.leave}
      isDestructive
      onConfirm={async () => onClose()}
      onClose={() => setAsking(false)}
    >
      <Text block>{unsaved.text}</Text>
    </ConfirmDialog>
  )
  return { close: () => (isDirty ? setAsking(true) : onClose()), dialog }
}
