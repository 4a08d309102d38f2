import { makeStyles, Tab, TabList } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import type { UserResource } from '../../../../contract/graph/user.ts'
import { userById } from '../../api/user.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { MembershipsTab } from './memberships-tab.tsx'
import { MethodsTab } from './methods/methods-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { PermissionsTab } from './permissions-tab.tsx'
import { SessionsTab } from './sessions-tab.tsx'

/** The tabs in their order, and what somebody must be allowed for each to be offered. */
const tabs = [
  { name: 'overview', operation: 'users.read', Content: OverviewTab },
  { name: 'methods', operation: 'methods.read', Content: MethodsTab },
  { name: 'groups', operation: 'groups.read', Content: MembershipsTab },
  { name: 'permissions', operation: 'roles.read', Content: PermissionsTab },
  { name: 'sessions', operation: 'users.readSessions', Content: SessionsTab },
] as const

const useStyles = makeStyles({
  tabs: { flexWrap: 'wrap' },
})

export function Page() {
  const { userId = '' } = useParams()
  const query = useQuery(userById(userId))
  return <Loaded query={query}>{(user) => <User key={user.id} user={user} />}</Loaded>
}

function User({ user }: { readonly user: UserResource }) {
  const styles = useStyles()
  const { shell, users } = useTexts()
  const { tab = 'overview' } = useParams()
  const may = useMay()
  const navigate = useNavigate()
  const shown = tabs.find(({ name }) => name === tab) ?? tabs[0]
  return (
    <>
      <PageHeader
        title={user.displayName}
        text={user.userPrincipalName}
        parents={[{ title: shell.pages.users, path: '/users' }]}
      />
      <TabList
        className={styles.tabs}
        selectedValue={shown.name}
        onTabSelect={(_, { value }) => void navigate(`/users/${user.id}/${String(value)}`, { replace: true })}
      >
        {tabs
          .filter(({ name, operation }) => name === shown.name || may(operation))
          .map(({ name }) => (
            <Tab key={name} value={name}>
              {users.tabs[name]}
            </Tab>
          ))}
      </TabList>
      <shown.Content user={user} />
    </>
  )
}
