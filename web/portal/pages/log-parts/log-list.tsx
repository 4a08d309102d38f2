import { Text } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { withOptions } from '../../api/collection.ts'
import { logList, pathOf } from '../../api/logs.ts'
import { Empty, ErrorState, Loading, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { isNarrowed, orderOf } from './log-kind.ts'
import { useLogWords } from './log-words.ts'
import { TailLine } from './tail-line.tsx'
import type { Log } from './use-log.ts'
import { useTail } from './use-tail.ts'

interface Parts<Row> {
  readonly log: Log
  readonly columns: readonly Column<Row>[]
  /** The properties that the columns show. */
  readonly select: string
  readonly isLive: boolean
  timeOf(row: Row): string
}

const keyOf = ({ id }: { readonly id: string }): string => id

/** The records that were asked for, and above them those that come in meanwhile. */
export function LogList<Row extends { readonly id: string }>(parts: Parts<Row>) {
  const { log, columns, select, isLive, timeOf } = parts
  const { kind, search, filter, change, refresh } = log
  const words = useLogWords(kind)
  const { logs } = useTexts()
  const address = withOptions(pathOf(kind.log), {
    $filter: filter,
    $select: select,
    $orderby: orderOf(kind, search),
    $top: 100,
  })
  const query = useInfiniteQuery(logList<Row>(kind.log, address))
  const listed = useMemo(() => query.data?.pages.flatMap(({ value }) => value) ?? [], [query.data])
  const isOn = isLive && query.data !== undefined && !query.isPlaceholderData
  const tail = useTail<Row>({ kind, filter, select, listed, isOn, timeOf, onBehind: refresh })
  const rows = useMemo(() => {
    const known = new Set(listed.map(keyOf))
    return [...tail.fresh.filter(({ id }) => !known.has(id)), ...listed]
  }, [listed, tail.fresh])
  if (query.error && !query.data)
    return (
      <ErrorState error={query.error} onRetry={() => void query.refetch()}>
        {search.raw !== '' && (
          <Text size={200} align="center">
            {logs.filters.asked(filter)}
          </Text>
        )}
      </ErrorState>
    )
  if (!query.data) return <Loading />
  const clear = () => change({ filters: tabOf(search.filters), raw: '', range: search.range }, '')
  return (
    <>
      {isLive && <TailLine {...tail} count={rows.length - listed.length} />}
      {rows.length === 0 && isNarrowed(kind, search) && <NothingFound onClear={clear} />}
      {rows.length === 0 && !isNarrowed(kind, search) && <Empty title={words.none} text={words.noneText} />}
      {rows.length > 0 && (
        <ResourceTable
          label={words.list}
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          sorting={{ by: kind.time, isDescending: !search.isOldestFirst }}
          onSort={({ isDescending }) => change({ isOldestFirst: !isDescending })}
          hasMore={query.hasNextPage && !query.isFetchNextPageError}
          isLoadingMore={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
      {query.isFetchNextPageError && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
    </>
  )
}

const tabOf = ({ tab }: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  tab === undefined ? {} : { tab }
