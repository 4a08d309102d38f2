export { type ExclusionFinding, listExclusions, readExclusion } from './exclusions.ts'
export { type Exemption, type ExemptPerson, listExemptPeople } from './people.ts'
