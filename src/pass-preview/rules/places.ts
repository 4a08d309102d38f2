import {
  type AccessRules,
  explain,
  type UserFacts,
  type Whereabouts,
  whereabouts,
} from '../../policies/conditional-access/rules.ts'
import type { CountryOf, NamedLocation } from '../../policies/named-locations/rules.ts'

/** What is known of a sign-in beforehand; what is undefined may be anything. */
export interface Supposed {
  readonly ipAddress?: string
  readonly platform?: Whereabouts['platform']
}

/** The places and devices that matter to this person's policies, those in report-only too, as far as nobody has told. */
export function placesFor(
  rules: AccessRules,
  identity: UserFacts,
  locations: readonly NamedLocation[],
  supposed: Supposed,
  countryOf: CountryOf | null,
): readonly Whereabouts[] {
  const mattering = rules.live
    .filter((compiled) => !explain(compiled, { identity, target: {} }).reasons.includes('users'))
    .map(({ policy }) => ({ ...policy, state: 'enabled' as const }))
  const all = whereabouts(mattering, locations, countryOf)
  const { ipAddress, platform } = supposed
  const places = ipAddress === undefined ? all : all.map((place) => ({ ...place, ...placeOf(ipAddress, countryOf) }))
  const told = platform === undefined ? places : places.map((place) => ({ ...place, platform }))
  return [...new Map(told.map((place) => [JSON.stringify(place), place])).values()]
}

const placeOf = (ipAddress: string, countryOf: CountryOf | null) => ({
  ipAddress,
  country: countryOf?.(ipAddress) ?? null,
})
