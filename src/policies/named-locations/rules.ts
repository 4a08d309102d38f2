export { type Address, addressText, isWithin, readAddress, readRange } from './rules/address.ts'
export { countries, isCountry } from './rules/countries.ts'
export {
  type LocationChange,
  type LocationSettings,
  mostLocations,
  type NamedLocation,
} from './rules/location.ts'
export { locationViolations } from './rules/violations.ts'
