import { type AuditTarget, type ModifiedProperty, modified } from '../audit/rules.ts'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { comparisonKey } from '../base/text.ts'
import { command } from '../kernel/command.ts'
import { isUniqueViolation } from '../kernel/database-errors.ts'
import type { Read, Write } from '../kernel/store.ts'
import { heldBy, requireRoleById } from './lookup.ts'
import {
  draftRole,
  type NewRole,
  properRoleChange,
  type RoleChange,
  type RoleDefinition,
  roleDefinitions,
} from './rules.ts'
import { isAssigned } from './store/assignments.ts'
import { deleteCustomRole, insertCustomRole, lockCustomRole, updateCustomRole } from './store/definitions.ts'

interface RoleInput {
  /** Id of a custom role. */
  readonly role: string
}

const roleTarget = (
  role: Pick<RoleDefinition, 'id' | 'displayName'>,
  modifiedProperties: readonly ModifiedProperty[] = [],
): AuditTarget => ({ type: 'Role', id: role.id, displayName: role.displayName, modifiedProperties })

const targetRole = async (read: Read, { role }: RoleInput) => ({
  resource: roleTarget(await requireRoleById(read, role)),
})

/**
 * Defines a role of this tenant's own.
 *
 * Held for the tenant, it reaches users who hold no role; held for a unit, those of them who are direct members.
 * Refuses with `nameInvalid`, `propertyInvalid`, `resourceActionUnknown`, `resourceActionNotAllowed` or `roleNameTaken`.
 *
 * Source: facts/entra.md §8.5.
 */
export const defineRole = command({
  name: 'defineRole',
  operation: 'roles.define',
  activity: 'addRoleDefinition',
  target: async (_read, { displayName }: NewRole) => ({ resource: roleTarget({ id: '', displayName }) }),
  work: async (w, input): Promise<RoleDefinition> => {
    const { templateId, ...draft } = draftRole(input)
    const id = uuid(w.random)
    const role: RoleDefinition = { ...draft, id, templateId: templateId ?? id, isBuiltIn: false }
    requireFreeName(role)
    if (!(await insertCustomRole(w.db, role, w.now))) throw nameTaken(role)
    w.audit({ activity: 'addRoleDefinition', targets: [roleTarget(role, differences(undefined, role))] })
    return role
  },
})

/**
 * Changes a custom role, for everybody who holds it and at once.
 *
 * Nobody changes a role they hold, because that would be giving rights to themself: `notOnYourself`.
 * Refuses as `defineRole` does, and with `roleNotFound` or `roleNotCustom`.
 */
export const updateRole = command({
  name: 'updateRole',
  operation: 'roles.define',
  activity: 'updateRoleDefinition',
  target: (read, input: RoleInput & { readonly change: RoleChange }) => targetRole(read, input),
  work: async (w, input, _prepared, _kernel, { resource }): Promise<RoleDefinition> => {
    const before = await lockOwnRole(w, resource.id)
    await refuseOwnRole(w, before)
    const { templateId = before.templateId, ...change } = properRoleChange(input.change)
    const after: RoleDefinition = { ...before, ...change, templateId }
    requireFreeName(after)
    const changed = differences(before, after)
    if (changed.length === 0) {
      w.unrecorded('every value was there already')
      return before
    }
    await store(w, after)
    w.audit({ activity: 'updateRoleDefinition', targets: [roleTarget(after, changed)] })
    return after
  },
})

/** Deletes a custom role that nobody holds; refuses with `roleNotFound`, `roleNotCustom` or `roleInUse`. */
export const undefineRole = command({
  name: 'undefineRole',
  operation: 'roles.define',
  activity: 'deleteRoleDefinition',
  target: (read, input: RoleInput) => targetRole(read, input),
  work: async (w, _input, _prepared, _kernel, { resource }): Promise<void> => {
    const role = await lockOwnRole(w, resource.id)
    if (await isAssigned(w.db, role.id)) {
      throw new Refusal(
        'roleInUse',
        `${role.displayName} is still assigned. Take it away from everybody who holds it first.`,
      )
    }
    await deleteCustomRole(w.db, role.id)
    w.audit({ activity: 'deleteRoleDefinition', targets: [roleTarget(role)] })
  },
})

async function lockOwnRole(w: Write, id: string): Promise<RoleDefinition> {
  const role = await lockCustomRole(w.db, id)
  if (role) return role
  const { displayName } = await requireRoleById(w, id)
  throw new Refusal(
    'roleNotCustom',
    `${displayName} is built in and stays as it is. Define a role of your own beside it.`,
  )
}

async function refuseOwnRole(w: Write, role: RoleDefinition): Promise<void> {
  if (w.actor.kind !== 'user') return
  const { assignments } = await heldBy(w, w.actor.userId)
  if (assignments.some((row) => row.role_definition_id === role.id)) {
    throw new Refusal(
      'notOnYourself',
      'You hold this role. Nobody may change what they themselves may do; ask another administrator.',
    )
  }
}

async function store(w: Write, role: RoleDefinition): Promise<void> {
  try {
    await updateCustomRole(w.db, role)
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(role) : error
  }
}

function requireFreeName(role: RoleDefinition): void {
  const key = comparisonKey(role.displayName)
  if (roleDefinitions.some((builtIn) => comparisonKey(builtIn.displayName) === key)) throw nameTaken(role)
}

const nameTaken = ({ displayName }: RoleDefinition) =>
  new Refusal('roleNameTaken', `There is a role named ${displayName} already. Choose another displayName.`, {
    field: 'displayName',
  })

const recorded = {
  displayName: 'DisplayName',
  description: 'Description',
  isEnabled: 'IsEnabled',
  version: 'Version',
  templateId: 'TemplateId',
  allowedResourceActions: 'ResourceActions',
} as const

function differences(before: RoleDefinition | undefined, after: RoleDefinition): readonly ModifiedProperty[] {
  return (Object.keys(recorded) as (keyof typeof recorded)[])
    .filter((property) => JSON.stringify(before?.[property] ?? null) !== JSON.stringify(after[property]))
    .map((property) => modified(recorded[property], before?.[property], after[property]))
}
