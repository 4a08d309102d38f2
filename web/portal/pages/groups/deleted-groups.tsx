import { Badge, Button, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components'
import { ArrowUndo20Regular, Delete20Regular } from '@fluentui/react-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type DeletedGroupRow, deletedGroupList } from '../../api/groups.ts'
import { DateTime } from '../../components/date-time.tsx'
import type { Item } from '../../components/many-dialog.tsx'
import { Empty, ErrorState, Loading, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTyped } from '../../components/use-typed.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { DeletedDialog } from './deleted-dialog.tsx'

const useStyles = makeStyles({
  tools: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  search: { maxWidth: '28rem' },
  above: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    minHeight: '32px',
    padding: `${tokens.spacingVerticalS} 0`,
  },
})

const none: ReadonlySet<string> = new Set()
const keyOf = ({ id }: DeletedGroupRow): string => id
const nameOf = ({ displayName }: DeletedGroupRow): string => displayName

/** The groups deleted in the last thirty days, to be restored or deleted for good. */
export function DeletedGroups() {
  const styles = useStyles()
  const { deleted } = useTexts().groups
  const [params, setParams] = useSearchParams()
  const search = params.get('search') ?? ''
  const change = useCallback(
    (text: string) =>
      setParams({ view: 'deleted', ...(text && { search: text }) }, { replace: true, preventScrollReset: true }),
    [setParams],
  )
  const [typed, setTyped] = useTyped(search, change)
  return (
    <>
      <search className={styles.tools}>
        <Text block>{deleted.text}</Text>
        <SearchBox
          className={styles.search}
          aria-label={deleted.search}
          placeholder={deleted.search}
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
        />
      </search>
      <Found key={search} search={search} onClear={() => change('')} />
    </>
  )
}

function useColumns(): readonly Column<DeletedGroupRow>[] {
  const { groups, shared } = useTexts()
  return useMemo(
    () => [
      { key: 'name', title: groups.properties.displayName, share: 1.5, cell: nameOf },
      {
        key: 'type',
        title: groups.properties.type,
        cell: ({ isAssignableToRole }) =>
          isAssignableToRole ? (
            <Badge appearance="tint" color="informative">
              {groups.list.roleAssignable}
            </Badge>
          ) : (
            groups.properties.security
          ),
      },
      {
        key: 'description',
        title: shared.description,
        share: 2,
        isWideOnly: true,
        cell: ({ description }) => description ?? '',
      },
      {
        key: 'deleted',
        title: groups.deleted.deletedAt,
        share: 1.2,
        cell: ({ deletedDateTime }) => <DateTime iso={deletedDateTime} />,
      },
    ],
    [groups, shared],
  )
}

function Found({ search, onClear }: { readonly search: string; onClear(): void }) {
  const styles = useStyles()
  const { deleted } = useTexts().groups
  const may = useMay()
  const query = useInfiniteQuery(deletedGroupList(search.trim()))
  const columns = useColumns()
  const [selection, setSelection] = useState(none)
  const [asking, setAsking] = useState<{ readonly command: 'restore' | 'erase'; readonly items: readonly Item[] }>()
  const rows = useMemo(() => query.data?.pages.flatMap(({ value }) => value) ?? [], [query.data])
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading />
  const items = rows.filter(({ id }) => selection.has(id)).map(({ id, displayName }) => ({ id, name: displayName }))
  const canRestore = may('groups.restore') || may('groups.updateRoleAssignable')
  return (
    <>
      {rows.length === 0 && (search === '' ? <Empty text={deleted.empty} /> : <NothingFound onClear={onClear} />)}
      {rows.length > 0 && (
        <>
          <div className={styles.above}>
            {items.length > 0 && (
              <>
                <Button icon={<ArrowUndo20Regular />} onClick={() => setAsking({ command: 'restore', items })}>
                  {deleted.restore}
                </Button>
                <Button icon={<Delete20Regular />} onClick={() => setAsking({ command: 'erase', items })}>
                  {deleted.erase}
                </Button>
              </>
            )}
          </div>
          <ResourceTable
            label={deleted.label}
            columns={columns}
            rows={rows}
            rowKey={keyOf}
            rowName={nameOf}
            total={query.data.pages[0]?.['@odata.count']}
            {...(canRestore && { selection, onSelect: setSelection })}
            hasMore={query.hasNextPage && !query.isFetchNextPageError}
            isLoadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
      {query.isFetchNextPageError && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
      {asking && <DeletedDialog {...asking} onDone={() => setSelection(none)} onClose={() => setAsking(undefined)} />}
    </>
  )
}
