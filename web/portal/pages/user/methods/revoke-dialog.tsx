import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { changed } from '../../../api/changed.ts'
import { revokeSessions } from '../../../api/users.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { useNotices } from '../../../components/notices.tsx'
import { useTexts } from '../../../shell/preferences.tsx'

interface Revoking {
  readonly user: UserResource
  onClose(): void
}

/** Asks before somebody is signed out everywhere. */
export function RevokeDialog({ user, onClose }: Revoking) {
  const { passes } = useTexts()
  const notices = useNotices()
  const queries = useQueryClient()
  const revoke = async () => {
    await revokeSessions(user.id)
    await changed(queries, [['users', user.id], ['sessions']])
    notices.done(passes.revoke.done(user.displayName))
  }
  return (
    <ConfirmDialog
      title={passes.revoke.title(user.displayName)}
      action={passes.commands.revoke}
      isDestructive
      onConfirm={revoke}
      onClose={onClose}
    >
      <Text>{passes.revoke.text(user.displayName)}</Text>
    </ConfirmDialog>
  )
}
