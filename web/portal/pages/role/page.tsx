import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { actionsIn, isPrivileged, type RoleDefinition, resourceActions, roleById } from '../../api/roles.ts'
import { AddressTabs, useAddressTab } from '../../components/address-tabs.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Empty, Loaded, Loading, NoPermission } from '../../components/page-states.tsx'
import { AssignmentList } from '../../components/roles/assignment-list.tsx'
import { GrantedActions } from '../../components/roles/granted-actions.tsx'
import { PrivilegedBadge } from '../../components/roles/privileged-badge.tsx'
import { useRoleWords } from '../../components/roles/use-role-words.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { RoleCommands } from './role-commands.tsx'

const RoleEditor = lazy(async () => ({ default: (await import('./role-editor.tsx')).RoleEditor }))

const tabs = ['assignments', 'permissions'] as const

const useStyles = makeStyles({
  text: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  notice: { marginBottom: tokens.spacingVerticalM },
})

/** One role: who holds it and what it grants; or the form for a new one. */
export function Page() {
  const { roleId = '' } = useParams()
  const [params] = useSearchParams()
  if (roleId === 'new') return <NewRole key={params.get('from')} from={params.get('from')} />
  return <ExistingRole key={roleId} roleId={roleId} isEditing={params.has('edit')} />
}

function NewRole({ from }: { readonly from: string | null }) {
  const may = useMay()
  const query = useQuery({ ...roleById(from ?? ''), enabled: from !== null })
  if (!may('roles.define')) return <NoPermission />
  if (from === null) return <Editor />
  return <Loaded query={query}>{(role) => <Editor from={role} />}</Loaded>
}

function ExistingRole({ roleId, isEditing }: { readonly roleId: string; readonly isEditing: boolean }) {
  const may = useMay()
  const query = useQuery(roleById(roleId))
  return (
    <Loaded query={query}>
      {(role) => (isEditing && !role.isBuiltIn && may('roles.define') ? <Editor role={role} /> : <Role role={role} />)}
    </Loaded>
  )
}

const Editor = (props: { readonly role?: RoleDefinition; readonly from?: RoleDefinition }) => (
  <Suspense fallback={<Loading />}>
    <RoleEditor {...props} />
  </Suspense>
)

function Role({ role }: { readonly role: RoleDefinition }) {
  const styles = useStyles()
  const { shell, roles } = useTexts()
  const words = useRoleWords()
  const { data: actions = [] } = useQuery(resourceActions)
  const shown = useAddressTab(tabs)
  const granted = new Set(actionsIn(role))
  const known = actions.filter(({ name }) => granted.has(name))
  return (
    <>
      <PageHeader
        title={words.name(role)}
        text={
          <span className={styles.text}>
            <Text>{words.description(role)}</Text>
            {isPrivileged(role, actions) && <PrivilegedBadge />}
          </span>
        }
        parents={[{ title: shell.pages.roles, path: '/roles' }]}
      >
        <RoleCommands role={role} />
      </PageHeader>
      {!role.isEnabled && (
        <MessageBar className={styles.notice} intent="warning" layout="multiline">
          <MessageBarBody>{roles.disabledNotice}</MessageBarBody>
        </MessageBar>
      )}
      <AddressTabs names={tabs} titles={roles.tabs} shown={shown} />
      {shown === 'assignments' && (
        <AssignmentList
          filter={{ roleDefinitionId: role.id }}
          addTitle={roles.assign.title(words.name(role))}
          empty={roles.unassign.empty}
          role={role}
        />
      )}
      {shown === 'permissions' &&
        (known.length === 0 ? <Empty text={roles.noPermissions} /> : <GrantedActions actions={known} />)}
    </>
  )
}
