import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type BatchRequest, sendBatch } from '../../api/batch.ts'
import { changed } from '../../api/changed.ts'
import { restoring } from '../../api/deleted-users.ts'
import type { Picked } from '../../api/directory-search.ts'
import { addingTo, removingFrom } from '../../api/memberships.ts'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { type Item, ManyDialog } from '../../components/many-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import type { UserCommand } from './selection-bar.tsx'

/** A user a command is for, and whether the account was enabled before it. */
export interface UserItem extends Item {
  readonly isEnabled: boolean
}

interface Commanding {
  readonly command: UserCommand
  readonly items: readonly UserItem[]
  onDone(done: readonly Item[]): void
  onClose(): void
}

const switching =
  (isEnabled: boolean) =>
  (userId: string): BatchRequest => ({
    method: 'PATCH',
    path: `/users/${userId}`,
    body: { accountEnabled: isEnabled },
  })

const doing: Readonly<Record<Exclude<UserCommand, 'addToGroup'>, (userId: string) => BatchRequest>> = {
  enable: switching(true),
  disable: switching(false),
  delete: (userId) => ({ method: 'DELETE', path: `/users/${userId}` }),
  revoke: (userId) => ({ method: 'POST', path: `/users/${userId}/revokeSignInSessions` }),
}

const undoing: Readonly<Partial<Record<UserCommand, (userId: string) => BatchRequest>>> = {
  enable: switching(false),
  disable: switching(true),
  delete: restoring,
}

/** Whether undoing is for this user too: an account that was disabled before stays so. */
function isUndone(command: UserCommand, { isEnabled }: UserItem): boolean {
  if (command === 'enable' || command === 'disable') return isEnabled === (command === 'disable')
  return command !== 'revoke'
}

/** Asks before a command for the users chosen, does it, and offers to undo it where that can be. */
export function CommandDialog({ command, items, onDone, onClose }: Commanding) {
  const { users } = useTexts()
  const notices = useNotices()
  const queries = useQueryClient()
  const may = useMay()
  const [groups, setGroups] = useState<readonly Picked[]>([])
  const asking = users.asking[command]
  const requestsFor = ({ id }: Item): readonly BatchRequest[] =>
    command === 'addToGroup' ? groups.map((group) => addingTo(group.id, id)) : [doing[command](id)]
  const undoFor = ({ id }: Item): readonly BatchRequest[] => {
    if (command === 'addToGroup') return groups.map((group) => removingFrom(group.id, id))
    const undo = undoing[command]
    return undo ? [undo(id)] : []
  }
  const refresh = () => changed(queries, [['users'], ['groups'], ['links'], ['sessions']])
  const undo = async (done: readonly Item[]) => {
    const outcomes = await sendBatch(done.flatMap(undoFor))
    await refresh()
    const failure = outcomes.find((outcome) => outcome !== undefined)
    if (failure) notices.failed(failure)
  }
  const finish = (done: readonly Item[]) => {
    void refresh()
    onDone(done)
    if (done.length === 0) return
    const undoable = done.filter(({ id }) => items.some((item) => item.id === id && isUndone(command, item)))
    notices.done(
      asking.done(done.length),
      undoable.length > 0 && (command !== 'delete' || may('users.restore'))
        ? () => void undo(undoable).catch(notices.failed)
        : undefined,
    )
  }
  return (
    <ManyDialog
      title={asking.title(items.length)}
      action={typeof asking.action === 'string' ? asking.action : asking.action(items.length)}
      isDestructive={command === 'delete' || command === 'disable' || command === 'revoke'}
      isWaiting={command === 'addToGroup' && groups.length === 0}
      items={items}
      requestsFor={requestsFor}
      onDone={finish}
      onClose={onClose}
    >
      {command === 'addToGroup' && (
        <DirectoryPicker kind="groups" label={users.create.groups} picked={groups} isRequired onChange={setGroups} />
      )}
      <Text block>{asking.text}</Text>
    </ManyDialog>
  )
}
