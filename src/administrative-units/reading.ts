import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import type { Member } from '../directory/rules.ts'
import { asSeen, type DirectoryObject, withEntries } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { scopeOfUnit } from '../roles/rules.ts'
import { requireUnit, unitsOf } from './lookup.ts'
import type { AdministrativeUnit } from './rules.ts'
import { listMemberPage, listUnitPage } from './store.ts'

/** One page of the units, for whoever may read them. */
export const listUnits = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<AdministrativeUnit>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'administrativeUnits.read')
    return listUnitPage(read.db, query)
  })

/** One unit, for whoever may read them; refuses with `administrativeUnitNotFound`. */
export const readUnit = (kernel: Kernel, actor: Actor, id: string): Promise<AdministrativeUnit> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'administrativeUnits.read')
    return requireUnit(read, id)
  })

/**
 * One page of the users and groups in a unit, lowest id first, or of one kind of them.
 *
 * Where the membership is hidden it takes `administrativeUnits.readHidden`, being in the unit, or a role for it.
 */
export const listUnitMembers = (
  kernel: Kernel,
  actor: Actor,
  id: string,
  query: Pick<ListQuery, 'top' | 'after' | 'count'>,
  kind?: Member['kind'],
): Promise<Page<DirectoryObject>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'administrativeUnits.read')
    const unit = await requireUnit(read, id)
    if (unit.visibility === 'HiddenMembership' && !(await belongs(read, actor, unit))) {
      await kernel.authorize(read, actor, 'administrativeUnits.readHidden')
    }
    const page = await listMemberPage(read.db, unit.id, query, kind)
    return { ...page, items: await asSeen(kernel, read, actor, await withEntries(read, page.items)) }
  })

async function belongs(read: Read, actor: Actor, unit: AdministrativeUnit): Promise<boolean> {
  if (actor.kind !== 'user') return false
  if (actor.roles.some(({ scope }) => scope === scopeOfUnit(unit.id))) return true
  return (await unitsOf(read, actor.userId)).some(({ id }) => id === unit.id)
}
