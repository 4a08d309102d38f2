import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'
import { exclusionKinds } from '../../policies/conditional-access/rules/exclusions.ts'
import { policyStates } from '../../policies/conditional-access/rules/policy.ts'

const plain: PropertyShape = { kind: 'string', nullable: true }
const complex: PropertyShape = { kind: 'complex' }
const id: PropertyShape = { kind: 'guid', filter: 'equality', sort: true }
const pageSize = { standard: 100, greatest: 999 }

/** What query options may ask of exclusions, which stand in memory; `userId` is whom they exempt. */
export const exclusionShape: ResourceShape = {
  name: 'exclusions',
  properties: {
    id: { kind: 'string', filter: 'equality', sort: true },
    policyId: id,
    policyDisplayName: { kind: 'string', fold: true, filter: 'text', sort: true },
    policyState: { kind: 'enum', members: policyStates, filter: 'equality' },
    isEnforced: { kind: 'boolean', filter: 'equality' },
    requirement: {
      kind: 'enum',
      members: ['block', 'authenticationStrength', 'mfa'],
      nullable: true,
      filter: 'equality',
    },
    kind: { kind: 'enum', members: exclusionKinds, filter: 'equality' },
    targetId: { kind: 'string', fold: true, filter: 'equality' },
    targetDisplayName: plain,
    targetUserPrincipalName: plain,
    guestOrExternalUserTypes: { kind: 'collection' },
    addedDateTime: { kind: 'dateTime', nullable: true },
    addedBy: complex,
    addedAuditId: plain,
    expirationDateTime: { kind: 'dateTime', nullable: true, filter: 'range', sort: true },
    recommendation: complex,
    userId: { kind: 'guid', filter: 'equality' },
  },
  defaults: [
    'id',
    'policyId',
    'policyDisplayName',
    'policyState',
    'isEnforced',
    'requirement',
    'kind',
    'targetId',
    'targetDisplayName',
    'targetUserPrincipalName',
    'guestOrExternalUserTypes',
    'addedDateTime',
    'addedBy',
    'addedAuditId',
    'expirationDateTime',
    'recommendation',
  ],
  order: { property: 'policyDisplayName', descending: false },
  pageSize,
}

const name = (column: string): PropertyShape => ({ kind: 'string', column, fold: true, filter: 'prefix', sort: true })
const flag = (column: string): PropertyShape => ({ kind: 'boolean', column, filter: 'equality' })

/** What query options may ask of the people who are exempt; `policyId` and `exclusionId` say from and by what. */
export const exemptPersonShape: ResourceShape = {
  name: 'exemptPeople',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality', sort: true },
    displayName: name('display_name_key'),
    userPrincipalName: name('user_principal_name_key'),
    accountEnabled: flag('account_enabled'),
    hasStrongMethod: flag('has_strong_method'),
    exemptions: complex,
    policyId: { kind: 'guid', filter: 'equality' },
    exclusionId: { kind: 'string', filter: 'equality' },
  },
  defaults: ['id', 'displayName', 'userPrincipalName', 'accountEnabled', 'hasStrongMethod', 'exemptions'],
  order: { property: 'displayName', descending: false },
  pageSize,
}
