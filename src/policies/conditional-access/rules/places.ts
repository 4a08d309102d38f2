import { type Address, compileRanges, type NamedLocation, readAddress } from '../../named-locations/rules.ts'
import type { SignInFacts } from './facts.ts'
import { anyOf, type Outcome, outcome } from './outcome.ts'

/** Makes, of the names in a condition, the question whether a sign-in comes from there. */
export type Places = (names: readonly string[]) => (facts: SignInFacts) => Outcome

/**
 * The named locations, ready to be asked.
 *
 * Many policies ask the same of one sign-in, so each location remembers its last answer.
 * An address that nobody can read is in no range; a country that nobody knows is in those locations that ask for it.
 */
export function compilePlaces(locations: readonly NamedLocation[]): Places {
  const whenceOf = remembering(readWhence)
  const known = locations.map((location) => ({ location, isAt: remembering(placeOf(location)) }))
  return (names) => {
    if (names.includes('All')) return () => 'yes'
    const meant = known.filter(({ location }) => isMeant(location, names)).map(({ isAt }) => isAt)
    return (facts) => {
      const whence = whenceOf(facts)
      return anyOf(meant, (isAt) => isAt(whence))
    }
  }
}

const isMeant = (location: NamedLocation, names: readonly string[]): boolean =>
  names.includes(location.id) || (names.includes('AllTrusted') && location.kind === 'ip' && location.isTrusted)

interface Whence {
  /** Null for one that nobody can read. */
  readonly address: Address | null | undefined
  readonly country: string | null | undefined
}

const readWhence = ({ ipAddress, country }: SignInFacts): Whence => ({
  address: typeof ipAddress === 'string' ? (readAddress(ipAddress) ?? null) : ipAddress,
  country,
})

function placeOf(location: NamedLocation): (whence: Whence) => Outcome {
  if (location.kind === 'country') {
    const countries = new Set(location.countriesAndRegions)
    return ({ country }) => {
      if (country === undefined) return 'unknown'
      return outcome(country === null ? location.includeUnknownCountriesAndRegions : countries.has(country))
    }
  }
  const isInside = compileRanges(location.ipRanges)
  return ({ address }) => (address === undefined ? 'unknown' : outcome(address !== null && isInside(address)))
}

/** The same function, which answers for the same object again without looking. */
function remembering<Given extends object, Found>(find: (given: Given) => Found): (given: Given) => Found {
  let last: { readonly given: Given; readonly found: Found } | undefined
  return (given) => {
    if (last?.given !== given) last = { given, found: find(given) }
    return last.found
  }
}
