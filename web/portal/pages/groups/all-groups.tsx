import { Button, makeStyles, SearchBox, Select, Text, tokens } from '@fluentui/react-components'
import { Delete20Regular, Dismiss20Regular } from '@fluentui/react-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type GroupRow, groupList } from '../../api/groups.ts'
import type { Item } from '../../components/many-dialog.tsx'
import { Empty, ErrorState, Loading, NothingFound } from '../../components/page-states.tsx'
import { ResourceTable } from '../../components/resource-table.tsx'
import { keepFocus } from '../../components/use-return-focus.ts'
import { useTyped } from '../../components/use-typed.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { useGroupColumns } from './columns.tsx'
import { DeleteGroups } from './delete-groups.tsx'

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    paddingBottom: tokens.spacingVerticalM,
  },
  search: { flexGrow: 1, maxWidth: '28rem', minWidth: 'min(18rem, 100%)' },
  above: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '32px',
    paddingBottom: tokens.spacingVerticalS,
  },
  count: { color: tokens.colorNeutralForeground3 },
})

const none: ReadonlySet<string> = new Set()
const keyOf = ({ id }: GroupRow): string => id
const nameOf = ({ displayName }: GroupRow): string => displayName
const standardSort = 'displayName'
const sorts: readonly string[] = ['displayName', '-displayName', 'createdDateTime', '-createdDateTime']

/** What the address asks for; what it does not know in it counts for nothing. */
const readSearch = (params: URLSearchParams) => {
  const sort = params.get('sort') ?? standardSort
  const roles = params.get('roles')
  return {
    search: params.get('search') ?? '',
    roles: roles === 'yes' || roles === 'no' ? roles : '',
    sort: sorts.includes(sort) ? sort : standardSort,
  }
}

/** The groups that were asked for, searched as one types; those chosen can be deleted. */
export function AllGroups() {
  const styles = useStyles()
  const { groups } = useTexts()
  const { list } = groups
  const [params, setParams] = useSearchParams()
  const { search, roles, sort } = readSearch(params)
  const change = useCallback(
    (name: string, value: string) => {
      const edit = (now: URLSearchParams) => {
        const next = new URLSearchParams(now)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      }
      setParams(edit, { replace: true, preventScrollReset: true })
    },
    [setParams],
  )
  const [typed, setTyped] = useTyped(
    search,
    useCallback((text: string) => change('search', text), [change]),
  )
  return (
    <>
      <search className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={list.search}
          placeholder={list.search}
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
        />
        <Select
          aria-label={groups.properties.isAssignableToRole}
          value={roles}
          onChange={(_, { value }) => change('roles', value)}
        >
          <option value="">{list.anyGroup}</option>
          <option value="yes">{list.onlyRoleAssignable}</option>
          <option value="no">{list.onlyOrdinary}</option>
        </Select>
      </search>
      <Found
        key={`${search} ${roles} ${sort}`}
        search={search}
        roles={roles}
        sort={sort}
        onSort={(by) => change('sort', by === standardSort ? '' : by)}
        onClear={() => setParams({}, { replace: true })}
      />
    </>
  )
}

interface Parts extends ReturnType<typeof readSearch> {
  onSort(sort: string): void
  onClear(): void
}

function Found({ search, roles, sort, onSort, onClear }: Parts) {
  const styles = useStyles()
  const { groups } = useTexts()
  const { list } = groups
  const format = useFormat()
  const may = useMay()
  const query = useInfiniteQuery(
    groupList({ search, sort, roleAssignable: roles === '' ? undefined : roles === 'yes' }),
  )
  const columns = useGroupColumns()
  const [selection, setSelection] = useState(none)
  const [asking, setAsking] = useState<readonly Item[]>()
  const rows = useMemo(() => query.data?.pages.flatMap(({ value }) => value) ?? [], [query.data])
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading />
  if (rows.length === 0) {
    return search === '' && roles === '' ? <Empty text={list.empty} /> : <NothingFound onClear={onClear} />
  }
  const total = query.data.pages[0]?.['@odata.count']
  const chosen = rows.filter(({ id }) => selection.has(id)).map(({ id, displayName }) => ({ id, name: displayName }))
  const canDelete = may('groups.delete') || may('groups.updateRoleAssignable')
  return (
    <>
      <div className={styles.above}>
        {chosen.length === 0 ? (
          <Text className={styles.count} role="status">
            {total !== undefined && (total === 1 ? list.foundOne : list.found(format.number(total)))}
          </Text>
        ) : (
          <>
            <Button icon={<Delete20Regular />} onClick={() => setAsking(chosen)}>
              {groups.deleting.action(chosen.length)}
            </Button>
            <Button
              appearance="subtle"
              icon={<Dismiss20Regular />}
              onClick={() => {
                setSelection(none)
                keepFocus()
              }}
            >
              {list.clearSelection}
            </Button>
          </>
        )}
      </div>
      <ResourceTable
        label={list.label}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        total={total}
        sorting={{ by: sort.replace(/^-/, ''), isDescending: sort.startsWith('-') }}
        onSort={(sorting) => onSort(`${sorting.isDescending ? '-' : ''}${sorting.by}`)}
        {...(canDelete && { selection, onSelect: setSelection })}
        hasMore={query.hasNextPage && !query.isFetchNextPageError}
        isLoadingMore={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      {query.isFetchNextPageError && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
      {asking && <DeleteGroups items={asking} onDone={() => setSelection(none)} onClose={() => setAsking(undefined)} />}
    </>
  )
}
