import { modified } from '../audit/rules.ts'
import type { GroupId } from '../base/text.ts'
import type { CommandTarget } from '../kernel/command.ts'
import type { Read, Write } from '../kernel/store.ts'
import { groupTarget } from './audit-targets.ts'
import { bringLinksBack } from './bring-back.ts'
import { type DeletedInput, noneDeleted } from './deleted-users.ts'
import { groupCommand } from './group-command.ts'
import type { Group } from './rules.ts'
import { eraseGroup, findDeletedGroup, unmarkGroupDeleted } from './store/deleted.ts'
import { deleteFormerLinks } from './store/former-links.ts'

const targetDeletedGroup = async (read: Read, { id }: DeletedInput): Promise<CommandTarget> => {
  const found = await findDeletedGroup(read.db, id)
  if (!found) throw noneDeleted(id)
  return { resource: groupTarget(found.item) }
}

const wasRoleAssignable = async (read: Read, { id }: DeletedInput): Promise<boolean> =>
  (await findDeletedGroup(read.db, id))?.item.isAssignableToRole ?? false

/**
 * Brings a deleted group back with its members, its owners and the groups it was in; the roles it gave stay gone.
 *
 * Refuses with `objectNotFound`.
 */
export const restoreGroup = groupCommand<DeletedInput, Group>({
  name: 'restoreGroup',
  operation: 'groups.restore',
  activity: 'restoreGroup',
  concernsRoles: wasRoleAssignable,
  target: targetDeletedGroup,
  work: async (w, { id }, _kernel, { resource }) => {
    const group = await unmarkGroupDeleted(w.db, resource.id)
    if (!group) throw noneDeleted(id)
    const groups = await bringLinksBack(w, group.id)
    const memberships = groups.length > 0 ? [modified('MemberOf', null, groups)] : []
    w.audit({ activity: 'restoreGroup', targets: [groupTarget(group, memberships)] })
    return group
  },
})

/** Deletes a deleted group for good; refuses with `objectNotFound`. */
export const eraseDeletedGroup = groupCommand<DeletedInput, void>({
  name: 'eraseDeletedGroup',
  operation: 'groups.restore',
  activity: 'hardDeleteGroup',
  concernsRoles: wasRoleAssignable,
  target: targetDeletedGroup,
  work: async (w, { id }, _kernel, { resource }) => {
    if (!(await forgetGroup(w, resource.id as GroupId))) throw noneDeleted(id)
  },
})

/** Erases a deleted group and records it; says whether there was one. */
export async function forgetGroup(w: Write, id: GroupId): Promise<boolean> {
  const group = await eraseGroup(w.db, id)
  if (!group) return false
  await deleteFormerLinks(w.db, group.id)
  w.audit({ activity: 'hardDeleteGroup', targets: [groupTarget(group)] })
  return true
}
