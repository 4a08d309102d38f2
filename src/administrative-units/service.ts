export { requireUnit, unitsById, unitsOf } from './lookup.ts'
export { addUnitMember, removeUnitMember, unitConsequences } from './members.ts'
export { listUnitMembers, listUnits, readUnit } from './reading.ts'
export { createUnit, holdUnit, removeUnit, updateUnit } from './units.ts'
