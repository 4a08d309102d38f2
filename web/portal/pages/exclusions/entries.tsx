import { Link, makeStyles, Text } from '@fluentui/react-components'
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
import { handName, targetName } from './exclusion-words.ts'
import { useFilter } from './use-filter.ts'

const useStyles = makeStyles({
  target: {
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    verticalAlign: 'top',
  },
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
      share: 1.8,
      cell: (row) => (
        <span title={row.targetUserPrincipalName ?? targetName(row, texts)}>
          <Link as="button" className={styles.target} onClick={() => put('open', row.id)}>
            {targetName(row, texts)}
          </Link>
          {(row.kind === 'group' || row.kind === 'role') && <Text size={200}> ({words.kinds[row.kind]})</Text>}
        </span>
      ),
    },
    {
      key: 'policy',
      title: words.columns.policy,
      share: 1.7,
      cell: ({ policyId: id, policyDisplayName, isEnforced: isOn }) => (
        <span title={policyDisplayName}>
          <AppLink to={`/conditional-access/${id}`}>{policyDisplayName}</AppLink>
          {!isOn && <Text size={200}> ({words.notInForce})</Text>}
        </span>
      ),
    },
    {
      key: 'spares',
      title: words.columns.spares,
      share: 1.45,
      cell: ({ requirement }) => (requirement ? words.requirements[requirement] : words.noRequirement),
    },
    {
      key: 'since',
      title: words.columns.since,
      share: 2.4,
      cell: ({ addedDateTime }) => (addedDateTime ? <DateTime iso={addedDateTime} /> : words.beforeLog),
    },
    {
      key: 'by',
      title: words.columns.by,
      share: 1.1,
      cell: ({ addedBy }) => <span title={handName(addedBy, texts)}>{handName(addedBy, texts)}</span>,
    },
    {
      key: 'ends',
      title: words.columns.ends,
      share: 2.35,
      cell: ({ expirationDateTime }) => <Ends at={expirationDateTime} />,
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
