import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { GroupResource } from '../../../../contract/graph/group.ts'
import { groupById } from '../../api/groups.ts'
import { AddressTabs, useAddressTab } from '../../components/address-tabs.tsx'
import { LinkedObjects, type LinkList } from '../../components/links/linked-objects.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { GroupCommands } from './group-commands.tsx'
import { GroupProperties } from './group-properties.tsx'
import { GroupUsage } from './group-usage.tsx'
import { useMayOnGroup } from './use-may-on-group.ts'

const tabs = ['overview', 'members', 'owners', 'usage'] as const

const useStyles = makeStyles({
  notice: { marginBottom: tokens.spacingVerticalM },
})

export function Page() {
  const { groupId = '' } = useParams()
  const query = useQuery(groupById(groupId))
  return <Loaded query={query}>{(group) => <Group key={group.id} group={group} />}</Loaded>
}

function Group({ group }: { readonly group: GroupResource }) {
  const styles = useStyles()
  const { shell, groups } = useTexts()
  const may = useMayOnGroup(group)
  const shown = useAddressTab(tabs)
  const members: LinkList = {
    path: `/groups/${group.id}/members`,
    transitivePath: `/groups/${group.id}/transitiveMembers`,
    name: group.displayName,
    words: groups.members,
    hasGroups: !group.isAssignableToRole,
    isSearchable: true,
    canChange: may('groups.updateMembers'),
  }
  const owners: LinkList = {
    path: `/groups/${group.id}/owners`,
    name: group.displayName,
    words: groups.owners,
    hasGroups: false,
    isSearchable: false,
    canChange: may('groups.updateOwners'),
  }
  return (
    <>
      <PageHeader
        title={group.displayName}
        text={group.description}
        parents={[{ title: shell.pages.groups, path: '/groups' }]}
      >
        <GroupCommands group={group} />
      </PageHeader>
      {group.isAssignableToRole && (
        <MessageBar className={styles.notice} intent="info" layout="multiline">
          <MessageBarBody>{groups.roleAssignableNotice}</MessageBarBody>
        </MessageBar>
      )}
      <AddressTabs names={tabs} titles={groups.tabs} shown={shown} />
      {shown === 'overview' && <GroupProperties group={group} />}
      {shown === 'members' && <LinkedObjects key="members" list={members} />}
      {shown === 'owners' && <LinkedObjects key="owners" list={owners} />}
      {shown === 'usage' && <GroupUsage group={group} />}
    </>
  )
}
