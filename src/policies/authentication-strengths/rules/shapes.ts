import type { ResourceShape } from '../../../base/odata/shape.ts'
import { methodModes } from './modes.ts'

const pageSize = { standard: 100, greatest: 999 }

/**
 * What query options may ask of authentication strengths, which stand in memory.
 *
 * Source: facts/entra.md §6.3.
 */
export const strengthShape: ResourceShape = {
  name: 'policies/authenticationStrengthPolicies',
  properties: {
    id: { kind: 'guid', filter: 'equality', sort: true },
    createdDateTime: { kind: 'dateTime', filter: 'range', sort: true },
    modifiedDateTime: { kind: 'dateTime', filter: 'range', sort: true },
    displayName: { kind: 'string', fold: true, filter: 'prefix', sort: true },
    description: { kind: 'string', nullable: true },
    policyType: { kind: 'string', filter: 'equality' },
    requirementsSatisfied: { kind: 'string', filter: 'equality' },
    allowedCombinations: {
      kind: 'collection',
      items: { kind: 'flags', filter: 'equality', members: Object.keys(methodModes) },
    },
    combinationConfigurations: { kind: 'complex' },
  },
  expand: { combinationConfigurations: { shape: () => configurationShape } },
  order: { property: 'id', descending: false },
  pageSize,
}

/** What query options may ask of a strength's restrictions. */
export const configurationShape: ResourceShape = {
  name: 'policies/authenticationStrengthPolicies/combinationConfigurations',
  properties: {
    id: { kind: 'guid', filter: 'equality', sort: true },
    appliesToCombinations: { kind: 'complex' },
    allowedAAGUIDs: { kind: 'complex' },
    allowedIssuerSkis: { kind: 'complex' },
    allowedPolicyOIDs: { kind: 'complex' },
  },
  order: { property: 'id', descending: false },
  pageSize,
}

/** What query options may ask of the modes that combinations are made of. */
export const modeShape: ResourceShape = {
  name: 'identity/conditionalAccess/authenticationStrength/authenticationMethodModes',
  properties: {
    id: { kind: 'string', filter: 'equality', sort: true },
    authenticationMethod: { kind: 'string', filter: 'equality' },
    displayName: { kind: 'string', fold: true, filter: 'prefix', sort: true },
  },
  order: { property: 'id', descending: false },
  pageSize,
}
