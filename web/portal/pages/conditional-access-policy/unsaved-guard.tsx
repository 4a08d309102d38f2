import { Text } from '@fluentui/react-components'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useTexts } from '../../shell/preferences.tsx'

/** Asks before a page is left whose changes are not saved, within the admin center and out of it. */
export function UnsavedGuard({ isDirty }: { readonly isDirty: boolean }) {
  const { editor } = useTexts().access
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!isDirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isDirty])
  if (blocker.state !== 'blocked') return null
  return (
    <ConfirmDialog
      title={editor.unsavedTitle}
      action={editor.leave}
      isDestructive
      onConfirm={async () => blocker.proceed()}
      onClose={() => blocker.state === 'blocked' && blocker.reset()}
    >
      <Text block>{editor.unsavedText}</Text>
    </ConfirmDialog>
  )
}
