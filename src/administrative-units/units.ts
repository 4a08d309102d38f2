import { type ModifiedProperty, modified } from '../audit/rules.ts'
import { uuid } from '../base/random.ts'
import { command } from '../kernel/command.ts'
import type { Read, Write } from '../kernel/store.ts'
import { noSuchUnit, requireUnit, unitTarget } from './lookup.ts'
import { type AdministrativeUnit, draftUnit, type NewUnit, properUnitChange, type UnitChange } from './rules.ts'
import { deleteUnit, insertUnit, lockUnit, updateUnitRow } from './store.ts'

export interface UnitInput {
  /** Id of the unit. */
  readonly unit: string
}

/** The unit a use-case acts on; refuses with `administrativeUnitNotFound`. */
export const targetUnit = async (read: Read, { unit }: UnitInput) => ({
  resource: unitTarget(await requireUnit(read, unit)),
})

/** Holds a unit until the write ends, so that nothing is given for one that goes; refuses with `administrativeUnitNotFound`. */
export async function holdUnit(w: Write, id: string): Promise<void> {
  if (!(await lockUnit(w.db, id))) throw noSuchUnit(id)
}

/**
 * Creates a unit; whether administrators of the whole tenant may change its members is decided here for good.
 *
 * Refuses with `nameInvalid` or `propertyInvalid`.
 */
export const createUnit = command({
  name: 'createAdministrativeUnit',
  operation: 'administrativeUnits.update',
  activity: 'addAdministrativeUnit',
  target: async (_read, { displayName }: NewUnit) => ({ resource: unitTarget({ id: '', displayName }) }),
  work: async (w, input): Promise<AdministrativeUnit> => {
    const unit: AdministrativeUnit = { ...draftUnit(input), id: uuid(w.random), createdAt: w.now }
    await insertUnit(w.db, unit)
    w.audit({ activity: 'addAdministrativeUnit', targets: [unitTarget(unit, differences(undefined, unit))] })
    return unit
  },
})

/** Changes a unit; refuses with `nameInvalid`, `propertyInvalid` or `administrativeUnitNotFound`. */
export const updateUnit = command({
  name: 'updateAdministrativeUnit',
  operation: 'administrativeUnits.update',
  activity: 'updateAdministrativeUnit',
  target: (read, input: UnitInput & { readonly change: UnitChange }) => targetUnit(read, input),
  work: async (w, input, _prepared, _kernel, { resource }): Promise<AdministrativeUnit> => {
    const before = await lockUnit(w.db, resource.id)
    if (!before) throw noSuchUnit(input.unit)
    const after = { ...before, ...properUnitChange(input.change) }
    const changed = differences(before, after)
    if (changed.length === 0) {
      w.unrecorded('every value was there already')
      return before
    }
    await updateUnitRow(w.db, after)
    w.audit({ activity: 'updateAdministrativeUnit', targets: [unitTarget(after, changed)] })
    return after
  },
})

/**
 * Deletes a unit: its members stay in the directory, and the roles given for it are gone, in one write.
 *
 * Refuses with `administrativeUnitNotFound`.
 */
export const removeUnit = command({
  name: 'deleteAdministrativeUnit',
  operation: 'administrativeUnits.update',
  activity: 'deleteAdministrativeUnit',
  target: (read, input: UnitInput) => targetUnit(read, input),
  work: async (w, input, _prepared, kernel, { resource }): Promise<void> => {
    const unit = await lockUnit(w.db, resource.id)
    if (!unit) throw noSuchUnit(input.unit)
    for (const follow of kernel.consequences.administrativeUnitDeleted) await follow(w, unit.id)
    const removedMembers = await deleteUnit(w.db, unit.id)
    w.audit({
      activity: 'deleteAdministrativeUnit',
      targets: [unitTarget(unit)],
      details: { removedMembers: `${removedMembers}` },
    })
  },
})

const recorded = {
  displayName: 'DisplayName',
  description: 'Description',
  visibility: 'Visibility',
  isMemberManagementRestricted: 'IsMemberManagementRestricted',
} as const

function differences(before: AdministrativeUnit | undefined, after: AdministrativeUnit): readonly ModifiedProperty[] {
  return (Object.keys(recorded) as (keyof typeof recorded)[])
    .filter((property) => (before?.[property] ?? null) !== after[property])
    .map((property) => modified(recorded[property], before && inArray(before[property]), inArray(after[property])))
}

const inArray = (value: unknown): readonly unknown[] | null => (value === null ? null : [value])
