import { type AuditEntry, type AuditTarget, modified } from '../audit/rules.ts'
import { Refusal } from '../base/refusal.ts'
import type { UserId } from '../base/text.ts'
import { findGroup, findUser } from '../directory/service.ts'
import type { Consequence, Consequences } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import { findRoleDefinition, type RoleDefinition, roleIds } from './rules.ts'
import { deleteAssignmentsOf, lockHolders } from './store.ts'
import type { RoleAssignmentRow } from './tables.ts'

/**
 * Throws `lastAdministrator` unless an enabled Global Administrator is left without this user.
 *
 * Only direct assignments count: a group may lose its members by another hand.
 * The assignments stay locked until the write ends, so two writes can't each rely on the other's administrator.
 */
export async function keepAnAdministrator(w: Write, leaving: string): Promise<void> {
  const holders = await lockHolders(w.db, roleIds.globalAdministrator)
  if (!holders.includes(leaving)) return
  for (const holder of holders) {
    if (holder !== leaving && (await findUser(w, holder))?.accountEnabled) return
  }
  throw new Refusal(
    'lastAdministrator',
    'This is the last enabled Global Administrator. Make another user Global Administrator first.',
  )
}

/** How the logs show a principal that may hold roles. */
export async function principalTarget(read: Read, kind: 'user' | 'group', id: string): Promise<AuditTarget> {
  if (kind === 'group') {
    const group = await findGroup(read, id)
    return { type: 'Group', id, displayName: group?.displayName ?? null }
  }
  const user = await findUser(read, id)
  return {
    type: 'User',
    id,
    displayName: user?.displayName ?? null,
    userPrincipalName: user?.userPrincipalName ?? null,
  }
}

/** The record of a role given or taken: the principal with the change, then the role. */
export function membershipAudit(change: 'add' | 'remove', principal: AuditTarget, role: RoleDefinition): AuditEntry {
  const was = change === 'remove'
  const property = (name: string, value: string) => modified(name, was ? value : null, was ? null : value)
  return {
    activity: was ? 'removeMemberFromRole' : 'addMemberToRole',
    targets: [
      {
        ...principal,
        modifiedProperties: [
          property('Role.ObjectID', role.id),
          property('Role.DisplayName', role.displayName),
          property('Role.TemplateId', role.id),
        ],
      },
      { type: 'Role', id: role.id, displayName: role.displayName },
    ],
  }
}

async function takeRolesFrom(w: Write, kind: 'user' | 'group', id: string): Promise<void> {
  const principal = await principalTarget(w, kind, id)
  for (const row of await deleteAssignmentsOf(w.db, id)) w.audit(membershipAudit('remove', principal, roleOf(row)))
}

/** The role of a stored assignment; only known roles are ever stored. */
export function roleOf(row: Pick<RoleAssignmentRow, 'role_definition_id'>): RoleDefinition {
  const role = findRoleDefinition(row.role_definition_id)
  if (!role) throw new Error(`An assignment names the unknown role ${row.role_definition_id}`)
  return role
}

const userDeleted: Consequence<UserId> = async (w, id) => {
  await keepAnAdministrator(w, id)
  await takeRolesFrom(w, 'user', id)
}

/** What follows for roles when users and groups go; a write that would leave no administrator is refused. */
export const roleConsequences = {
  userDeleted,
  userDisabled: keepAnAdministrator,
  groupDeleted: (w, id) => takeRolesFrom(w, 'group', id),
} satisfies { readonly [Event in keyof Consequences]: Consequences[Event][number] }
