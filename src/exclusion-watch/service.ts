export { countExclusions, type ExclusionFinding, listExclusions, readExclusion } from './exclusions.ts'
export type { Exemption } from './exemptions.ts'
export { type ExemptPerson, listExemptPeople } from './people.ts'
