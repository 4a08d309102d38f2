export { type Address, isWithin, readAddress, readRange } from './rules/address.ts'
export { isCountry } from './rules/countries.ts'
export {
  type LocationChange,
  type LocationSettings,
  mostLocations,
  type NamedLocation,
} from './rules/location.ts'
export { locationViolations } from './rules/violations.ts'
