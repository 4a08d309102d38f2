import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { erasingGroup, restoringGroup } from '../../api/groups.ts'
import { type Item, ManyDialog } from '../../components/many-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'

interface Parts {
  readonly command: 'restore' | 'erase'
  readonly items: readonly Item[]
  onDone(): void
  onClose(): void
}

/** Asks before deleted groups come back or go for good, and says what does not come back with them. */
export function DeletedDialog({ command, items, onDone, onClose }: Parts) {
  const { deleted } = useTexts().groups
  const notices = useNotices()
  const queries = useQueryClient()
  const isRestoring = command === 'restore'
  const finish = (done: readonly Item[]) => {
    void queries.invalidateQueries({ queryKey: ['groups'] })
    onDone()
    if (done.length > 0) notices.done((isRestoring ? deleted.restored : deleted.erased)(done.length))
  }
  return (
    <ManyDialog
      title={(isRestoring ? deleted.restoreTitle : deleted.eraseTitle)(items.length)}
      action={(isRestoring ? deleted.restoreAction : deleted.eraseAction)(items.length)}
      isDestructive={!isRestoring}
      items={items}
      requestsFor={({ id }) => [isRestoring ? restoringGroup(id) : erasingGroup(id)]}
      onDone={finish}
      onClose={onClose}
    >
      <Text block>{isRestoring ? deleted.restoreText : deleted.eraseText}</Text>
    </ManyDialog>
  )
}
