import { type Address, isWithin, type NamedLocation, readAddress, readRange } from '../../../named-locations/rules.ts'
import type { SignInFacts } from '../facts.ts'
import { anyOf, type CompileCondition, includedOnly, type Outcome, outcome } from '../outcome.ts'

/**
 * Where the sign-in comes from.
 *
 * An address that nobody can read is in no range; a country that nobody knows is in those locations that ask for it.
 */
export const locationsCondition: CompileCondition = ({ locations }, surroundings) => {
  if (!locations) return null
  const included = placesOf(locations.includeLocations, surroundings.locations)
  const excluded = placesOf(locations.excludeLocations, surroundings.locations)
  const isEverywhere = locations.includeLocations.includes('All')
  return {
    reason: 'location',
    holds: (facts) => {
      const whence = whenceOf(facts)
      const isIncluded = isEverywhere ? 'yes' : anyOf(included, (place) => place(whence))
      return includedOnly(
        isIncluded,
        anyOf(excluded, (place) => place(whence)),
      )
    },
  }
}

interface Whence {
  /** Null for one that nobody can read. */
  readonly address: Address | null | undefined
  readonly country: string | null | undefined
}

type Place = (whence: Whence) => Outcome

const whenceOf = ({ ipAddress, country }: SignInFacts): Whence => ({
  address: typeof ipAddress === 'string' ? (readAddress(ipAddress) ?? null) : ipAddress,
  country,
})

function placesOf(names: readonly string[], known: readonly NamedLocation[]): readonly Place[] {
  const isMeant = (location: NamedLocation): boolean =>
    names.includes(location.id) || (names.includes('AllTrusted') && location.kind === 'ip' && location.isTrusted)
  const everywhere: readonly Place[] = names.includes('All') ? [() => 'yes'] : []
  return [...everywhere, ...known.filter(isMeant).map(placeOf)]
}

function placeOf(location: NamedLocation): Place {
  if (location.kind === 'country') {
    const countries = new Set(location.countriesAndRegions)
    return ({ country }) => {
      if (country === undefined) return 'unknown'
      return outcome(country === null ? location.includeUnknownCountriesAndRegions : countries.has(country))
    }
  }
  const ranges = location.ipRanges.flatMap(({ cidrAddress, version }) => readRange(cidrAddress, version) ?? [])
  return ({ address }) => {
    if (address === undefined) return 'unknown'
    return outcome(address !== null && ranges.some((range) => isWithin(address, range)))
  }
}
