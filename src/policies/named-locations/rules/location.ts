import type { Instant } from '../../../base/time.ts'

/** Ranges of addresses, as they were written: `192.0.2.0/24`. */
export interface IpLocationSettings {
  readonly kind: 'ip'
  readonly displayName: string
  readonly isTrusted: boolean
  readonly ipRanges: readonly WrittenRange[]
}

export interface WrittenRange {
  readonly version: 4 | 6
  readonly cidrAddress: string
}

/** Countries, by the address a sign-in comes from. */
export interface CountryLocationSettings {
  readonly kind: 'country'
  readonly displayName: string
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly countriesAndRegions: readonly string[]
  /** Whether an address whose country nobody knows counts too. */
  readonly includeUnknownCountriesAndRegions: boolean
}

export type LocationSettings = IpLocationSettings | CountryLocationSettings

/** A place that policies name. */
export type NamedLocation = LocationSettings & {
  readonly id: string
  readonly createdAt: Instant
  readonly modifiedAt: Instant
}

/** What a PATCH asks for: what is absent stays, lists are replaced. */
export type LocationChange =
  | ({ readonly kind: 'ip' } & Partial<Omit<IpLocationSettings, 'kind'>>)
  | ({ readonly kind: 'country' } & Partial<Omit<CountryLocationSettings, 'kind'>>)

/** How many named locations a tenant may have, and ranges each. */
export const mostLocations = 195
export const mostRanges = 2000
