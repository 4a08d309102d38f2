import { MessageBar, MessageBarBody, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import type { PermissionsResource } from '../../../../contract/api/permissions.ts'
import type { UserResource } from '../../../../contract/graph/user.ts'
import { permissionsOf, resourceActions } from '../../api/roles.ts'
import { Loaded } from '../../components/page-states.tsx'
import { GrantedActions } from '../../components/roles/granted-actions.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { HeldRoles } from './permissions/held-roles.tsx'
import { type Reach, reachOf } from './permissions/reach.ts'

const useStyles = makeStyles({
  tab: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXL,
    paddingTop: tokens.spacingVerticalM,
  },
  title: { margin: 0, paddingBottom: tokens.spacingVerticalS },
  text: { paddingBottom: tokens.spacingVerticalL, color: tokens.colorNeutralForeground3 },
})

/** What somebody can do: the roles held and by which way, and what follows from them. */
export function PermissionsTab({ user }: { readonly user: UserResource }) {
  const query = useQuery(permissionsOf(user.id))
  return <Loaded query={query}>{(permissions) => <Permissions user={user} permissions={permissions} />}</Loaded>
}

interface Parts {
  readonly user: UserResource
  readonly permissions: PermissionsResource
}

function Permissions({ user, permissions }: Parts) {
  const styles = useStyles()
  const { person } = useTexts().roles
  const reachText = useReachText()
  const { data: known = [] } = useQuery(resourceActions)
  const actions = permissions.resourceActions.map((action) => ({
    ...action,
    note: reachText(reachOf(action, permissions, known)),
  }))
  return (
    <div className={styles.tab}>
      {!permissions.accountEnabled && permissions.roles.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{person.disabledAccount}</MessageBarBody>
        </MessageBar>
      )}
      <section>
        <Subtitle2 as="h2" block className={styles.title}>
          {person.title}
        </Subtitle2>
        <HeldRoles user={user} held={permissions.roles} />
      </section>
      {permissions.roles.length > 0 && (
        <section>
          <Subtitle2 as="h2" block className={styles.title}>
            {person.follows}
          </Subtitle2>
          <Text block className={styles.text}>
            {person.followsText}
          </Text>
          {actions.length === 0 ? <Text>{person.nothing}</Text> : <GrantedActions actions={actions} />}
        </section>
      )}
    </div>
  )
}

/** How far something reaches, in words. */
function useReachText(): (reach: Reach) => string {
  const { person } = useTexts().roles
  const { locale } = useFormat()
  const list = new Intl.ListFormat(locale)
  return (reach) => {
    if (reach.kind === 'inUnits' || reach.kind === 'alsoUnits') return person[reach.kind](list.format(reach.units))
    return person[reach.kind]
  }
}
