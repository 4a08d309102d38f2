import type { PropertyShape, ResourceShape } from '../base/odata/shape.ts'
import type { TenantPassRow } from './tables.ts'

export { askedStates } from './rules/asked-states.ts'

export type PassState = TenantPassRow['state']

const time = (column: string): PropertyShape => ({ kind: 'dateTime', column, filter: 'range', sort: true })
const name = (column: string): PropertyShape => ({ kind: 'string', column, fold: true, filter: 'prefix', sort: true })
const flag: PropertyShape = { kind: 'boolean', column: 'is_usable_once', filter: 'equality' }

/** What query options may ask of the passes of the tenant. */
export const tenantPassShape: ResourceShape = {
  name: 'temporaryAccessPasses',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality', sort: true },
    userId: { kind: 'guid', column: 'user_id', filter: 'equality', sort: true },
    userDisplayName: name('display_name_key'),
    userPrincipalName: name('user_principal_name_key'),
    createdDateTime: time('created_at'),
    startDateTime: time('start_at'),
    endDateTime: time('end_at'),
    lifetimeInMinutes: { kind: 'integer', column: 'lifetime_minutes', filter: 'range', sort: true },
    isUsableOnce: flag,
    state: {
      kind: 'enum',
      column: 'state',
      filter: 'equality',
      members: ['live', 'upcoming', 'expired', 'used'] satisfies readonly PassState[],
    },
    isUsable: { kind: 'boolean' },
    methodUsabilityReason: { kind: 'string' },
    lastUsedDateTime: { ...time('last_used_at'), nullable: true },
    issuedBy: { kind: 'complex' },
  },
  order: { property: 'endDateTime', descending: false },
  pageSize: { standard: 100, greatest: 999 },
}

/** Properties by which nothing is found or sorted for whoever may not read the directory. */
export const namesOfOwners = ['userDisplayName', 'userPrincipalName'] as const
