import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'
import { complex, logShape, name, type Properties, plain, type Shapes } from './shapes.ts'
import { stepColumns } from './steps.ts'

const enumOf = (...members: readonly string[]): PropertyShape => ({
  kind: 'enum',
  filter: 'equality',
  members: [...members, 'unknownFutureValue'],
})

const riskLevel = enumOf('none', 'low', 'medium', 'high', 'hidden')
const words: PropertyShape = { kind: 'collection', items: { kind: 'string', fold: true, filter: 'prefix' } }
const place: PropertyShape = { kind: 'string', fold: true, filter: 'prefix' }

/** A property without a column is the same in every record (`neverFilled`). */
const stableProperties: Properties = {
  id: { kind: 'guid', column: 'id', filter: 'equality' },
  createdDateTime: { kind: 'dateTime', column: 'created_at', filter: 'range', sort: true },
  userDisplayName: name('user_display_name_key', 'prefix'),
  userPrincipalName: { kind: 'string', column: 'user_principal_name_key', fold: true, filter: 'prefix' },
  userId: { kind: 'guid', column: 'user_id', fold: true, nullable: true, filter: 'prefix' },
  appId: { kind: 'guid', column: 'app_id', filter: 'equality' },
  appDisplayName: name('app_display_name_key', 'prefix'),
  authenticationAppDeviceDetails: complex,
  ipAddress: { kind: 'string', column: 'ip_address', filter: 'prefix' },
  clientAppUsed: name('client_app_used_key', 'equality'),
  userAgent: plain,
  correlationId: { kind: 'guid', column: 'correlation_id', filter: 'equality' },
  conditionalAccessStatus: {
    ...enumOf('success', 'failure', 'notApplied'),
    column: 'conditional_access_status_key',
    fold: true,
    nullable: true,
  },
  appliedConditionalAccessPolicies: complex,
  isInteractive: { kind: 'boolean', column: 'is_interactive', filter: 'equality' },
  riskDetail: { kind: 'string', filter: 'equality', fold: true },
  riskLevelAggregated: riskLevel,
  riskLevelDuringSignIn: riskLevel,
  riskState: enumOf('none', 'confirmedSafe', 'remediated', 'dismissed', 'atRisk', 'confirmedCompromised'),
  riskEventTypes: words,
  riskEventTypes_v2: words,
  resourceDisplayName: name('resource_display_name_key', 'prefix'),
  resourceId: { kind: 'guid', column: 'resource_id', nullable: true, filter: 'equality' },
  resourceTenantId: plain,
  homeTenantId: plain,
  servicePrincipalId: plain,
  servicePrincipalName: plain,
  status: complex,
  deviceDetail: complex,
  location: complex,
  'status/errorCode': { kind: 'integer', column: 'error_code', filter: 'equality' },
  'deviceDetail/browser': name('browser_key', 'prefix'),
  'deviceDetail/operatingSystem': name('operating_system_key', 'prefix'),
  'location/city': place,
  'location/state': place,
  'location/countryOrRegion': name('country_key', 'prefix'),
}

/** What the records hold beyond version 1.0 of Graph. */
const betaProperties: Properties = {
  ...stableProperties,
  authenticationRequirement: name('authentication_requirement_key', 'equality'),
  authenticationRequirementPolicies: complex,
  authenticationDetails: {
    kind: 'collection',
    items: { properties: { authenticationMethod: { kind: 'string', fold: true, filter: 'equality' } } },
  },
  authenticationProcessingDetails: complex,
  authenticationMethodsUsed: { kind: 'collection', items: { kind: 'string', fold: true, filter: 'equality' } },
  authenticationProtocol: plain,
  signInEventTypes: { kind: 'collection', items: { kind: 'string', fold: true, filter: 'equality' } },
  signInIdentifier: plain,
  signInIdentifierType: plain,
  sessionId: plain,
  userType: plain,
  crossTenantAccessType: plain,
  mfaDetail: complex,
  networkLocationDetails: complex,
  tokenIssuerType: plain,
  incomingTokenType: plain,
  originalTransferMethod: plain,
  uniqueTokenIdentifier: plain,
}

/**
 * What query options may ask of `/auditLogs/signIns`.
 *
 * Source: facts/entra.md §10.3.
 */
export const signInShapes: Shapes = {
  'v1.0': logShape('auditLogs/signIns', 'createdDateTime', stableProperties),
  beta: logShape('auditLogs/signIns', 'createdDateTime', betaProperties),
}

/** What a filter is compiled to SQL with, once it is one of columns: the single event type is a column's value, each method has one. */
export const signInColumnShape: ResourceShape = {
  ...signInShapes.beta,
  properties: {
    ...betaProperties,
    signInEventTypes: name('sign_in_event_type_key', 'equality'),
    methodsUsed: { kind: 'string', column: 'methods_used', nullable: true, filter: 'text' },
    ...Object.fromEntries(
      Object.values(stepColumns).map((column) => [
        column,
        { kind: 'integer', column, nullable: true, filter: 'equality' } satisfies PropertyShape,
      ]),
    ),
  },
}
