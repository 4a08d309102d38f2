import { Badge, Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { AdministrativeUnitResource } from '../../../../contract/graph/administrative-unit.ts'
import { unitList } from '../../api/units.ts'
import { AppLink } from '../../components/app-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Empty, Loaded, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

const UnitPane = lazy(async () => ({ default: (await import('../unit/unit-pane.tsx')).UnitPane }))

const useStyles = makeStyles({
  tools: { display: 'flex', paddingBottom: tokens.spacingVerticalM },
  search: { flexGrow: 1, maxWidth: '28rem' },
  badges: { display: 'inline-flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

const keyOf = ({ id }: AdministrativeUnitResource): string => id

/** The parts of the tenant that roles can be given for. */
export function Page() {
  const styles = useStyles()
  const { shell, units } = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const query = useQuery(unitList)
  const columns = useColumns()
  const search = params.get('search') ?? ''
  const canCreate = may('administrativeUnits.update')
  const creating = (isOpen: boolean) => setParams(isOpen ? { create: '' } : {}, { replace: !isOpen })
  const change = (text: string) =>
    setParams(text === '' ? {} : { search: text }, { replace: true, preventScrollReset: true })
  return (
    <>
      <PageHeader title={shell.pages.units} text={units.text}>
        {canCreate && (
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => creating(true)}>
            {units.create}
          </Button>
        )}
      </PageHeader>
      <Loaded query={query}>
        {(all) => {
          if (all.length === 0) return <Empty text={units.empty} />
          const wanted = search.trim().toLowerCase()
          const found = all.filter(({ displayName }) => displayName.toLowerCase().includes(wanted))
          return (
            <>
              <search className={styles.tools}>
                <SearchBox
                  className={styles.search}
                  aria-label={units.search}
                  placeholder={units.search}
                  value={search}
                  onChange={(_, { value }) => change(value)}
                />
              </search>
              {found.length === 0 ? (
                <NothingFound onClear={() => change('')} />
              ) : (
                <ResourceTable label={units.label} columns={columns} rows={found} rowKey={keyOf} />
              )}
            </>
          )
        }}
      </Loaded>
      {params.has('create') && canCreate && (
        <Suspense>
          <UnitPane onClose={() => creating(false)} onSaved={(id) => void navigate(`/units/${id}`)} />
        </Suspense>
      )}
    </>
  )
}

function useColumns(): readonly Column<AdministrativeUnitResource>[] {
  const styles = useStyles()
  const { units, shared } = useTexts()
  return useMemo(
    () => [
      {
        key: 'name',
        title: shared.name,
        share: 1.5,
        cell: ({ id, displayName }) => (
          <span title={displayName}>
            <AppLink to={`/units/${id}`}>{displayName}</AppLink>
          </span>
        ),
      },
      {
        key: 'kind',
        title: units.kind,
        share: 2.6,
        cell: ({ isMemberManagementRestricted, visibility }) => (
          <span className={styles.badges}>
            {isMemberManagementRestricted && (
              <Badge appearance="tint" color="warning">
                {units.restricted}
              </Badge>
            )}
            {visibility === 'HiddenMembership' && (
              <Badge appearance="tint" color="informative">
                {units.hidden}
              </Badge>
            )}
            {!isMemberManagementRestricted && visibility !== 'HiddenMembership' && '–'}
          </span>
        ),
      },
      {
        key: 'description',
        title: shared.description,
        share: 2.1,
        isWideOnly: true,
        cell: ({ description }) => description ?? '',
      },
    ],
    [units, shared, styles],
  )
}
