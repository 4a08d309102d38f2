import { unitsById } from '../administrative-units/service.ts'
import { tenantScope } from '../base/actor.ts'
import { parseListQuery } from '../base/odata/query.ts'
import { Refusal } from '../base/refusal.ts'
import { findGroup, findUser } from '../directory/service.ts'
import { unitIdOf } from '../faces/cli/find-unit.ts'
import { type AddCommands, type Answer, action, type Opened, type Row } from '../faces/cli.ts'
import type { Read } from '../kernel/store.ts'
import { addDefinitionCommands } from './cli/definitions.ts'
import { toRoleAssignment, toRoleDefinition } from './graph/resources.ts'
import { roleAssignmentShape } from './rules/shapes.ts'
import { scopeOfUnit, unitOfScope } from './rules.ts'
import {
  assignRole,
  listRoleAssignments,
  listRoles,
  type RoleAssignment,
  removeRoleAssignment,
  requireRole,
  rolesById,
} from './service.ts'

interface RoleOption {
  readonly role: string
  readonly unit?: string
}

/** `latchkey role list|assign|remove|assignments|define|update|undefine|grants`. */
export const addRoleCommands: AddCommands = (program, open) => {
  const role = program.command('role').description('who may do what: administrator roles and who holds them')
  role.command('list').description('list the roles').action(action(open, list))
  role
    .command('assign')
    .description('give a role to a user or a role-assignable group')
    .argument('<principal>', 'user principal name, or id of a user or group')
    .requiredOption('--role <role>', "display name or id: 'Authentication Administrator'")
    .option('--unit <unit>', 'only for the members of this administrative unit: id or display name')
    .addHelpText('after', "\nExample:\n  latchkey role assign desk@example.com --role 'Authentication Administrator'")
    .action(action(open, assign))
  role
    .command('remove')
    .description('take a role away')
    .argument('<principal>', 'user principal name, or id of a user or group')
    .requiredOption('--role <role>', 'display name or id')
    .option('--unit <unit>', 'the one given for this administrative unit: id or display name')
    .action(action(open, remove))
  role
    .command('assignments')
    .description('list who holds which role')
    .option('--role <role>', 'only this role')
    .action(action(open, listHeld))
  addDefinitionCommands(role, open)
}

async function list({ kernel, actor }: Opened): Promise<Answer> {
  const roles = await listRoles(kernel, actor)
  return {
    json: roles.map(toRoleDefinition),
    table: roles.map(({ displayName, id, isBuiltIn, description }) => ({
      role: displayName,
      'built in': isBuiltIn,
      id,
      description,
    })),
  }
}

async function assign(opened: Opened, principal: string, { role, unit }: RoleOption): Promise<Answer> {
  const { kernel, actor } = opened
  const { id, displayName } = await kernel.store.read((read) => requireRole(read, role))
  const directoryScopeId = await scopeOf(opened, unit)
  const made = await assignRole(kernel, actor, { principalId: principal, roleDefinitionId: id, directoryScopeId })
  return {
    json: toRoleAssignment(kernel.tenant.id)(made),
    note: `${principal} now holds ${displayName}${unit ? ` for ${unit}` : ''}.`,
  }
}

async function remove(opened: Opened, principal: string, { role, unit }: RoleOption): Promise<Answer> {
  const { kernel, actor } = opened
  const { id, displayName } = await kernel.store.read((read) => requireRole(read, role))
  const principalId = await kernel.store.read((read) => idOf(read, principal))
  const scope = await scopeOf(opened, unit)
  const filter = `principalId eq '${principalId}' and roleDefinitionId eq '${id}' and directoryScopeId eq '${scope}'`
  const [held] = await assignmentsWhere(opened, filter)
  if (!held) {
    const where = unit ? ` for ${unit}` : ''
    throw new Refusal('roleAssignmentNotFound', `${principal} does not hold ${displayName}${where} directly.`)
  }
  await removeRoleAssignment(kernel, actor, { id: held.id })
  return { json: { id: held.id, removed: true }, note: `${principal} no longer holds ${displayName}.` }
}

const scopeOf = async (opened: Opened, unit: string | undefined): Promise<string> =>
  unit === undefined ? tenantScope : scopeOfUnit(await unitIdOf(opened, unit))

async function listHeld({ kernel, actor }: Opened, { role }: Partial<RoleOption>): Promise<Answer> {
  const only = role && (await kernel.store.read((read) => requireRole(read, role)))
  const held = await assignmentsWhere({ kernel, actor }, only && `roleDefinitionId eq '${only.id}'`)
  return {
    json: held.map(toRoleAssignment(kernel.tenant.id)),
    table: await kernel.store.read((read) => Promise.all(held.map((assignment) => rowOf(read, assignment)))),
  }
}

/** All assignments that match, page after page. */
async function assignmentsWhere(
  { kernel, actor }: Pick<Opened, 'kernel' | 'actor'>,
  filter: string | undefined,
): Promise<readonly RoleAssignment[]> {
  const options = new Map([['$top', '999'], ...(filter ? [['$filter', filter] as const] : [])])
  const found: RoleAssignment[] = []
  let after: Parameters<typeof parseListQuery>[2]
  do {
    const page = await listRoleAssignments(kernel, actor, parseListQuery(options, roleAssignmentShape, after))
    found.push(...page.items)
    after = page.next
  } while (after)
  return found
}

async function idOf(read: Read, principal: string): Promise<string> {
  const found = (await findUser(read, principal)) ?? (await findGroup(read, principal))
  if (!found) throw new Refusal('objectNotFound', `There is no user or group '${principal}'.`)
  return found.id
}

async function rowOf(read: Read, assignment: RoleAssignment): Promise<Row> {
  const { principalId, principalKind, roleDefinitionId, directoryScopeId, id } = assignment
  const name =
    principalKind === 'user'
      ? (await findUser(read, principalId))?.userPrincipalName
      : (await findGroup(read, principalId))?.displayName
  const role = (await rolesById(read, [roleDefinitionId])).get(roleDefinitionId)?.displayName
  const unit = unitOfScope(directoryScopeId)
  const scope = unit === undefined ? 'tenant' : (await unitsById(read, [unit])).get(unit)?.displayName
  return { role, holder: name ?? principalId, kind: principalKind, scope, id }
}
