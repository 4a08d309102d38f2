import { Field, Radio, RadioGroup, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Picked } from '../../api/directory-search.ts'
import {
  assigning,
  canBeScoped,
  findAssignments,
  type NewAssignment,
  type RoleDefinition,
  resourceActions,
  roleDefinitions,
  scopeOfUnit,
  tenantScope,
  unassigning,
} from '../../api/roles.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { ChoicePicker } from '../choice-picker.tsx'
import { DirectoryPicker } from '../directory-picker.tsx'
import { type Item, ManyDialog } from '../many-dialog.tsx'
import { useAssignmentNotices } from './use-assignment-notices.ts'
import { useRoleWords } from './use-role-words.ts'

interface Given {
  readonly title: string
  /** The role; to be chosen where it is not given. */
  readonly role?: RoleDefinition
  /** Who gets it; likewise. */
  readonly principal?: Picked
  /** The unit it is given for; likewise, or the whole tenant. */
  readonly unit?: Picked
  onClose(): void
}

/** Gives a role to users and groups, for the tenant or for one unit; each that is refused is told by itself. */
export function AssignDialog({ title, role, principal, unit, onClose }: Given) {
  const { roles } = useTexts()
  const { assign } = roles
  const words = useRoleWords()
  const notices = useAssignmentNotices()
  const { data: definitions = [] } = useQuery({ ...roleDefinitions, enabled: role === undefined })
  const { data: actions = [] } = useQuery(resourceActions)
  const [chosenRole, setChosenRole] = useState<readonly string[]>([])
  const [users, setUsers] = useState<readonly Picked[]>([])
  const [groups, setGroups] = useState<readonly Picked[]>([])
  const [isInUnit, setInUnit] = useState(false)
  const [chosenUnit, setChosenUnit] = useState<readonly Picked[]>([])
  const wanted = role ?? definitions.find(({ id }) => id === chosenRole[0])
  const isScopable = wanted !== undefined && canBeScoped(wanted, actions)
  const picksUnit = unit === undefined && isInUnit && isScopable
  const where = unit ?? (picksUnit ? chosenUnit[0] : undefined)
  const principals = principal ? [principal] : [...users, ...groups]
  const offered = definitions.filter((one) => unit === undefined || canBeScoped(one, actions))
  const bodyFor = ({ id }: Item): NewAssignment => ({
    principalId: id,
    roleDefinitionId: wanted?.id ?? '',
    directoryScopeId: where ? scopeOfUnit(where.id) : tenantScope,
  })
  const undo = async (done: readonly Item[]) => {
    const found = await Promise.all(done.map((item) => findAssignments(bodyFor(item))))
    return found.flat().map(({ id }) => unassigning(id))
  }
  return (
    <ManyDialog
      title={title}
      action={assign.action}
      isWaiting={!wanted || principals.length === 0 || (picksUnit && where === undefined)}
      items={principals.map(({ id, displayName }) => ({ id, name: displayName }))}
      requestsFor={(item) => [assigning(bodyFor(item))]}
      isListHidden
      onDone={(done) => notices(assign.done(done.length), done.length === 0 ? undefined : () => undo(done))}
      onClose={onClose}
    >
      {role === undefined && (
        <ChoicePicker
          label={assign.role}
          choices={offered.map((one) => ({ id: one.id, displayName: words.name(one), detail: words.description(one) }))}
          chosen={chosenRole}
          onChange={(chosen) => setChosenRole(chosen.slice(-1))}
        />
      )}
      {principal === undefined && (
        <>
          <DirectoryPicker kind="users" label={assign.users} picked={users} onChange={setUsers} />
          <DirectoryPicker kind="roleAssignableGroups" label={assign.groups} picked={groups} onChange={setGroups} />
        </>
      )}
      {unit === undefined && wanted && (
        <Field label={assign.scope} {...(!isScopable && { hint: assign.notScopable })}>
          <RadioGroup
            value={isInUnit && isScopable ? 'unit' : 'tenant'}
            onChange={(_, { value }) => setInUnit(value === 'unit')}
          >
            <Radio value="tenant" label={roles.wholeTenant} />
            <Radio value="unit" label={assign.unit} disabled={!isScopable} />
          </RadioGroup>
        </Field>
      )}
      {picksUnit && (
        <DirectoryPicker
          kind="units"
          label={assign.unit}
          hint={assign.unitHint}
          picked={chosenUnit}
          isRequired
          isSingle
          onChange={setChosenUnit}
        />
      )}
      <Text block>{assign.text}</Text>
    </ManyDialog>
  )
}
