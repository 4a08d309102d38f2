import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { erasing, restoring } from '../../api/deleted-users.ts'
import { type Item, ManyDialog } from '../../components/many-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'

interface Parts {
  readonly command: 'restore' | 'erase'
  readonly items: readonly Item[]
  onDone(done: readonly Item[]): void
  onClose(): void
}

/** Asks before deleted users come back or go for good, and says what does not come back with them. */
export function DeletedDialog({ command, items, onDone, onClose }: Parts) {
  const { deleted } = useTexts().users
  const notices = useNotices()
  const queries = useQueryClient()
  const count = items.length
  const words =
    command === 'restore'
      ? {
          title: deleted.restoreTitle,
          text: deleted.restoreText,
          action: deleted.restoreAction,
          done: deleted.restored,
        }
      : { title: deleted.eraseTitle, text: deleted.eraseText, action: deleted.eraseAction, done: deleted.erased }
  const finish = (done: readonly Item[]) => {
    void queries.invalidateQueries({ queryKey: ['users'] })
    onDone(done)
    if (done.length > 0) notices.done(words.done(done.length))
  }
  return (
    <ManyDialog
      title={words.title(count)}
      action={words.action(count)}
      isDestructive={command === 'erase'}
      items={items}
      requestsFor={({ id }) => [command === 'restore' ? restoring(id) : erasing(id)]}
      onDone={finish}
      onClose={onClose}
    >
      <Text block>{words.text}</Text>
    </ManyDialog>
  )
}
