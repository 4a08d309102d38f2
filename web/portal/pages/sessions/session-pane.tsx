import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Session } from '../../api/sessions.ts'
import { AppLink } from '../../components/app-link.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { Pane } from '../../components/pane.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMayOn } from '../../shell/use-may.ts'
import { useSessionWords } from './use-session-words.ts'

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(8rem, max-content) minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    margin: 0,
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalXS },
  },
  term: { color: tokens.colorNeutralForeground3 },
  fact: { margin: 0, overflowWrap: 'anywhere', '@media (max-width: 480px)': { marginBottom: tokens.spacingVerticalS } },
  list: { margin: 0, padding: 0, listStyle: 'none' },
})

interface Parts {
  readonly session: Session
  onEnd(): void
  onClose(): void
}

/** What is known of one session, and the way to end it. */
export function SessionPane({ session, onEnd, onClose }: Parts) {
  const styles = useStyles()
  const { sessions, shared } = useTexts()
  const { pane } = sessions
  const words = useSessionWords()
  const format = useFormat()
  const mayOn = useMayOn(session.userId)
  const { applications, temporaryAccessPassId } = session
  return (
    <Pane
      title={pane.title}
      onClose={onClose}
      {...(mayOn('users.revokeSessions') && { footer: <Button onClick={onEnd}>{sessions.end.action(1)}</Button> })}
    >
      <dl className={styles.facts}>
        <Fact term={shared.person}>
          <AppLink to={`/users/${session.userId}/sessions`}>{words.owner(session)}</AppLink>
        </Fact>
        <Fact term={sessions.columns.browser}>{words.browser(session)}</Fact>
        <Fact term={sessions.columns.where}>{words.where(session)}</Fact>
        <Fact term={pane.started}>
          <DateTime iso={session.createdDateTime} />
        </Fact>
        <Fact term={pane.lastSeen}>
          <DateTime iso={session.lastSeenDateTime} />
        </Fact>
        <Fact term={pane.methods}>
          <List
            items={session.methods.map(({ method, usedDateTime }) =>
              pane.methodAt(sessions.methods[method], format.dateTime(usedDateTime)),
            )}
          />
        </Fact>
        <Fact term={pane.multifactor}>{session.isMultifactor ? shared.yes : shared.no}</Fact>
        {temporaryAccessPassId !== null && (
          <Fact term={pane.pass}>
            <Text block>{pane.passText}</Text>
            <AppLink to={`/users/${session.userId}/methods?method=${temporaryAccessPassId}`}>{pane.openPass}</AppLink>
          </Fact>
        )}
        <Fact term={pane.ends}>
          <DateTime iso={session.expirationDateTime} />
        </Fact>
        <Fact term={pane.idle}>
          <DateTime iso={session.idleExpirationDateTime} />
        </Fact>
        {applications !== null && (
          <Fact term={pane.applications}>
            {applications.length === 0 ? (
              pane.noApplications
            ) : (
              <List
                items={applications.map(({ displayName, lastReachedDateTime }) =>
                  pane.reachedAt(displayName, format.dateTime(lastReachedDateTime)),
                )}
              />
            )}
          </Fact>
        )}
        <Fact term={pane.userAgent}>{session.userAgent}</Fact>
        <Fact term={pane.id}>
          {session.id} <CopyButton text={session.id} label={pane.copyId} />
        </Fact>
      </dl>
    </Pane>
  )
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  const styles = useStyles()
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.fact}>{children}</dd>
    </>
  )
}

function List({ items }: { readonly items: readonly string[] }) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {[...new Set(items)].map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}
