import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { changed } from '../../../api/changed.ts'
import { restoreUser } from '../../../api/deleted-users.ts'
import { deleteUser, revokeSessions, updateUser } from '../../../api/users.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { useNotices } from '../../../components/notices.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import { useMay } from '../../../shell/use-may.ts'

export type AccountCommand = 'enable' | 'disable' | 'revoke' | 'delete'

interface Parts {
  readonly command: AccountCommand
  readonly user: UserResource
  onClose(): void
}

/** Asks before the account is switched, signed out or deleted, and offers to undo it where that can be. */
export function AccountDialog({ command, user, onClose }: Parts) {
  const { users } = useTexts()
  const { one, commands, asking } = users
  const notices = useNotices()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const mayRestore = useMay()('users.restore')
  const name = user.displayName
  const refresh = () => queries.invalidateQueries({ queryKey: ['users'] })
  const enable = async (isEnabled: boolean) => {
    await updateUser(user.id, { accountEnabled: isEnabled })
    await refresh()
  }
  const restore = async () => {
    await restoreUser(user.id)
    await refresh()
    notices.done(one.restored(name))
    void navigate(`/users/${user.id}`)
  }
  const doing: Readonly<Record<AccountCommand, () => Promise<void>>> = {
    enable: async () => {
      await enable(true)
      notices.done(one.enabled(name), () => void enable(false).catch(notices.failed))
    },
    disable: async () => {
      await enable(false)
      notices.done(one.disabled(name), () => void enable(true).catch(notices.failed))
    },
    revoke: async () => {
      await revokeSessions(user.id)
      await refresh()
      notices.done(one.revoked(name))
    },
    delete: async () => {
      await deleteUser(user.id)
      await navigate('/users')
      void changed(queries, [['users']], [user.id])
      notices.done(one.deleted(name), mayRestore ? () => void restore().catch(notices.failed) : undefined)
    },
  }
  return (
    <ConfirmDialog
      title={one[command](name)}
      action={commands[command]}
      isDestructive={command !== 'enable'}
      onConfirm={doing[command]}
      onClose={onClose}
    >
      <Text block>{asking[command].text}</Text>
      <Text block>{user.userPrincipalName}</Text>
    </ConfirmDialog>
  )
}
