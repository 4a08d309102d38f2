import { type AuditEntry, type AuditTarget, modified } from '../audit/rules.ts'
import { Refusal } from '../base/refusal.ts'
import type { UserId } from '../base/text.ts'
import { findGroup, findUser } from '../directory/service.ts'
import type { Consequence, Consequences } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import { rolesById } from './lookup.ts'
import { type RoleDefinition, roleIds, scopeOfUnit, unitOfScope } from './rules.ts'
import { deleteAssignmentsAt, deleteAssignmentsOf, lockHolders } from './store/assignments.ts'
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
export function membershipAudit(
  change: 'add' | 'remove',
  principal: AuditTarget,
  role: Pick<RoleDefinition, 'id' | 'displayName' | 'templateId'>,
  scope: string,
): AuditEntry {
  const was = change === 'remove'
  const unit = unitOfScope(scope)
  const property = (name: string, value: string) => modified(name, was ? value : null, was ? null : value)
  return {
    activity: activityOf(was, unit !== undefined),
    targets: [
      {
        ...principal,
        modifiedProperties: [
          property('Role.ObjectID', role.id),
          property('Role.DisplayName', role.displayName),
          property('Role.TemplateId', role.templateId),
          ...(unit === undefined ? [] : [property('Role.DirectoryScopeId', scope)]),
        ],
      },
      { type: 'Role', id: role.id, displayName: role.displayName },
    ],
  }
}

function activityOf(isRemoved: boolean, isScoped: boolean): AuditEntry['activity'] {
  if (isScoped) return isRemoved ? 'removeScopedMemberFromRole' : 'addScopedMemberToRole'
  return isRemoved ? 'removeMemberFromRole' : 'addMemberToRole'
}

async function takeRolesFrom(w: Write, kind: 'user' | 'group', id: string): Promise<void> {
  const principal = await principalTarget(w, kind, id)
  const rows = await deleteAssignmentsOf(w.db, id)
  for (const row of rows) await recordTaken(w, row, principal)
}

/** Records that an assignment is gone. */
export async function recordTaken(w: Write, row: RoleAssignmentRow, principal?: AuditTarget): Promise<void> {
  const role = (await rolesById(w, [row.role_definition_id])).get(row.role_definition_id)
  if (!role) throw new Error(`An assignment names the unknown role ${row.role_definition_id}`)
  const holder = principal ?? (await principalTarget(w, row.principal_kind, row.principal_id))
  w.audit(membershipAudit('remove', holder, role, row.directory_scope_id))
}

const userDeleted: Consequence<UserId> = async (w, id) => {
  await keepAnAdministrator(w, id)
  await takeRolesFrom(w, 'user', id)
}

const administrativeUnitDeleted: Consequence<string> = async (w, id) => {
  const rows = await deleteAssignmentsAt(w.db, scopeOfUnit(id))
  for (const row of rows) await recordTaken(w, row)
}

/** What follows for roles when users, groups and units go; a write that would leave no administrator is refused. */
export const roleConsequences = {
  userDeleted,
  userDisabled: keepAnAdministrator,
  groupDeleted: (w, id) => takeRolesFrom(w, 'group', id),
  administrativeUnitDeleted,
} satisfies { readonly [Event in keyof Consequences]?: Consequences[Event][number] }
