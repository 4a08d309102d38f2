import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { Delete20Regular } from '@fluentui/react-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type TenantPass, tenantPasses } from '../../api/passes.ts'
import { Empty, ErrorState, Loading, NothingFound } from '../../components/page-states.tsx'
import { ResourceTable } from '../../components/resource-table.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { ownerOf, usePassColumns } from './columns.tsx'
import { RevokePasses } from './revoke-passes.tsx'
import { addressOf, isNarrowed, type PassSearch } from './search.ts'

const useStyles = makeStyles({
  above: { minHeight: '32px', display: 'flex', alignItems: 'center', paddingBottom: tokens.spacingVerticalS },
  count: { color: tokens.colorNeutralForeground3 },
})

interface Parts {
  readonly search: PassSearch
  onSort(sort: string): void
  onClear(): void
}

const none: ReadonlySet<string> = new Set()
const keyOf = ({ id }: TenantPass): string => id

/** The passes that were asked for; those chosen can be revoked. */
export function PassList({ search, onSort, onClear }: Parts) {
  const styles = useStyles()
  const { passesList } = useTexts()
  const format = useFormat()
  const may = useMay()
  const query = useInfiniteQuery(tenantPasses(addressOf(search)))
  const columns = usePassColumns(search.state)
  const [selection, setSelection] = useState(none)
  const [revoking, setRevoking] = useState<readonly TenantPass[]>()
  const rows = useMemo(() => query.data?.pages.flatMap(({ value }) => value) ?? [], [query.data])
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading />
  const total = query.data.pages[0]?.['@odata.count'] ?? rows.length
  const chosen = rows.filter(({ id }) => selection.has(id))
  return (
    <>
      {rows.length === 0 &&
        (isNarrowed(search) ? (
          <NothingFound onClear={onClear} />
        ) : (
          <Empty title={passesList.empty[search.state ?? 'standing']} />
        ))}
      {rows.length > 0 && (
        <>
          <div className={styles.above}>
            {chosen.length > 0 ? (
              <Button icon={<Delete20Regular />} onClick={() => setRevoking(chosen)}>
                {passesList.revoke.action(chosen.length)}
              </Button>
            ) : (
              <Text className={styles.count} role="status">
                {passesList.found(total, format.number(total))}
              </Text>
            )}
          </div>
          <ResourceTable
            label={passesList.label}
            columns={columns}
            rows={rows}
            rowKey={keyOf}
            rowName={ownerOf}
            total={total}
            sorting={{ by: search.sort.replace(/^-/, ''), isDescending: search.sort.startsWith('-') }}
            onSort={({ by, isDescending }) => onSort(`${isDescending ? '-' : ''}${by}`)}
            {...(may('passes.delete') && { selection, onSelect: setSelection })}
            hasMore={query.hasNextPage && !query.isFetchNextPageError}
            isLoadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
      {query.isFetchNextPageError && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
      {revoking && (
        <RevokePasses
          passes={revoking}
          onDone={(done) => setSelection(new Set([...selection].filter((id) => done.every((item) => item.id !== id))))}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </>
  )
}
