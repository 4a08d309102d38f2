import { hasForbiddenCharacter } from '../../../base/text.ts'
import { readRange } from './address.ts'
import { isCountry } from './countries.ts'
import {
  type CountryLocationSettings,
  type IpLocationSettings,
  type LocationSettings,
  mostRanges,
  type WrittenRange,
} from './location.ts'

interface Violation {
  readonly field: string
  readonly message: string
}

const longestName = 256
/** A wider range would be a good part of the whole internet. */
const fewestBits = 8

/** What is wrong with a named location; empty when nothing is. */
export const locationViolations = (settings: LocationSettings): readonly Violation[] => [
  ...nameViolations(settings),
  ...(settings.kind === 'ip' ? rangesViolations(settings) : countryViolations(settings)),
]

function* nameViolations({ displayName }: LocationSettings): Generator<Violation> {
  if (displayName.trim() !== '' && displayName.length <= longestName && !hasForbiddenCharacter(displayName)) return
  const message = `displayName has to be 1 to ${longestName} characters, without control characters.`
  yield { field: 'displayName', message }
}

function* rangesViolations({ ipRanges }: IpLocationSettings): Generator<Violation> {
  const field = 'ipRanges'
  if (ipRanges.length === 0 || ipRanges.length > mostRanges) {
    yield { field, message: `ipRanges has ${ipRanges.length} entries; it may have 1 to ${mostRanges}.` }
  }
  const wrong = ipRanges.find((range) => !isRight(range))
  if (!wrong) return
  const example = wrong.version === 4 ? '192.0.2.0/24' : '2001:db8::/32'
  const shown = wrong.cidrAddress.slice(0, 60)
  const message = `'${shown}' is no IPv${wrong.version} range; write one like ${example}, with at least ${fewestBits} bits.`
  yield { field, message }
}

const isRight = ({ version, cidrAddress }: WrittenRange): boolean =>
  (readRange(cidrAddress, version)?.prefix ?? 0) >= fewestBits

function* countryViolations(settings: CountryLocationSettings): Generator<Violation> {
  const field = 'countriesAndRegions'
  const { countriesAndRegions, includeUnknownCountriesAndRegions } = settings
  if (countriesAndRegions.length === 0 && !includeUnknownCountriesAndRegions) {
    yield {
      field,
      message: 'countriesAndRegions is empty, so the location would be nowhere. Name at least one country.',
    }
  }
  const wrong = countriesAndRegions.find((code) => !isCountry(code))
  if (wrong !== undefined) {
    yield { field, message: `'${wrong.slice(0, 20)}' is no ISO 3166-1 code of two letters, such as 'NO'.` }
  }
}
