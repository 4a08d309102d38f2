import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { type UserRow, userCount, userList } from '../../api/users.ts'
import { Empty, ErrorState, Loading, NothingFound } from '../../components/page-states.tsx'
import { ResourceTable } from '../../components/resource-table.tsx'
import { keepFocus } from '../../components/use-return-focus.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { CommandDialog, type UserItem } from './command-dialog.tsx'
import { addressOf, countAddressOf, isCountedApart, type UserSearch, writeSearch } from './search.ts'
import { SelectionBar, selectionOperations, type UserCommand } from './selection-bar.tsx'
import type { ColumnName } from './use-columns.ts'
import { useUserColumns } from './user-columns.tsx'

const useStyles = makeStyles({
  above: { minHeight: '32px', display: 'flex', alignItems: 'center', paddingBottom: tokens.spacingVerticalS },
  count: { color: tokens.colorNeutralForeground3 },
})

interface Parts {
  readonly search: UserSearch
  readonly columns: readonly ColumnName[]
  onSort(sort: string): void
  onClear(): void
}

const none: ReadonlySet<string> = new Set()
const keyOf = ({ id }: UserRow): string => id
const nameOf = ({ displayName }: UserRow): string => displayName

/** How many there are; where all of them are loaded, nobody needs to count. */
const totalOf = (loaded: number, hasMore: boolean, counted: number | undefined): number | undefined =>
  hasMore ? counted : loaded

const itemsIn = (rows: readonly UserRow[], selection: ReadonlySet<string>): readonly UserItem[] =>
  rows
    .filter(({ id }) => selection.has(id))
    .map(({ id, displayName, accountEnabled }) => ({ id, name: displayName, isEnabled: accountEnabled === true }))

/** The users that were asked for, and what can be done with those chosen among them. */
export function UserList({ search, columns, onSort, onClear }: Parts) {
  const styles = useStyles()
  const { users } = useTexts()
  const may = useMay()
  const format = useFormat()
  const query = useInfiniteQuery(userList(addressOf(search, columns)))
  const isApart = isCountedApart(search)
  const counted = useQuery({
    ...userCount(countAddressOf(search)),
    enabled: isApart && query.hasNextPage && !query.isPlaceholderData,
  })
  const shown = useUserColumns(columns)
  const asked = writeSearch(search).toString()
  const [chosen, setChosen] = useState({ asked, keys: none })
  const [asking, setAsking] = useState<{ readonly command: UserCommand; readonly items: readonly UserItem[] }>()
  const rows = useMemo(() => query.data?.pages.flatMap(({ value }) => value) ?? [], [query.data])
  useEffect(() => {
    if (asked !== chosen.asked) window.scrollTo({ top: 0 })
  }, [asked, chosen.asked])
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading />
  const total = isApart ? totalOf(rows.length, query.hasNextPage, counted.data) : query.data.pages[0]?.['@odata.count']
  if (rows.length === 0) {
    const isAsked = search.search !== '' || Object.keys(search.filters).length > 0
    return isAsked ? <NothingFound onClear={onClear} /> : <Empty text={users.list.empty} />
  }
  const selection = chosen.asked === asked ? chosen.keys : none
  const select = (keys: ReadonlySet<string>) => setChosen({ asked, keys })
  const canChoose = selectionOperations.some((operation) => may(operation))
  const isDescending = search.sort.startsWith('-')
  return (
    <>
      <div className={styles.above}>
        {selection.size > 0 ? (
          <SelectionBar
            selection={selection}
            onCommand={(command) => setAsking({ command, items: itemsIn(rows, selection) })}
            onClear={() => {
              select(none)
              keepFocus()
            }}
          />
        ) : (
          <Text className={styles.count} role="status">
            {total !== undefined && (total === 1 ? users.list.foundOne : users.list.found(format.number(total)))}
          </Text>
        )}
      </div>
      <ResourceTable
        label={users.list.label}
        columns={shown}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        total={total}
        sorting={{ by: search.sort.replace(/^-/, ''), isDescending }}
        onSort={(sorting) => onSort(`${sorting.isDescending ? '-' : ''}${sorting.by}`)}
        {...(canChoose && { selection, onSelect: select })}
        hasMore={query.hasNextPage && !query.isFetchNextPageError}
        isLoadingMore={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      {query.isFetchNextPageError && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
      {asking && (
        <CommandDialog
          {...asking}
          onDone={(done) => select(new Set([...selection].filter((id) => done.every((item) => item.id !== id))))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}
