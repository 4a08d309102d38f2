import { Link, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import type { ExclusionResource } from '../../../../contract/api/exclusions.ts'
import { exclusions } from '../../api/exclusions.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { Empty, Loaded, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { Ends } from './ends.tsx'
import { ExclusionPane } from './exclusion-pane.tsx'
import { handName, requirementName, targetName } from './exclusion-words.ts'
import { KindIcon } from './kind-icon.tsx'
import { useFilter } from './use-filter.ts'

const useStyles = makeStyles({
  target: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
})

/** Every entry of those whom policies leave out. */
export function Entries() {
  const styles = useStyles()
  const texts = useTexts()
  const { exclusions: words } = texts
  const { filter, put, clear } = useFilter()
  const { policyId, userId, isEnforced, isPermanent, endTo } = filter
  const query = useQuery(exclusions({ policyId, userId, isEnforced, endTo }))
  const hasFilter = policyId !== '' || userId !== '' || isEnforced || isPermanent || endTo !== ''
  const columns: readonly Column<ExclusionResource>[] = [
    {
      key: 'target',
      title: words.columns.target,
      share: 2,
      cell: (row) => {
        const name = targetName(row, texts)
        return (
          <span className={styles.target}>
            <KindIcon kind={row.kind} />
            <Link
              as="button"
              title={[name, row.targetUserPrincipalName].filter(Boolean).join(', ')}
              onClick={() => put('open', row.id)}
            >
              {name}
            </Link>
          </span>
        )
      },
    },
    {
      key: 'policy',
      title: words.columns.policy,
      share: 2,
      cell: ({ policyId: id, policyDisplayName }) => (
        <AppLink to={`/conditional-access/${id}`}>{policyDisplayName}</AppLink>
      ),
    },
    {
      key: 'spares',
      title: words.columns.spares,
      share: 2.2,
      cell: ({ requirement, isEnforced: isOn }) => (isOn ? requirementName(requirement, texts) : words.nothingYet),
    },
    {
      key: 'since',
      title: words.columns.since,
      share: 1.15,
      cell: ({ addedDateTime }) => (addedDateTime ? <DateTime iso={addedDateTime} isDay /> : words.beforeLog),
    },
    { key: 'by', title: words.columns.by, share: 1.2, cell: ({ addedBy }) => handName(addedBy, texts) },
    {
      key: 'ends',
      title: words.columns.ends,
      share: 1.2,
      cell: ({ expirationDateTime }) => <Ends at={expirationDateTime} isDay />,
    },
  ]
  return (
    <Loaded query={query}>
      {(all) => {
        const rows = isPermanent ? all.filter(({ expirationDateTime }) => expirationDateTime === null) : all
        const open = all.find(({ id }) => id === filter.open)
        return (
          <>
            {rows.length === 0 ? (
              hasFilter ? (
                <NothingFound onClear={clear} />
              ) : (
                <Empty title={words.none} text={words.noneText} />
              )
            ) : (
              <ResourceTable label={words.list} columns={columns} rows={rows} rowKey={({ id }) => id} />
            )}
            {open && <ExclusionPane key={open.id} exclusion={open} onClose={() => put('open', '')} />}
          </>
        )
      }}
    </Loaded>
  )
}
