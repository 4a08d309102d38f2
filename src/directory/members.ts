import { type AuditTarget, modified } from '../audit/rules.ts'
import { Refusal } from '../base/refusal.ts'
import { isGuid } from '../base/text.ts'
import type { Write } from '../kernel/store.ts'
import { groupTarget, userTarget } from './audit-targets.ts'
import { type GroupInput, groupCommand, groupGone, isRoleAssignable, targetGroup } from './group-command.ts'
import { findGroup, findUser } from './lookup.ts'
import { decideMembership, type Group, type Member, type User } from './rules.ts'
import { lockGroup } from './store/groups.ts'
import { deleteMember, insertMember } from './store/members.ts'
import { listGroupsAbove } from './store/nesting.ts'
import { lockTenant } from './store/tenant.ts'
import { lockUser } from './store/users.ts'

interface MemberInput extends GroupInput {
  /** Id of the user or group. */
  readonly member: string
}

/**
 * Puts a user or a group into a group.
 *
 * Refuses with `objectNotFound`, `memberAlreadyThere`, `membershipCycle`, or `membershipNotAllowed` for a group in a role-assignable one.
 * Nobody puts themself into a role-assignable group: `notOnYourself`.
 * Additions of groups wait for one another, so two at once cannot close a cycle that neither sees.
 */
export const addMember = groupCommand<MemberInput, void>({
  name: 'addMember',
  operation: 'groups.updateMembers',
  activity: 'addMemberToGroup',
  concernsRoles: isRoleAssignable,
  target: targetGroup,
  work: (w, input, _kernel, { resource }) => join(w, resource.id, [input.member]),
})

/** Puts several users and groups into a group, all of them or none; refuses as `addMember` does. */
export const addMembers = groupCommand<GroupInput & { readonly members: readonly string[] }, void>({
  name: 'addMembers',
  operation: 'groups.updateMembers',
  activity: 'addMemberToGroup',
  concernsRoles: isRoleAssignable,
  target: targetGroup,
  work: (w, input, _kernel, { resource }) => join(w, resource.id, input.members),
})

/** Puts users and groups into a group and records each; refuses as `addMember` does. */
export async function join(w: Write, groupId: string, ids: readonly string[]): Promise<void> {
  const users = new Set<string>()
  for (const id of ids) if (isGuid(id) && (await findUser(w, id))) users.add(id)
  if (ids.some((id) => !users.has(id))) await lockTenant(w.db)
  const group = await lockGroup(w.db, groupId)
  if (!group) throw groupGone()
  for (const id of ids) {
    const isUser = users.has(id)
    const member = await holdMember(w, id, isUser ? 'user' : 'group')
    if (group.isAssignableToRole && w.actor.kind === 'user' && w.actor.userId === member.id) throw rolesForOneself()
    const decision = decideMembership(group, member, isUser ? [] : await listGroupsAbove(w.db, group.id))
    if (!decision.ok) throw new Refusal(decision.why, refusals[decision.why])
    if (!(await insertMember(w.db, group.id, member, w.now))) throw alreadyThere()
    recordMembership(w, 'addMemberToGroup', group, member)
  }
}

/** Takes a direct member out of a group; refuses with `memberNotThere`. */
export const removeMember = groupCommand<MemberInput, void>({
  name: 'removeMember',
  operation: 'groups.updateMembers',
  activity: 'removeMemberFromGroup',
  concernsRoles: isRoleAssignable,
  target: targetGroup,
  work: async (w, input, _kernel, { resource }) => {
    const group = await findGroup(w, resource.id)
    if (!group) throw groupGone()
    const id = input.member.toLowerCase()
    if (!isGuid(id) || !(await deleteMember(w.db, group.id, id))) throw notThere(input.member)
    const user = await findUser(w, id)
    const inner = user ? undefined : await findGroup(w, id)
    const member = user ? asMember(user) : { kind: 'group' as const, id, target: inner && groupTarget(inner) }
    recordMembership(w, 'removeMemberFromGroup', group, member)
  },
})

export const rolesForOneself = () =>
  new Refusal(
    'notOnYourself',
    'Whoever joins this group gets its roles. Nobody may give a role to themself; ask another administrator.',
  )

interface HeldMember extends Member {
  readonly target?: AuditTarget | undefined
}

const asMember = (user: User): HeldMember => ({ kind: 'user', id: user.id, target: userTarget(user) })

async function holdMember(w: Write, id: string, kind: Member['kind']): Promise<HeldMember> {
  if (kind === 'user') {
    const user = await lockUser(w.db, id.toLowerCase())
    if (user) return asMember(user)
  } else {
    const group = isGuid(id) ? await lockGroup(w.db, id) : undefined
    if (group) return { kind: 'group', id: group.id, target: groupTarget(group) }
  }
  const named = id.slice(0, 256)
  throw new Refusal('objectNotFound', `There is no user or group '${named}' in the directory. Give an object id.`)
}

function recordMembership(
  w: Write,
  activity: 'addMemberToGroup' | 'removeMemberFromGroup',
  group: Group,
  member: HeldMember,
): void {
  const isAdded = activity === 'addMemberToGroup'
  const change = (name: string, value: string) => (isAdded ? modified(name, null, value) : modified(name, value, null))
  const properties = [change('Group.ObjectID', group.id), change('Group.DisplayName', group.displayName)]
  const target = member.target ?? { type: member.kind === 'user' ? 'User' : 'Group', id: member.id }
  w.audit({ activity, targets: [{ ...target, modifiedProperties: properties }, groupTarget(group)] })
}

const refusals = {
  membershipCycle: 'The group would become a member of itself, directly or through others.',
  membershipNotAllowed: 'A group cannot be a member of a role-assignable group. Add its users one by one.',
} as const

const alreadyThere = () =>
  new Refusal(
    'memberAlreadyThere',
    "One or more added object references already exist for the following modified properties: 'members'.",
  )

const notThere = (id: string) =>
  new Refusal('memberNotThere', `'${id.slice(0, 256)}' is not a direct member of the group.`)
