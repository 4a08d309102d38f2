import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { sendBatch } from '../../api/batch.ts'
import { changed } from '../../api/changed.ts'
import { deletingGroup, restoringGroup } from '../../api/groups.ts'
import { type Item, ManyDialog } from '../../components/many-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

interface Parts {
  readonly items: readonly Item[]
  onDone(done: readonly Item[]): void
  onClose(): void
}

/** Asks before groups are deleted, and offers to restore them. */
export function DeleteGroups({ items, onDone, onClose }: Parts) {
  const { deleting } = useTexts().groups
  const notices = useNotices()
  const queries = useQueryClient()
  const may = useMay()
  const canRestore = may('groups.restore') || may('groups.updateRoleAssignable')
  const refresh = () => queries.invalidateQueries({ queryKey: ['groups'] })
  const undo = async (done: readonly Item[]) => {
    const failure = (await sendBatch(done.map(({ id }) => restoringGroup(id)))).find(Boolean)
    await refresh()
    if (failure) notices.failed(failure)
  }
  const finish = (done: readonly Item[]) => {
    onDone(done)
    const gone = done.map(({ id }) => id)
    void changed(queries, [['groups']], gone)
    if (done.length === 0) return
    notices.done(deleting.done(done.length), canRestore ? () => void undo(done).catch(notices.failed) : undefined)
  }
  return (
    <ManyDialog
      title={deleting.title(items.length)}
      action={deleting.action(items.length)}
      isDestructive
      items={items}
      requestsFor={({ id }) => [deletingGroup(id)]}
      onDone={finish}
      onClose={onClose}
    >
      <Text block>{deleting.text}</Text>
    </ManyDialog>
  )
}
