import { addressText, type CountryOf, countries, type NamedLocation, readRange } from '../../named-locations/rules.ts'
import type { SignInFacts } from './facts.ts'
import type { AccessPolicy, Platform } from './policy.ts'

/** From where, and on what, somebody could sign in. */
export interface Whereabouts extends Required<Pick<SignInFacts, 'platform' | 'ipAddress' | 'country'>> {
  readonly platform: Platform | null
  readonly ipAddress: string
  readonly country: string | null
}

/** What user agents tell, and null for those that tell nothing; none tells of Windows Phone any more. */
const platforms: readonly (Platform | null)[] = ['windows', 'macOS', 'linux', 'iOS', 'android', null]

/**
 * Every place and device that the enabled policies could tell apart, each once.
 *
 * Addresses are told apart by the named locations they are in: one address stands for all that are in the same.
 * Inside a range the country is that of its addresses. Outside of all ranges there is some address in every country,
 * as long as countries are known at all: without `countryOf` each country is unknown.
 */
export function whereabouts(
  policies: readonly AccessPolicy[],
  locations: readonly NamedLocation[],
  countryOf: CountryOf | null,
): readonly Whereabouts[] {
  const enabled = policies.filter(({ state }) => state === 'enabled')
  const told = enabled.some(({ conditions }) => conditions.platforms) ? platforms : [null]
  return placesOf(locations.filter(isMeantBy(enabled)), countryOf).flatMap((place) =>
    told.map((platform) => ({ ...place, platform })),
  )
}

const isMeantBy = (policies: readonly AccessPolicy[]) => {
  const named = new Set(
    policies.flatMap(({ conditions: { locations } }) => [
      ...(locations?.includeLocations ?? []),
      ...(locations?.excludeLocations ?? []),
    ]),
  )
  return (location: NamedLocation): boolean =>
    named.has(location.id) || (named.has('AllTrusted') && location.kind === 'ip' && location.isTrusted)
}

type Place = Pick<Whereabouts, 'ipAddress' | 'country'>

function placesOf(locations: readonly NamedLocation[], countryOf: CountryOf | null): readonly Place[] {
  const places = new Map<string, Place>()
  const telling = countriesTold(locations)
  const isAnyCountry = locations.some(({ kind }) => kind === 'country')
  const keep = (cell: Cell, ipAddress: string, country: string | null) => {
    const key = `${cell.inside} ${telling.signature(country)}`
    if (!places.has(key)) places.set(key, { ipAddress, country })
  }
  const done = new Set<string>()
  for (const cell of cellsOf(locations)) {
    // The country differs from cell to cell inside the same locations; all else is as it was.
    const isByAddress = countryOf !== null && isAnyCountry && cell.inside !== ''
    if (!isByAddress && done.has(cell.inside)) continue
    done.add(cell.inside)
    const ends = [cell.first, cell.last].map((value) => addressText({ version: cell.version, value }))
    for (const address of ends) {
      if (isByAddress) keep(cell, address, countryOf(address))
      else if (!countryOf || !isAnyCountry) keep(cell, address, null)
      else for (const country of telling.examples) keep(cell, address, country)
    }
  }
  return [...places.values()]
}

/** Countries that are in the same locations are one to every policy; null is the unknown one. */
function countriesTold(locations: readonly NamedLocation[]) {
  const lists = locations.flatMap((location) =>
    location.kind === 'country' ? [new Set(location.countriesAndRegions)] : [],
  )
  const known = new Map<string, string>()
  const signature = (country: string | null): string => {
    if (country === null) return 'unknown'
    const found = known.get(country) ?? lists.map((list) => (list.has(country) ? '1' : '0')).join('')
    known.set(country, found)
    return found
  }
  const examples = new Map<string, string | null>([['unknown', null]])
  for (const country of countries) examples.set(signature(country), country)
  return { signature, examples: [...examples.values()] }
}

/** Addresses from `first` to `last`, all in the same locations. */
interface Cell {
  readonly version: 4 | 6
  readonly first: bigint
  readonly last: bigint
  /** Which locations those are; empty for none. */
  readonly inside: string
}

function cellsOf(locations: readonly NamedLocation[]): readonly Cell[] {
  return ([4, 6] as const).flatMap((version) => {
    const edges = edgesOf(locations, version)
    const open = new Map<number, number>()
    const end = 1n << (version === 4 ? 32n : 128n)
    const positions = [...new Set([0n, ...edges.map(({ at }) => at)])].filter((at) => at < end).sort(ascending)
    let next = 0
    return positions.map((first, index): Cell => {
      for (let edge = edges[next]; edge && edge.at <= first; edge = edges[++next]) {
        const count = (open.get(edge.location) ?? 0) + edge.change
        if (count === 0) open.delete(edge.location)
        else open.set(edge.location, count)
      }
      const inside = [...open.keys()].sort((left, right) => left - right).join(',')
      return { version, first, last: (positions[index + 1] ?? end) - 1n, inside }
    })
  })
}

/** Where a location begins, and where it is over. */
interface Edge {
  readonly at: bigint
  readonly location: number
  readonly change: 1 | -1
}

const edgesOf = (locations: readonly NamedLocation[], version: 4 | 6): readonly Edge[] =>
  locations
    .flatMap((location, index) =>
      location.kind === 'country'
        ? []
        : location.ipRanges.flatMap((written): readonly Edge[] => {
            const range = written.version === version ? readRange(written.cidrAddress, version) : undefined
            if (!range) return []
            const rest = BigInt((version === 4 ? 32 : 128) - range.prefix)
            const first = (range.value >> rest) << rest
            return [
              { at: first, location: index, change: 1 },
              { at: first + (1n << rest), location: index, change: -1 },
            ]
          }),
    )
    .sort((left, right) => ascending(left.at, right.at))

const ascending = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0)
