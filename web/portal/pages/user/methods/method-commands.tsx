import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Add20Regular, ArrowClockwise20Regular, PersonKey20Regular, SignOut20Regular } from '@fluentui/react-icons'
import { useTexts } from '../../../shell/preferences.tsx'
import type { May } from '../../../shell/use-may.ts'
import { removals } from './method-kinds.ts'

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

/** What somebody must be allowed, one of these, for a method to be added. */
export const additions = { pass: 'passes.create', phone: 'phones.create', email: 'emails.create' } as const

export type Addition = keyof typeof additions

/** Those that may be offered, the pass first. */
export const offeredAdditions = (mayOn: May): readonly Addition[] =>
  (Object.keys(additions) as Addition[]).filter((kind) => mayOn(additions[kind]))

const mayRemoveStrong = (mayOn: May): boolean =>
  [removals.passkey, removals.softwareOath].some((operation) => operation !== undefined && mayOn(operation))

interface Commands {
  readonly mayOn: May
  onOpen(parameter: string, value: string): void
  onRefresh(): void
}

/** The command bar; what may not be done to this user is not in it. */
export function MethodCommands({ mayOn, onOpen, onRefresh }: Commands) {
  const styles = useStyles()
  const { passes } = useTexts()
  const { commands } = passes
  const [first] = offeredAdditions(mayOn)
  return (
    <div className={styles.bar}>
      {first !== undefined && (
        <Button appearance="primary" icon={<Add20Regular />} onClick={() => onOpen('add', first)}>
          {commands.add}
        </Button>
      )}
      {mayOn('users.revokeSessions') && mayRemoveStrong(mayOn) && (
        <Button icon={<PersonKey20Regular />} onClick={() => onOpen('do', 'reRegister')}>
          {commands.reRegister}
        </Button>
      )}
      {mayOn('users.revokeSessions') && (
        <Button icon={<SignOut20Regular />} onClick={() => onOpen('do', 'revoke')}>
          {commands.revoke}
        </Button>
      )}
      <Button icon={<ArrowClockwise20Regular />} onClick={onRefresh}>
        {commands.refresh}
      </Button>
    </div>
  )
}
