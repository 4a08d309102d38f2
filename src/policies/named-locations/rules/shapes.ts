import type { ResourceShape } from '../../../base/odata/shape.ts'

/** What query options may ask of named locations, which stand in memory. */
export const locationShape: ResourceShape = {
  name: 'identity/conditionalAccess/namedLocations',
  properties: {
    id: { kind: 'guid', filter: 'equality', sort: true },
    createdDateTime: { kind: 'dateTime', filter: 'range', sort: true },
    modifiedDateTime: { kind: 'dateTime', filter: 'range', sort: true },
    deletedDateTime: { kind: 'dateTime', nullable: true },
    displayName: { kind: 'string', fold: true, filter: 'text', sort: true },
    isTrusted: { kind: 'boolean', nullable: true, filter: 'equality' },
    ipRanges: { kind: 'complex' },
    countriesAndRegions: { kind: 'complex' },
    countryLookupMethod: { kind: 'string', nullable: true, filter: 'equality' },
    includeUnknownCountriesAndRegions: { kind: 'boolean', nullable: true, filter: 'equality' },
  },
  order: { property: 'createdDateTime', descending: false },
  pageSize: { standard: 100, greatest: 999 },
  types: ['microsoft.graph.ipNamedLocation', 'microsoft.graph.countryNamedLocation'],
}
