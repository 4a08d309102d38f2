import { Link } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ExemptPersonResource } from '../../../../contract/api/exclusions.ts'
import { exemptPeople } from '../../api/exclusions.ts'
import { Empty, Loaded, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { Ends } from './ends.tsx'
import { PersonPane } from './person-pane.tsx'
import { useFilter } from './use-filter.ts'

/** The people who are exempt, whichever way. */
export function People() {
  const { exclusions: words } = useTexts()
  const { filter, put, clear } = useFilter()
  const { policyId, userId } = filter
  const query = useInfiniteQuery(exemptPeople({ policyId, userId }))
  const strong: Column<ExemptPersonResource> = {
    key: 'strong',
    title: words.columns.strong,
    cell: ({ hasStrongMethod }) =>
      hasStrongMethod === null ? words.strongUnknown : hasStrongMethod ? words.strong : words.notStrong,
  }
  const columns: readonly Column<ExemptPersonResource>[] = [
    {
      key: 'person',
      title: words.columns.person,
      share: 2,
      cell: (row) => (
        <Link as="button" title={row.userPrincipalName ?? ''} onClick={() => put('open', row.id)}>
          {row.displayName ?? row.id}
        </Link>
      ),
    },
    {
      key: 'exemptFrom',
      title: words.columns.exemptFrom,
      share: 2.5,
      cell: ({ exemptions }) => {
        const names = [...new Set(exemptions.map(({ policyDisplayName }) => policyDisplayName))]
        return <span title={names.join(', ')}>{names.join(', ')}</span>
      },
    },
    {
      key: 'ends',
      title: words.columns.ends,
      cell: ({ exemptions }) => <Ends at={lastEnd(exemptions)} isDay />,
    },
  ]
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ value }) => value)
        const open = rows.find(({ id }) => id === filter.open)
        if (rows.length === 0) {
          return policyId || userId ? (
            <NothingFound onClear={clear} />
          ) : (
            <Empty title={words.none} text={words.noneText} />
          )
        }
        return (
          <>
            <ResourceTable
              label={words.peopleList}
              columns={rows.some(({ hasStrongMethod }) => hasStrongMethod !== null) ? [...columns, strong] : columns}
              rows={rows}
              rowKey={({ id }) => id}
              total={pages[0]?.['@odata.count']}
              hasMore={query.hasNextPage}
              isLoadingMore={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
            {open && <PersonPane person={open} onClose={() => put('open', '')} />}
          </>
        )
      }}
    </Loaded>
  )
}

/** When nothing exempts the person any more; null where something lasts. */
function lastEnd(exemptions: ExemptPersonResource['exemptions']): string | null {
  const ends = exemptions.map(({ expirationDateTime }) => expirationDateTime)
  return ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null)
}
