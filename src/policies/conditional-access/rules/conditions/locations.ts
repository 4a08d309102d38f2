import { type CompileCondition, includedOnly } from '../outcome.ts'

/** Where the sign-in comes from. */
export const locationsCondition: CompileCondition = ({ locations }, placesOf) => {
  if (!locations) return null
  const isIncluded = placesOf(locations.includeLocations)
  const isExcluded = placesOf(locations.excludeLocations)
  return { reason: 'location', holds: (facts) => includedOnly(isIncluded(facts), isExcluded(facts)) }
}
