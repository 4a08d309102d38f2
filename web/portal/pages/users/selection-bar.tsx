import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import {
  ArrowExit20Regular,
  Delete20Regular,
  Dismiss20Regular,
  Key20Regular,
  PeopleAdd20Regular,
  PersonAvailable20Regular,
  PersonProhibited20Regular,
} from '@fluentui/react-icons'
import { useNavigate } from 'react-router'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

export type UserCommand = 'enable' | 'disable' | 'delete' | 'revoke' | 'addToGroup'

const commands = [
  { name: 'enable', operation: 'users.update', icon: <PersonAvailable20Regular /> },
  { name: 'disable', operation: 'users.update', icon: <PersonProhibited20Regular /> },
  { name: 'revoke', operation: 'users.revokeSessions', icon: <ArrowExit20Regular /> },
  { name: 'addToGroup', operation: 'groups.updateMembers', icon: <PeopleAdd20Regular /> },
  { name: 'delete', operation: 'users.delete', icon: <Delete20Regular /> },
] as const

/** What somebody must be allowed, one of these, for choosing users to be of use. */
export const selectionOperations: readonly string[] = [...commands.map(({ operation }) => operation), 'passes.create']

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '32px',
  },
  count: { paddingInlineEnd: tokens.spacingHorizontalM },
})

interface Parts {
  readonly selection: ReadonlySet<string>
  onCommand(command: UserCommand): void
  onClear(): void
}

/** What can be done with the users chosen, as far as somebody may. */
export function SelectionBar({ selection, onCommand, onClear }: Parts) {
  const styles = useStyles()
  const { users, shared } = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  return (
    <section className={styles.bar} aria-label={shared.selected(selection.size)}>
      <Text className={styles.count} weight="semibold" role="status">
        {shared.selected(selection.size)}
      </Text>
      {may('passes.create') && (
        <Button
          appearance="subtle"
          icon={<Key20Regular />}
          onClick={() => void navigate(`/bulk?users=${[...selection].join(',')}`)}
        >
          {users.commands.issuePasses}
        </Button>
      )}
      {commands
        .filter(({ operation }) => may(operation))
        .map(({ name, icon }) => (
          <Button key={name} appearance="subtle" icon={icon} onClick={() => onCommand(name)}>
            {users.commands[name]}
          </Button>
        ))}
      <Button appearance="subtle" icon={<Dismiss20Regular />} onClick={onClear}>
        {users.list.clearSelection}
      </Button>
    </section>
  )
}
