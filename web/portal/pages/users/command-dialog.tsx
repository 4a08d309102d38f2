import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type BatchRequest, sendBatch } from '../../api/batch.ts'
import { restoring } from '../../api/deleted-users.ts'
import type { Picked } from '../../api/directory-search.ts'
import { addingTo, removingFrom } from '../../api/memberships.ts'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { type Item, ManyDialog } from '../../components/many-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import type { UserCommand } from './selection-bar.tsx'

interface Commanding {
  readonly command: UserCommand
  readonly items: readonly Item[]
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

/** Asks before a command for the users chosen, does it, and offers to undo it where that can be. */
export function CommandDialog({ command, items, onDone, onClose }: Commanding) {
  const { users } = useTexts()
  const notices = useNotices()
  const queries = useQueryClient()
  const [groups, setGroups] = useState<readonly Picked[]>([])
  const asking = users.asking[command]
  const requestsFor = ({ id }: Item): readonly BatchRequest[] =>
    command === 'addToGroup' ? groups.map((group) => addingTo(group.id, id)) : [doing[command](id)]
  const undoFor = ({ id }: Item): readonly BatchRequest[] => {
    if (command === 'addToGroup') return groups.map((group) => removingFrom(group.id, id))
    const undo = undoing[command]
    return undo ? [undo(id)] : []
  }
  const undo = async (done: readonly Item[]) => {
    const outcomes = await sendBatch(done.flatMap(undoFor))
    await queries.invalidateQueries({ queryKey: ['users'] })
    const failure = outcomes.find((outcome) => outcome !== undefined)
    if (failure) notices.failed(failure)
  }
  const finish = (done: readonly Item[]) => {
    void queries.invalidateQueries({ queryKey: ['users'] })
    onDone(done)
    if (done.length === 0) return
    const canUndo = command !== 'revoke'
    notices.done(asking.done(done.length), canUndo ? () => void undo(done).catch(notices.failed) : undefined)
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
