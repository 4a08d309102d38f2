import { Button, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components'
import { ArrowUndo20Regular, Delete20Regular } from '@fluentui/react-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type DeletedUserRow, deletedUserList } from '../../api/deleted-users.ts'
import type { Item } from '../../components/many-dialog.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Empty, ErrorState, Loading, NothingFound } from '../../components/page-states.tsx'
import { ResourceTable } from '../../components/resource-table.tsx'
import { useTyped } from '../../components/use-typed.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { useDeletedColumns } from './columns.tsx'
import { DeletedDialog } from './deleted-dialog.tsx'

const useStyles = makeStyles({
  tools: { display: 'flex', paddingBottom: tokens.spacingVerticalM },
  search: { flexGrow: 1, maxWidth: '28rem' },
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

/** The users deleted in the last thirty days, to be restored or deleted for good. */
export function Page() {
  const styles = useStyles()
  const { shell, users } = useTexts()
  const [params, setParams] = useSearchParams()
  const search = params.get('search') ?? ''
  const change = useCallback(
    (text: string) => setParams(text === '' ? {} : { search: text }, { replace: true, preventScrollReset: true }),
    [setParams],
  )
  const [typed, setTyped] = useTyped(search, change)
  return (
    <>
      <PageHeader
        title={shell.pages.deletedUsers}
        text={users.deleted.text}
        parents={[{ title: shell.pages.users, path: '/users' }]}
      />
      <search className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={users.deleted.search}
          placeholder={users.deleted.search}
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
        />
      </search>
      <DeletedUsers key={search} search={search} onClear={() => change('')} />
    </>
  )
}

const none: ReadonlySet<string> = new Set()
const keyOf = ({ id }: DeletedUserRow): string => id
const nameOf = ({ displayName }: DeletedUserRow): string => displayName

function DeletedUsers({ search, onClear }: { readonly search: string; onClear(): void }) {
  const styles = useStyles()
  const { users } = useTexts()
  const { deleted } = users
  const format = useFormat()
  const may = useMay()
  const query = useInfiniteQuery(deletedUserList(search.trim()))
  const columns = useDeletedColumns()
  const [selection, setSelection] = useState(none)
  const [asking, setAsking] = useState<{ readonly command: 'restore' | 'erase'; readonly items: readonly Item[] }>()
  const rows = useMemo(() => query.data?.pages.flatMap(({ value }) => value) ?? [], [query.data])
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading />
  const total = query.data.pages[0]?.['@odata.count']
  const items = rows.filter(({ id }) => selection.has(id)).map(({ id, displayName }) => ({ id, name: displayName }))
  const canChoose = may('users.restore') || may('users.erase')
  return (
    <>
      {rows.length === 0 && (search === '' ? <Empty text={deleted.empty} /> : <NothingFound onClear={onClear} />)}
      {rows.length > 0 && (
        <>
          <div className={styles.above}>
            {items.length === 0 ? (
              <Text className={styles.count} role="status">
                {total !== undefined && (total === 1 ? users.list.foundOne : users.list.found(format.number(total)))}
              </Text>
            ) : (
              <>
                {may('users.restore') && (
                  <Button icon={<ArrowUndo20Regular />} onClick={() => setAsking({ command: 'restore', items })}>
                    {deleted.restore}
                  </Button>
                )}
                {may('users.erase') && (
                  <Button icon={<Delete20Regular />} onClick={() => setAsking({ command: 'erase', items })}>
                    {deleted.erase}
                  </Button>
                )}
              </>
            )}
          </div>
          <ResourceTable
            label={deleted.label}
            columns={columns}
            rows={rows}
            rowKey={keyOf}
            rowName={nameOf}
            total={total}
            {...(canChoose && { selection, onSelect: setSelection })}
            hasMore={query.hasNextPage && !query.isFetchNextPageError}
            isLoadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
      {query.isFetchNextPageError && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
      {asking && (
        <DeletedDialog
          {...asking}
          onDone={(done) => setSelection(new Set([...selection].filter((id) => done.every((item) => item.id !== id))))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}
