export { type Address, addressText, isWithin, readAddress, readRange } from './rules/address.ts'
export { type CountryOf, countries, isCountry } from './rules/countries.ts'
export {
  type LocationChange,
  type LocationSettings,
  mostLocations,
  type NamedLocation,
} from './rules/location.ts'
export { isPrivate } from './rules/private.ts'
export { compileRanges } from './rules/ranges.ts'
export { locationViolations } from './rules/violations.ts'
