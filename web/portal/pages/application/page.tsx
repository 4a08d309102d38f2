import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { type ApplicationRow, applicationById } from '../../api/applications.ts'
import { AddressTabs, useAddressTab } from '../../components/address-tabs.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { ApplicationCommands } from './application-commands.tsx'
import { AuthenticationTab } from './authentication-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { PermissionsTab } from './permissions-tab.tsx'
import { SecretsTab } from './secrets-tab.tsx'

const tabs = ['overview', 'authentication', 'secrets', 'permissions'] as const

const useStyles = makeStyles({
  notice: { marginBottom: tokens.spacingVerticalM },
})

export function Page() {
  const { applicationId = '' } = useParams()
  const query = useQuery(applicationById(applicationId))
  return <Loaded query={query}>{(row) => <Application key={row.application.id} row={row} />}</Loaded>
}

function Application({ row }: { readonly row: ApplicationRow }) {
  const styles = useStyles()
  const { shell, applications } = useTexts()
  const may = useMay()
  const shown = useAddressTab(tabs)
  const { application, accountEnabled } = row
  return (
    <>
      <PageHeader
        title={application.displayName}
        parents={[{ title: shell.pages.applications, path: '/applications' }]}
      >
        {may('applications.update') && <ApplicationCommands row={row} />}
      </PageHeader>
      {!accountEnabled && (
        <MessageBar className={styles.notice} intent="warning" layout="multiline">
          <MessageBarBody>{applications.disabledNotice}</MessageBarBody>
        </MessageBar>
      )}
      <AddressTabs names={tabs} titles={applications.tabs} shown={shown} />
      {shown === 'overview' && <OverviewTab row={row} />}
      {shown === 'authentication' && <AuthenticationTab key={application.id} application={application} />}
      {shown === 'secrets' && <SecretsTab application={application} />}
      {shown === 'permissions' && <PermissionsTab application={application} />}
    </>
  )
}
