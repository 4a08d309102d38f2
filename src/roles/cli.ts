import { parseListQuery } from '../base/odata/query.ts'
import { Refusal } from '../base/refusal.ts'
import { findGroup, findUser } from '../directory/service.ts'
import { type AddCommands, type Answer, action, type Opened, type Row } from '../faces/cli.ts'
import type { Read } from '../kernel/store.ts'
import { toRoleAssignment, toRoleDefinition } from './graph/resources.ts'
import { roleAssignmentShape } from './rules/shapes.ts'
import { findRoleDefinition } from './rules.ts'
import {
  assignRole,
  listRoleAssignments,
  listRoles,
  type RoleAssignment,
  removeRoleAssignment,
  requireRole,
} from './service.ts'

interface RoleOption {
  readonly role: string
}

/** `latchkey role list|assign|remove|assignments`. */
export const addRoleCommands: AddCommands = (program, open) => {
  const role = program.command('role').description('who may do what: administrator roles and who holds them')
  role.command('list').description('list the roles').action(action(open, list))
  role
    .command('assign')
    .description('give a role to a user or a role-assignable group')
    .argument('<principal>', 'user principal name, or id of a user or group')
    .requiredOption('--role <role>', "display name or id: 'Authentication Administrator'")
    .addHelpText('after', "\nExample:\n  latchkey role assign desk@example.com --role 'Authentication Administrator'")
    .action(action(open, assign))
  role
    .command('remove')
    .description('take a role away')
    .argument('<principal>', 'user principal name, or id of a user or group')
    .requiredOption('--role <role>', 'display name or id')
    .action(action(open, remove))
  role
    .command('assignments')
    .description('list who holds which role')
    .option('--role <role>', 'only this role')
    .action(action(open, listHeld))
}

async function list({ kernel, actor }: Opened): Promise<Answer> {
  const roles = await listRoles(kernel, actor)
  return {
    json: roles.map(toRoleDefinition),
    table: roles.map(({ displayName, id, description }) => ({ role: displayName, id, description })),
  }
}

async function assign({ kernel, actor }: Opened, principal: string, { role }: RoleOption): Promise<Answer> {
  const { id, displayName } = requireRole(role)
  const made = await assignRole(kernel, actor, { principalId: principal, roleDefinitionId: id })
  return { json: toRoleAssignment(kernel.tenant.id)(made), note: `${principal} now holds ${displayName}.` }
}

async function remove({ kernel, actor }: Opened, principal: string, { role }: RoleOption): Promise<Answer> {
  const { id, displayName } = requireRole(role)
  const principalId = await kernel.store.read((read) => idOf(read, principal))
  const [held] = await assignmentsWhere(
    { kernel, actor },
    `principalId eq '${principalId}' and roleDefinitionId eq '${id}'`,
  )
  if (!held) throw new Refusal('roleAssignmentNotFound', `${principal} does not hold ${displayName} directly.`)
  await removeRoleAssignment(kernel, actor, { id: held.id })
  return { json: { id: held.id, removed: true }, note: `${principal} no longer holds ${displayName}.` }
}

async function listHeld({ kernel, actor }: Opened, { role }: Partial<RoleOption>): Promise<Answer> {
  const held = await assignmentsWhere({ kernel, actor }, role && `roleDefinitionId eq '${requireRole(role).id}'`)
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

async function rowOf(read: Read, { principalId, principalKind, roleDefinitionId, id }: RoleAssignment): Promise<Row> {
  const name =
    principalKind === 'user'
      ? (await findUser(read, principalId))?.userPrincipalName
      : (await findGroup(read, principalId))?.displayName
  const role = findRoleDefinition(roleDefinitionId)?.displayName
  return { role, holder: name ?? principalId, kind: principalKind, id }
}
