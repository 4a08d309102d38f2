import { Text } from '@fluentui/react-components'
import { assigning, type NewAssignment, unassigning } from '../../api/roles.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { type Item, ManyDialog } from '../many-dialog.tsx'
import { useAssignmentNotices } from './use-assignment-notices.ts'

/** An assignment to be taken away: its id, what it says, and what gives it again. */
export interface Taken extends Item {
  readonly again: NewAssignment
}

interface Parts {
  readonly items: readonly Taken[]
  onDone(): void
  onClose(): void
}

/** Takes role assignments away after telling what ends; undoing gives the roles again. */
export function UnassignDialog({ items, onDone, onClose }: Parts) {
  const { unassign } = useTexts().roles
  const notices = useAssignmentNotices()
  const undo = async (done: readonly Item[]) =>
    items.filter(({ id }) => done.some((item) => item.id === id)).map(({ again }) => assigning(again))
  const finish = (done: readonly Item[]) => {
    onDone()
    notices(unassign.done(done.length), done.length === 0 ? undefined : () => undo(done))
  }
  return (
    <ManyDialog
      title={unassign.title(items.length)}
      action={unassign.confirm(items.length)}
      isDestructive
      items={items}
      requestsFor={({ id }) => [unassigning(id)]}
      onDone={finish}
      onClose={onClose}
    >
      <Text block>{unassign.text}</Text>
    </ManyDialog>
  )
}
