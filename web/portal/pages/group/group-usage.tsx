import { Badge, makeStyles, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import type { GroupResource } from '../../../../contract/graph/group.ts'
import { accessPolicies } from '../../api/access-policy.ts'
import { groupMemberOf } from '../../api/groups.ts'
import { methodTargets } from '../../api/methods-policy-targets.ts'
import { roleAssignments } from '../../api/roles.ts'
import { AppLink } from '../../components/app-link.tsx'
import { InlineError } from '../../components/inline-error.tsx'
import { administrativeUnitType, groupType } from '../../components/object-types.ts'
import { useRoleWords } from '../../components/roles/use-role-words.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

const useStyles = makeStyles({
  sections: { display: 'grid', gap: tokens.spacingVerticalXXL, maxWidth: '56rem' },
  title: { margin: 0 },
  list: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: tokens.spacingVerticalS,
    overflowWrap: 'anywhere',
  },
  line: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'baseline' },
  none: { color: tokens.colorNeutralForeground3 },
})

interface Line {
  readonly key: string
  readonly text: string
  /** Its page; below `/admin`. */
  readonly to?: string
  readonly note?: string
}

interface Asked {
  readonly error: unknown
  readonly isPending: boolean
}

/** Roles, other groups, units and policies that name this group. */
export function GroupUsage({ group }: { readonly group: GroupResource }) {
  const styles = useStyles()
  const { usage } = useTexts().groups
  const may = useMay()
  const memberOf = useQuery(groupMemberOf(group.id))
  const all = memberOf.data ?? []
  const ofType = (type: string) => all.filter((one) => one['@odata.type'] === type)
  const groups = ofType(groupType).map(({ id, displayName }) => ({
    key: id,
    text: displayName ?? id,
    to: `/groups/${id}`,
  }))
  const units = ofType(administrativeUnitType).map(({ id, displayName, isMemberManagementRestricted }) => ({
    key: id,
    text: displayName ?? id,
    to: `/units/${id}`,
    ...(isMemberManagementRestricted && { note: usage.restricted }),
  }))
  return (
    <div className={styles.sections}>
      {may('roles.read') ? (
        <AssignedRoles group={group} />
      ) : (
        <Section title={usage.roles} none={group.isAssignableToRole ? usage.notShown : usage.ordinary} lines={[]} />
      )}
      <Section title={usage.groups} none={usage.noGroups} asked={memberOf} lines={groups} />
      <Section title={usage.units} none={usage.noUnits} asked={memberOf} lines={units} />
      {may('conditionalAccess.read') ? (
        <AccessPolicies group={group} />
      ) : (
        <Section title={usage.access} none={usage.notShown} lines={[]} />
      )}
      {may('methodsPolicy.read') ? (
        <Methods group={group} />
      ) : (
        <Section title={usage.methods} none={usage.notShown} lines={[]} />
      )}
    </div>
  )
}

function AssignedRoles({ group }: { readonly group: GroupResource }) {
  const { groups, roles } = useTexts()
  const words = useRoleWords()
  const query = useQuery(roleAssignments({ principalId: group.id }))
  const lines = (query.data ?? []).map(({ id, roleDefinitionId, roleDefinition, directoryScope }) => ({
    key: id,
    text: roleDefinition ? words.name(roleDefinition) : roleDefinitionId,
    to: `/roles/${roleDefinitionId}`,
    note: directoryScope?.displayName ?? roles.wholeTenant,
  }))
  const none = group.isAssignableToRole ? groups.usage.noRoles : groups.usage.ordinary
  return <Section title={groups.usage.roles} none={none} asked={query} lines={lines} />
}

function AccessPolicies({ group }: { readonly group: GroupResource }) {
  const { usage } = useTexts().groups
  const query = useQuery(accessPolicies)
  const lines = (query.data ?? []).flatMap(({ id, displayName, conditions }) => {
    const isIncluded = conditions.users?.includeGroups.includes(group.id) === true
    const isExcluded = conditions.users?.excludeGroups.includes(group.id) === true
    if (!isIncluded && !isExcluded) return []
    return [
      {
        key: id,
        text: displayName,
        to: `/conditional-access/${id}`,
        note: isExcluded ? usage.excluded : usage.included,
      },
    ]
  })
  return <Section title={usage.access} none={usage.noAccess} asked={query} lines={lines} />
}

function Methods({ group }: { readonly group: GroupResource }) {
  const { usage } = useTexts().groups
  const query = useQuery(methodTargets)
  const lines = (query.data ?? []).flatMap(({ id, included, excluded }) => {
    const isExcluded = excluded.includes(group.id)
    if (!isExcluded && !included.includes(group.id)) return []
    const text = Object.hasOwn(usage.methodNames, id) ? usage.methodNames[id as keyof typeof usage.methodNames] : id
    return [{ key: id, text, to: '/methods', note: isExcluded ? usage.mayNotUse : usage.mayUse }]
  })
  return <Section title={usage.methods} none={usage.noMethods} asked={query} lines={lines} />
}

interface Parts {
  readonly title: string
  readonly none: string
  readonly asked?: Asked
  readonly lines: readonly Line[]
}

function Section({ title, none, asked, lines }: Parts) {
  const styles = useStyles()
  return (
    <section>
      <Subtitle2 as="h2" block className={styles.title}>
        {title}
      </Subtitle2>
      {asked?.error ? (
        <InlineError error={asked.error} />
      ) : asked?.isPending ? (
        <Spinner size="tiny" />
      ) : (
        lines.length === 0 && <Text className={styles.none}>{none}</Text>
      )}
      {lines.length > 0 && (
        <ul className={styles.list}>
          {lines.map(({ key, text, to, note }) => (
            <li key={key} className={styles.line}>
              {to === undefined ? text : <AppLink to={to}>{text}</AppLink>}
              {note && (
                <Badge appearance="tint" color="informative">
                  {note}
                </Badge>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
