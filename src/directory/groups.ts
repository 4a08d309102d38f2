import { modified } from '../audit/rules.ts'
import { uuid } from '../base/random.ts'
import { groupId } from '../base/text.ts'
import { differences, groupTarget } from './audit-targets.ts'
import { type GroupInput, groupCommand, groupGone, isRoleAssignable, targetGroup } from './group-command.ts'
import { join } from './members.ts'
import { own } from './owners.ts'
import { draftGroup, type Group, type GroupChange, type NewGroup, properGroupChange } from './rules.ts'
import { setLinksAside } from './store/former-links.ts'
import { insertGroup, lockGroup, markGroupDeleted, updateGroupRow } from './store/groups.ts'

export type CreateGroup = NewGroup & {
  /** Ids of the users and groups in it from the start. */
  readonly members?: readonly string[] | undefined
  /** Ids of the users who own it from the start. */
  readonly owners?: readonly string[] | undefined
}

/**
 * Creates a security group; whether roles may be given to it is decided here for good.
 *
 * Refuses with `nameInvalid` or `propertyInvalid`, and as `addMember` and `addOwner` do.
 */
export const createGroup = groupCommand<CreateGroup, Group>({
  name: 'createGroup',
  operation: 'groups.create',
  activity: 'addGroup',
  concernsRoles: async (_read, input) => input.isAssignableToRole === true,
  target: async (_read, { displayName }) => ({ resource: { type: 'Group', id: '', displayName } }),
  work: async (w, input) => {
    const group: Group = { ...draftGroup(input), id: groupId(uuid(w.random)), createdAt: w.now }
    await insertGroup(w.db, group)
    w.audit({ activity: 'addGroup', targets: [groupTarget(group, differences(undefined, group))] })
    for (const owner of input.owners ?? []) await own(w, group, owner)
    if (input.members?.length) await join(w, group.id, input.members)
    return group
  },
})

/** Changes a group; refuses with `nameInvalid`, `propertyInvalid` or `groupNotFound`. */
export const updateGroup = groupCommand<GroupInput & { readonly change: GroupChange }, Group>({
  name: 'updateGroup',
  operation: 'groups.update',
  activity: 'updateGroup',
  concernsRoles: isRoleAssignable,
  target: targetGroup,
  work: async (w, input, _kernel, { resource }) => {
    const before = await lockGroup(w.db, resource.id)
    if (!before) throw groupGone()
    const after = { ...before, ...properGroupChange(input.change) }
    const changed = differences(before, after)
    if (changed.length === 0) {
      w.unrecorded('every value was there already')
      return before
    }
    await updateGroupRow(w.db, after)
    w.audit({ activity: 'updateGroup', targets: [groupTarget(after, changed)] })
    return after
  },
})

/**
 * Deletes a group: nobody is in it any more, it is in no other, and roles given to it are gone, in one write.
 *
 * For thirty days the group can be restored, without the roles.
 * Refuses with `groupNotFound`, or as a consequence does (`lastAdministrator`).
 */
export const deleteGroup = groupCommand<GroupInput, void>({
  name: 'deleteGroup',
  operation: 'groups.delete',
  activity: 'deleteGroup',
  concernsRoles: isRoleAssignable,
  target: targetGroup,
  work: async (w, _input, kernel, { resource }) => {
    const group = await lockGroup(w.db, resource.id)
    if (!group) throw groupGone()
    for (const follow of kernel.consequences.groupDeleted) await follow(w, group.id)
    const { memberOf, members } = await setLinksAside(w.db, group.id)
    await markGroupDeleted(w.db, group.id, w.now)
    const memberships = memberOf.length > 0 ? [modified('MemberOf', memberOf, null)] : []
    w.audit({
      activity: 'deleteGroup',
      targets: [groupTarget(group, memberships)],
      details: { removedMembers: `${members}` },
    })
  },
})
