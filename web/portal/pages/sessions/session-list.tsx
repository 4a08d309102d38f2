import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { ArrowExit20Regular } from '@fluentui/react-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Session, sessionList } from '../../api/sessions.ts'
import { ErrorState, Loading } from '../../components/page-states.tsx'
import { ResourceTable, type Sorting } from '../../components/resource-table.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useSessionColumns } from './columns.tsx'
import { EndSessions } from './end-sessions.tsx'
import { SessionPane } from './session-pane.tsx'
import { useSessionWords } from './use-session-words.ts'

const useStyles = makeStyles({
  above: {
    minHeight: '32px',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalS}`,
  },
  count: { color: tokens.colorNeutralForeground3 },
})

interface Parts {
  readonly query: ReturnType<typeof sessionList>
  readonly withOwner: boolean
  /** Whether sessions may be ended. */
  readonly mayEnd: boolean
  readonly sorting: Sorting
  onSort(sorting: Sorting): void
  /** What stands there where there are none. */
  readonly empty: ReactNode
  /** What else can be done. */
  readonly children?: ReactNode
}

const none: ReadonlySet<string> = new Set()
const keyOf = ({ id }: Session): string => id

/** Sessions, each with its details; those chosen can be ended. */
export function SessionList({ query: options, withOwner, mayEnd, sorting, onSort, empty, children }: Parts) {
  const styles = useStyles()
  const { sessions } = useTexts()
  const format = useFormat()
  const words = useSessionWords()
  const [params, setParams] = useSearchParams()
  const query = useInfiniteQuery(options)
  const put = useCallback(
    (id: string | undefined) =>
      setParams(
        (before) => {
          if (id === undefined) before.delete('session')
          else before.set('session', id)
          return before
        },
        { replace: id === undefined, preventScrollReset: true },
      ),
    [setParams],
  )
  const columns = useSessionColumns(withOwner, put)
  const [selection, setSelection] = useState(none)
  const [ending, setEnding] = useState<readonly Session[]>()
  const rows = useMemo(() => query.data?.pages.flatMap(({ value }) => value) ?? [], [query.data])
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading />
  const total = query.data.pages[0]?.['@odata.count'] ?? rows.length
  const chosen = rows.filter(({ id }) => selection.has(id))
  const opened = rows.find(({ id }) => id === params.get('session'))
  return (
    <>
      <div className={styles.above}>
        {children}
        {chosen.length > 0 && (
          <Button icon={<ArrowExit20Regular />} onClick={() => setEnding(chosen)}>
            {sessions.end.action(chosen.length)}
          </Button>
        )}
        {rows.length > 0 && chosen.length === 0 && (
          <Text className={styles.count} role="status">
            {sessions.found(total, format.number(total))}
          </Text>
        )}
      </div>
      {rows.length === 0 ? (
        empty
      ) : (
        <ResourceTable
          label={sessions.label}
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          rowName={withOwner ? words.whole : words.browser}
          total={total}
          sorting={sorting}
          onSort={onSort}
          {...(mayEnd && { selection, onSelect: setSelection })}
          hasMore={query.hasNextPage && !query.isFetchNextPageError}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
      {query.isFetchNextPageError && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
      {opened && <SessionPane session={opened} onEnd={() => setEnding([opened])} onClose={() => put(undefined)} />}
      {ending && (
        <EndSessions
          sessions={ending}
          onDone={(done) => {
            setSelection(none)
            if (done.some(({ id }) => id === opened?.id)) put(undefined)
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  )
}
