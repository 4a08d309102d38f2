import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { sendBatch } from '../../../api/batch.ts'
import { changed } from '../../../api/changed.ts'
import { addingTo, type Membership, removingFrom } from '../../../api/memberships.ts'
import { type Item, ManyDialog } from '../../../components/many-dialog.tsx'
import { useNotices } from '../../../components/notices.tsx'
import { useTexts } from '../../../shell/preferences.tsx'

interface Parts {
  readonly user: UserResource
  readonly groups: readonly Membership[]
  onDone(): void
  onClose(): void
}

/** Takes somebody out of groups; undoing puts them back in. */
export function RemoveMemberships({ user, groups, onDone, onClose }: Parts) {
  const { memberships } = useTexts().users
  const notices = useNotices()
  const queries = useQueryClient()
  const refresh = () => changed(queries, [['users', user.id], ['groups'], ['links']])
  const undo = async (done: readonly Item[]) => {
    const failure = (await sendBatch(done.map(({ id }) => addingTo(id, user.id)))).find(Boolean)
    await refresh()
    if (failure) notices.failed(failure)
  }
  const finish = (done: readonly Item[]) => {
    void refresh()
    onDone()
    if (done.length === 0) return
    notices.done(memberships.removed(user.displayName, done.length), () => void undo(done).catch(notices.failed))
  }
  return (
    <ManyDialog
      title={memberships.removeTitle(user.displayName, groups.length)}
      action={memberships.remove(groups.length)}
      isDestructive
      items={groups.map(({ id, displayName }) => ({ id, name: displayName ?? id }))}
      requestsFor={({ id }) => [removingFrom(id, user.id)]}
      onDone={finish}
      onClose={onClose}
    >
      <Text block>{memberships.removeText(groups.length)}</Text>
    </ManyDialog>
  )
}
