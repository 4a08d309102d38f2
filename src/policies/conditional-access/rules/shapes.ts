import type { ResourceShape } from '../../../base/odata/shape.ts'
import { policyStates } from './policy.ts'

const pageSize = { standard: 100, greatest: 999 }

const properties: ResourceShape['properties'] = {
  id: { kind: 'guid', filter: 'equality', sort: true },
  templateId: { kind: 'guid', nullable: true, filter: 'equality' },
  displayName: { kind: 'string', fold: true, filter: 'text', sort: true },
  description: { kind: 'string', nullable: true },
  createdDateTime: { kind: 'dateTime', filter: 'range', sort: true },
  modifiedDateTime: { kind: 'dateTime', nullable: true, filter: 'range', sort: true },
  deletedDateTime: { kind: 'dateTime', nullable: true },
  state: { kind: 'enum', members: policyStates, filter: 'equality' },
  conditions: { kind: 'complex' },
  grantControls: { kind: 'complex' },
  sessionControls: { kind: 'complex' },
}

/** What query options may ask of Conditional Access policies, which stand in memory. */
export const policyShape: ResourceShape = {
  name: 'identity/conditionalAccess/policies',
  properties,
  order: { property: 'createdDateTime', descending: false },
  pageSize,
}

/** What query options may ask of the deleted ones. */
export const deletedPolicyShape: ResourceShape = {
  ...policyShape,
  name: 'identity/conditionalAccess/deletedItems/policies',
  properties: { ...properties, deletedDateTime: { kind: 'dateTime', filter: 'range', sort: true } },
}

/** What query options may ask of templates. */
export const templateShape: ResourceShape = {
  name: 'identity/conditionalAccess/templates',
  properties: {
    id: { kind: 'guid', filter: 'equality', sort: true },
    name: { kind: 'string', fold: true, filter: 'text', sort: true },
    description: { kind: 'string' },
    scenarios: {
      kind: 'flags',
      members: ['new', 'secureFoundation', 'zeroTrust', 'remoteWork', 'protectAdmins', 'emergingThreats'],
      filter: 'equality',
    },
    details: { kind: 'complex' },
  },
  order: { property: 'name', descending: false },
  pageSize,
}
