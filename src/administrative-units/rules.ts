export { administrativeUnitShape } from './rules/shapes.ts'
export { type AdministrativeUnit, draftUnit, type NewUnit, properUnitChange, type UnitChange } from './rules/unit.ts'
