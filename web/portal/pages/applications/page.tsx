import { Badge, Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { type ApplicationRow, applicationList } from '../../api/applications.ts'
import { AppLink } from '../../components/app-link.tsx'
import { CopiedId } from '../../components/copied-id.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Empty, Loaded, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { secretState } from './secret-state.ts'

const RegisterPane = lazy(async () => ({ default: (await import('./register-pane.tsx')).RegisterPane }))

const useStyles = makeStyles({
  tools: { display: 'flex', paddingBottom: tokens.spacingVerticalM },
  search: { flexGrow: 1, maxWidth: '28rem' },
})

const keyOf = ({ application }: ApplicationRow): string => application.id

/** The programs registered here. */
export function Page() {
  const styles = useStyles()
  const { shell, applications } = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const query = useQuery(applicationList)
  const columns = useColumns()
  const search = params.get('search') ?? ''
  const canCreate = may('applications.update')
  const creating = (isOpen: boolean) => setParams(isOpen ? { create: '' } : {}, { replace: !isOpen })
  const change = (text: string) =>
    setParams(text === '' ? {} : { search: text }, { replace: true, preventScrollReset: true })
  return (
    <>
      <PageHeader title={shell.pages.applications} text={applications.text}>
        {canCreate && (
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => creating(true)}>
            {applications.create}
          </Button>
        )}
      </PageHeader>
      <Loaded query={query}>
        {(all) => {
          if (all.length === 0) return <Empty text={applications.empty} />
          const found = all.filter((row) => matches(row, search))
          return (
            <>
              <search className={styles.tools}>
                <SearchBox
                  className={styles.search}
                  aria-label={applications.search}
                  placeholder={applications.search}
                  value={search}
                  onChange={(_, { value }) => change(value)}
                />
              </search>
              {found.length === 0 ? (
                <NothingFound onClear={() => change('')} />
              ) : (
                <ResourceTable label={applications.label} columns={columns} rows={found} rowKey={keyOf} />
              )}
            </>
          )
        }}
      </Loaded>
      {params.has('create') && canCreate && (
        <Suspense>
          <RegisterPane onClose={() => creating(false)} onSaved={(id) => void navigate(`/applications/${id}`)} />
        </Suspense>
      )}
    </>
  )
}

function matches({ application }: ApplicationRow, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  return application.displayName.toLowerCase().includes(wanted) || application.appId.startsWith(wanted)
}

function useColumns(): readonly Column<ApplicationRow>[] {
  const { applications, shared } = useTexts()
  return useMemo(
    () => [
      {
        key: 'name',
        title: shared.name,
        share: 1.6,
        cell: ({ application: { id, displayName } }) => (
          <span title={displayName}>
            <AppLink to={`/applications/${id}`}>{displayName}</AppLink>
          </span>
        ),
      },
      {
        key: 'clientId',
        title: applications.clientId,
        share: 2.2,
        cell: ({ application: { appId, displayName } }) => (
          <CopiedId id={appId} label={applications.copy(`${applications.clientId}, ${displayName}`)} />
        ),
      },
      {
        key: 'state',
        title: applications.state,
        share: 0.8,
        cell: ({ accountEnabled }) => (
          <Badge appearance="tint" color={accountEnabled ? 'success' : 'informative'}>
            {accountEnabled ? applications.enabled : applications.disabled}
          </Badge>
        ),
      },
      {
        key: 'secrets',
        title: applications.secretsState,
        share: 1,
        cell: ({ application }) => {
          const state = secretState(application.passwordCredentials, Date.now())
          if (state === 'none' || state === 'current') return applications.secretState[state]
          return (
            <Badge appearance="tint" color={state === 'soon' ? 'warning' : 'danger'}>
              {applications.secretState[state]}
            </Badge>
          )
        },
      },
    ],
    [applications, shared],
  )
}
