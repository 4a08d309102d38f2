import type { AuditTarget, ModifiedProperty } from '../audit/rules.ts'
import { Refusal } from '../base/refusal.ts'
import { once } from '../kernel/once.ts'
import type { Read } from '../kernel/store.ts'
import type { AdministrativeUnit } from './rules.ts'
import { findUnitsById, listUnitsOf } from './store.ts'

/** Finds a unit by id; refuses with `administrativeUnitNotFound`. */
export async function requireUnit(read: Read, id: string): Promise<AdministrativeUnit> {
  const [unit] = await findUnitsById(read.db, [id])
  if (!unit) throw noSuchUnit(id)
  return unit
}

/** The units a user or group was added to, and whether their management is restricted. */
export const unitsOf = (read: Read, memberId: string) =>
  once(read, `unitsOf ${memberId}`, () => listUnitsOf(read.db, memberId))

/** The display names of the units among `ids` that exist, by id, and whether their management is restricted. */
export async function unitsById(read: Read, ids: Iterable<string>): Promise<ReadonlyMap<string, AdministrativeUnit>> {
  const units = await findUnitsById(read.db, [...ids])
  return new Map(units.map((unit) => [unit.id, unit]))
}

export const noSuchUnit = (id: string): Refusal =>
  new Refusal('administrativeUnitNotFound', `There is no administrative unit '${id.slice(0, 256)}'. Give its id.`)

/** A unit as a target of an audit record. */
export const unitTarget = (
  unit: Pick<AdministrativeUnit, 'id' | 'displayName'>,
  modifiedProperties: readonly ModifiedProperty[] = [],
): AuditTarget => ({ type: 'Other', id: unit.id, displayName: unit.displayName, modifiedProperties })
