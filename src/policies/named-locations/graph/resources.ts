import {
  locationTypes,
  type NamedLocationPatch,
  type NamedLocationResource,
  rangeTypes,
} from '../../../../contract/graph/named-location.ts'
import { toIso } from '../../../base/time.ts'
import type { LocationChange, LocationSettings, NamedLocation } from '../rules.ts'

/** Graph's namedLocation, with its type. */
export function locationToGraph(location: NamedLocation): NamedLocationResource {
  const common = {
    id: location.id,
    createdDateTime: toIso(location.createdAt),
    modifiedDateTime: toIso(location.modifiedAt),
    deletedDateTime: null,
    displayName: location.displayName,
  }
  if (location.kind === 'ip') {
    const { isTrusted } = location
    const ipRanges = location.ipRanges.map(({ version, cidrAddress }) => ({
      '@odata.type': rangeTypes[version],
      cidrAddress,
    }))
    return { '@odata.type': locationTypes.ip, ...common, isTrusted, ipRanges }
  }
  return {
    '@odata.type': locationTypes.country,
    ...common,
    countriesAndRegions: [...location.countriesAndRegions],
    countryLookupMethod: 'clientIpAddress',
    includeUnknownCountriesAndRegions: location.includeUnknownCountriesAndRegions,
  }
}

/** What a body asks for, created or changed. */
export function changeFrom(body: NamedLocationPatch): LocationChange {
  const { displayName } = body
  const name = displayName === undefined ? {} : { displayName }
  if (body['@odata.type'] === locationTypes.ip) {
    const { isTrusted, ipRanges } = body
    return {
      kind: 'ip',
      ...name,
      ...(isTrusted !== undefined && { isTrusted }),
      ...(ipRanges && { ipRanges: ipRanges.map(writtenRange) }),
    }
  }
  const { countriesAndRegions, includeUnknownCountriesAndRegions } = body
  return {
    kind: 'country',
    ...name,
    ...(countriesAndRegions && { countriesAndRegions: countriesAndRegions.map((code) => code.toUpperCase()) }),
    ...(includeUnknownCountriesAndRegions !== undefined && { includeUnknownCountriesAndRegions }),
  }
}

const writtenRange = (range: { readonly '@odata.type': string; readonly cidrAddress: string }) => ({
  version: range['@odata.type'] === rangeTypes[4] ? (4 as const) : (6 as const),
  cidrAddress: range.cidrAddress,
})

/** A new location out of a body that says everything. */
export const settingsFrom = (body: NamedLocationPatch): LocationSettings => changeFrom(body) as LocationSettings
