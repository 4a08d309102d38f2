import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { sendBatch } from '../../../api/batch.ts'
import { changed } from '../../../api/changed.ts'
import type { Picked } from '../../../api/directory-search.ts'
import { addingTo, removingFrom } from '../../../api/memberships.ts'
import { DirectoryPicker } from '../../../components/directory-picker.tsx'
import { type Item, ManyDialog } from '../../../components/many-dialog.tsx'
import { useNotices } from '../../../components/notices.tsx'
import { useTexts } from '../../../shell/preferences.tsx'

interface Parts {
  readonly user: UserResource
  onClose(): void
}

/** Adds somebody to groups; each that refuses is told by itself. */
export function AddMemberships({ user, onClose }: Parts) {
  const { users } = useTexts()
  const { memberships, asking } = users
  const notices = useNotices()
  const queries = useQueryClient()
  const [groups, setGroups] = useState<readonly Picked[]>([])
  const refresh = () => changed(queries, [['users', user.id], ['groups'], ['links']])
  const undo = async (done: readonly Item[]) => {
    const failure = (await sendBatch(done.map(({ id }) => removingFrom(id, user.id)))).find(Boolean)
    await refresh()
    if (failure) notices.failed(failure)
  }
  const finish = (done: readonly Item[]) => {
    void refresh()
    if (done.length === 0) return
    notices.done(memberships.added(user.displayName, done.length), () => void undo(done).catch(notices.failed))
  }
  return (
    <ManyDialog
      title={memberships.addTitle(user.displayName)}
      action={asking.addToGroup.action}
      isWaiting={groups.length === 0}
      items={groups.map(({ id, displayName }) => ({ id, name: displayName }))}
      requestsFor={({ id }) => [addingTo(id, user.id)]}
      isListHidden
      onDone={finish}
      onClose={onClose}
    >
      <DirectoryPicker kind="groups" label={memberships.groups} picked={groups} isRequired onChange={setGroups} />
      <Text block>{asking.addToGroup.text}</Text>
    </ManyDialog>
  )
}
