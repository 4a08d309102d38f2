import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'
import { readinesses } from './readiness.ts'

const name = (column: string): PropertyShape => ({ kind: 'string', column, fold: true, filter: 'prefix', sort: true })
const flag = (column: string): PropertyShape => ({ kind: 'boolean', column, filter: 'equality' })

/** What query options may ask of people and the strongest of their methods. */
export const personShape: ResourceShape = {
  name: 'people',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality', sort: true },
    displayName: name('display_name_key'),
    userPrincipalName: name('user_principal_name_key'),
    userType: { kind: 'enum', column: 'user_type', filter: 'equality', members: ['Member', 'Guest'] },
    accountEnabled: flag('account_enabled'),
    isAdministrator: flag('is_administrator'),
    readiness: { kind: 'enum', column: 'readiness', filter: 'equality', members: readinesses },
  },
  order: { property: 'displayName', descending: false },
  pageSize: { standard: 100, greatest: 999 },
}
