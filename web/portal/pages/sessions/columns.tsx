import { Badge, Link, makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { Session } from '../../api/sessions.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import type { Column } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useSessionWords } from './use-session-words.ts'

const useStyles = makeStyles({
  browser: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    maxWidth: '100%',
    verticalAlign: 'bottom',
  },
})

/** The columns of a list of sessions; `withOwner` where they are those of many people. */
export function useSessionColumns(withOwner: boolean, onOpen: (id: string) => void): readonly Column<Session>[] {
  const styles = useStyles()
  const { sessions, shared } = useTexts()
  const words = useSessionWords()
  return useMemo(() => {
    const { columns } = sessions
    const owner: Column<Session> = {
      key: 'owner',
      title: shared.person,
      share: 1.2,
      cell: (session) => (
        <span title={session.userPrincipalName ?? ''}>
          <AppLink to={`/users/${session.userId}/sessions`}>{words.owner(session)}</AppLink>
        </span>
      ),
    }
    const browser: Column<Session> = {
      key: 'browser',
      title: columns.browser,
      share: 2.5,
      cell: (session) => (
        <span className={styles.browser}>
          <Link as="button" title={session.userAgent} onClick={() => onOpen(session.id)}>
            {words.browser(session)}
          </Link>
          {session.isCurrent && <Badge appearance="tint">{sessions.current}</Badge>}
        </span>
      ),
    }
    const started: Column<Session> = {
      key: 'started',
      title: columns.started,
      share: 1.95,
      sortBy: 'createdDateTime',
      cell: ({ createdDateTime }) => <DateTime iso={createdDateTime} />,
    }
    return [
      ...(withOwner ? [owner, browser] : [browser]),
      { key: 'where', title: columns.where, share: 1.2, cell: words.where },
      { key: 'methods', title: columns.methods, share: 1.3, cell: words.methods },
      {
        key: 'lastSeen',
        title: columns.lastSeen,
        share: 1.95,
        sortBy: 'lastSeenDateTime',
        cell: ({ lastSeenDateTime }) => <DateTime iso={lastSeenDateTime} />,
      },
      ...(withOwner ? [] : [started]),
    ]
  }, [styles, sessions, shared, words, withOwner, onOpen])
}
