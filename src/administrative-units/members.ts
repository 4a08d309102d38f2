import { type AuditTarget, modified } from '../audit/rules.ts'
import { Refusal } from '../base/refusal.ts'
import { isGuid } from '../base/text.ts'
import type { Member } from '../directory/rules.ts'
import { findGroup, findUser } from '../directory/service.ts'
import { command } from '../kernel/command.ts'
import type { Consequences } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import { noSuchUnit, unitTarget } from './lookup.ts'
import type { AdministrativeUnit } from './rules.ts'
import { deleteMember, deleteMemberships, insertMember, lockUnit } from './store.ts'
import { targetUnit, type UnitInput } from './units.ts'

interface UnitMemberInput extends UnitInput {
  /** Id of the user or group. */
  readonly member: string
}

/**
 * Adds a user or a group to a unit; the members of a group do not come with it.
 *
 * Refuses with `objectNotFound`, `unitMemberAlreadyThere` or `administrativeUnitNotFound`.
 *
 * Source: facts/entra.md §8.6.
 */
export const addUnitMember = command({
  name: 'addAdministrativeUnitMember',
  operation: 'administrativeUnits.update',
  activity: 'addMemberToAdministrativeUnit',
  target: (read, input: UnitMemberInput) => targetUnit(read, input),
  work: async (w, input, _prepared, _kernel, { resource }): Promise<void> => {
    const unit = await lockUnit(w.db, resource.id)
    if (!unit) throw noSuchUnit(input.unit)
    const found = await findMember(w, input.member)
    if (!found) {
      const named = input.member.slice(0, 256)
      throw new Refusal('objectNotFound', `There is no user or group '${named}' in the directory. Give an object id.`)
    }
    if (!(await insertMember(w.db, unit.id, found, w.now))) {
      throw new Refusal(
        'unitMemberAlreadyThere',
        "One or more added object references already exist for the following modified properties: 'members'.",
      )
    }
    record(w, 'addMemberToAdministrativeUnit', unit, found.target)
  },
})

/** Takes a user or a group out of a unit; refuses with `unitMemberNotThere` or `administrativeUnitNotFound`. */
export const removeUnitMember = command({
  name: 'removeAdministrativeUnitMember',
  operation: 'administrativeUnits.update',
  activity: 'removeMemberFromAdministrativeUnit',
  target: (read, input: UnitMemberInput) => targetUnit(read, input),
  work: async (w, input, _prepared, _kernel, { resource }): Promise<void> => {
    const unit = await lockUnit(w.db, resource.id)
    if (!unit) throw noSuchUnit(input.unit)
    const member = await deleteMember(w.db, unit.id, input.member.toLowerCase())
    if (!member) {
      const named = input.member.slice(0, 256)
      throw new Refusal('unitMemberNotThere', `'${named}' is not a member of the administrative unit.`)
    }
    const found = await findMember(w, member.id)
    const gone: AuditTarget = { type: member.kind === 'user' ? 'User' : 'Group', id: member.id }
    record(w, 'removeMemberFromAdministrativeUnit', unit, found?.target ?? gone)
  },
})

async function findMember(read: Read, id: string): Promise<(Member & { readonly target: AuditTarget }) | undefined> {
  if (!isGuid(id)) return undefined
  const user = await findUser(read, id)
  if (user) {
    const { displayName, userPrincipalName } = user
    return { kind: 'user', id: user.id, target: { type: 'User', id: user.id, displayName, userPrincipalName } }
  }
  const group = await findGroup(read, id)
  return (
    group && { kind: 'group', id: group.id, target: { type: 'Group', id: group.id, displayName: group.displayName } }
  )
}

function record(
  w: Write,
  activity: 'addMemberToAdministrativeUnit' | 'removeMemberFromAdministrativeUnit',
  unit: AdministrativeUnit,
  member: AuditTarget,
): void {
  const isAdded = activity === 'addMemberToAdministrativeUnit'
  const change = (name: string, value: string) => (isAdded ? modified(name, null, value) : modified(name, value, null))
  const properties = [
    change('AdministrativeUnit.ObjectID', unit.id),
    change('AdministrativeUnit.DisplayName', unit.displayName),
  ]
  w.audit({ activity, targets: [{ ...member, modifiedProperties: properties }, unitTarget(unit)] })
}

/** What follows for units when users and groups go: they are in none any more. */
export const unitConsequences = {
  userDeleted: async (w, id) => void (await deleteMemberships(w.db, id)),
  groupDeleted: async (w, id) => void (await deleteMemberships(w.db, id)),
} satisfies { readonly [Event in 'userDeleted' | 'groupDeleted']: Consequences[Event][number] }
