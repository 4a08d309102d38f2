import { Badge, Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { PersonAdd20Regular, PersonDelete20Regular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { PermissionsResource } from '../../../../../contract/api/permissions.ts'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { scopeOfUnit, tenantScope } from '../../../api/roles.ts'
import { AppLink } from '../../../components/app-link.tsx'
import { Empty } from '../../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../../components/resource-table.tsx'
import { AssignDialog } from '../../../components/roles/assign-dialog.tsx'
import { type Taken, UnassignDialog } from '../../../components/roles/unassign-dialog.tsx'
import { useRoleWords } from '../../../components/roles/use-role-words.ts'
import { useTexts } from '../../../shell/preferences.tsx'
import { useMayOn } from '../../../shell/use-may.ts'

type Held = PermissionsResource['roles'][number]

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    paddingBottom: tokens.spacingVerticalM,
  },
  named: { display: 'inline-flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
})

const none: ReadonlySet<string> = new Set()
const keyOf = ({ assignmentId }: Held): string => assignmentId

interface Parts {
  readonly user: UserResource
  readonly held: readonly Held[]
}

/** The roles somebody holds and by which way; those given to the user alone can be taken away here. */
export function HeldRoles({ user, held }: Parts) {
  const styles = useStyles()
  const { roles } = useTexts()
  const words = useRoleWords()
  const may = useMayOn(user.id)
  const columns = useColumns()
  const [selection, setSelection] = useState(none)
  const [asking, setAsking] = useState<'add' | readonly Taken[]>()
  const canAssign = may('roles.assign')
  const direct = held.filter(({ assignmentId, group }) => group === null && selection.has(assignmentId))
  const takenOf = (one: Held): Taken => ({
    id: one.assignmentId,
    name: roles.unassign.one(
      words.name(one),
      user.displayName,
      one.administrativeUnit?.displayName ?? roles.wholeTenant,
    ),
    again: {
      principalId: user.id,
      roleDefinitionId: one.id,
      directoryScopeId: one.administrativeUnit ? scopeOfUnit(one.administrativeUnit.id) : tenantScope,
    },
  })
  const close = () => setAsking(undefined)
  return (
    <>
      {canAssign && (
        <div className={styles.bar}>
          <Button icon={<PersonAdd20Regular />} onClick={() => setAsking('add')}>
            {roles.assign.action}
          </Button>
          {direct.length > 0 && (
            <Button icon={<PersonDelete20Regular />} onClick={() => setAsking(direct.map(takenOf))}>
              {roles.unassign.confirm(direct.length)}
            </Button>
          )}
          {direct.length < selection.size && <Text role="status">{roles.person.throughHint}</Text>}
        </div>
      )}
      {held.length === 0 ? (
        <Empty text={roles.unassign.emptyUser} />
      ) : (
        <ResourceTable
          label={roles.person.title}
          columns={columns}
          rows={held}
          rowKey={keyOf}
          rowName={words.name}
          {...(canAssign && held.some(({ group }) => group === null) && { selection, onSelect: setSelection })}
        />
      )}
      {asking === 'add' && (
        <AssignDialog
          title={roles.assign.toTitle(user.displayName)}
          principal={{ id: user.id, displayName: user.displayName }}
          onClose={close}
        />
      )}
      {asking !== undefined && asking !== 'add' && (
        <UnassignDialog items={asking} onDone={() => setSelection(none)} onClose={close} />
      )}
    </>
  )
}

function useColumns(): readonly Column<Held>[] {
  const styles = useStyles()
  const { roles } = useTexts()
  const words = useRoleWords()
  return useMemo(
    () => [
      {
        key: 'role',
        title: roles.role,
        share: 1.4,
        cell: (role) => (
          <span className={styles.named} title={words.name(role)}>
            <AppLink to={`/roles/${role.id}`}>{words.name(role)}</AppLink>
            {!role.isEnabled && <Badge appearance="tint">{roles.disabled}</Badge>}
          </span>
        ),
      },
      {
        key: 'way',
        title: roles.person.way,
        share: 1.4,
        cell: ({ group }) =>
          group ? (
            <AppLink to={`/groups/${group.id}?tab=members`}>
              {roles.person.through(group.displayName ?? group.id)}
            </AppLink>
          ) : (
            roles.person.direct
          ),
      },
      {
        key: 'scope',
        title: roles.scope,
        cell: ({ administrativeUnit }) =>
          administrativeUnit ? (
            <AppLink to={`/units/${administrativeUnit.id}`}>
              {administrativeUnit.displayName ?? administrativeUnit.id}
            </AppLink>
          ) : (
            roles.wholeTenant
          ),
      },
      {
        key: 'description',
        title: roles.editor.description,
        share: 2,
        isWideOnly: true,
        cell: words.description,
      },
    ],
    [roles, words, styles],
  )
}
