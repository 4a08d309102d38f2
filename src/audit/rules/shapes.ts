import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'

const plain: PropertyShape = { kind: 'string', nullable: true }
const complex: PropertyShape = { kind: 'complex' }

type Properties = ResourceShape['properties']

const auditProperties: Properties = {
  id: { kind: 'string', column: 'id', filter: 'equality' },
  activityDateTime: { kind: 'dateTime', column: 'activity_at', filter: 'range', sort: true },
  activityDisplayName: { kind: 'string', column: 'activity_display_name', filter: 'prefix' },
  category: { kind: 'string', column: 'category', filter: 'equality' },
  correlationId: { kind: 'string', column: 'correlation_id', filter: 'equality' },
  result: { kind: 'string', column: 'result', filter: 'equality' },
  resultReason: plain,
  loggedByService: { kind: 'string', column: 'logged_by_service', filter: 'equality' },
  operationType: plain,
  initiatedBy: complex,
  targetResources: complex,
  additionalDetails: complex,
  'initiatedBy/user/id': { kind: 'guid', column: 'initiated_by_user_id', nullable: true, filter: 'equality' },
  'initiatedBy/user/userPrincipalName': {
    kind: 'string',
    column: 'initiated_by_user_principal_name_key',
    fold: true,
    filter: 'prefix',
  },
  'initiatedBy/app/appId': { kind: 'guid', column: 'initiated_by_app_id', nullable: true, filter: 'equality' },
}

const signInProperties: Properties = {
  id: { kind: 'guid', column: 'id', filter: 'equality' },
  createdDateTime: { kind: 'dateTime', column: 'created_at', filter: 'range', sort: true },
  userDisplayName: plain,
  userPrincipalName: { kind: 'string', column: 'user_principal_name_key', fold: true, filter: 'prefix' },
  userId: { kind: 'guid', column: 'user_id', nullable: true, filter: 'equality' },
  appId: { kind: 'guid', column: 'app_id', filter: 'equality' },
  appDisplayName: plain,
  ipAddress: { kind: 'string', column: 'ip_address', filter: 'prefix' },
  clientAppUsed: plain,
  userAgent: plain,
  correlationId: { kind: 'string', column: 'correlation_id', filter: 'equality' },
  conditionalAccessStatus: plain,
  appliedConditionalAccessPolicies: complex,
  isInteractive: { kind: 'boolean', column: 'is_interactive', filter: 'equality' },
  riskDetail: plain,
  riskLevelAggregated: plain,
  riskLevelDuringSignIn: plain,
  riskState: plain,
  riskEventTypes: complex,
  riskEventTypes_v2: complex,
  resourceDisplayName: plain,
  resourceId: plain,
  resourceTenantId: plain,
  homeTenantId: plain,
  servicePrincipalId: plain,
  servicePrincipalName: plain,
  status: complex,
  deviceDetail: complex,
  location: complex,
  'status/errorCode': { kind: 'integer', column: 'error_code', filter: 'equality' },
}

/** What the records hold beyond version 1.0 of Graph. */
const auditBetaProperties: Properties = { ...auditProperties, userAgent: plain }
const signInBetaProperties: Properties = {
  ...signInProperties,
  authenticationRequirement: plain,
  authenticationDetails: complex,
  authenticationMethodsUsed: complex,
  signInEventTypes: complex,
  sessionId: plain,
}

type Shapes = Readonly<Record<'v1.0' | 'beta', ResourceShape>>

/** Newest first; a name with a slash can be filtered by, and is part of another property in the answer. */
const shape = (name: string, timeProperty: string, properties: Properties): ResourceShape => ({
  name,
  properties,
  defaults: Object.keys(properties).filter((property) => !property.includes('/')),
  order: { property: timeProperty, descending: true },
  pageSize: { standard: 1000, greatest: 1000 },
})

/**
 * What query options may ask of `/auditLogs/directoryAudits`.
 *
 * Source: facts/entra.md §10.1.
 */
export const directoryAuditShapes: Shapes = {
  'v1.0': shape('auditLogs/directoryAudits', 'activityDateTime', auditProperties),
  beta: shape('auditLogs/directoryAudits', 'activityDateTime', auditBetaProperties),
}

/**
 * What query options may ask of `/auditLogs/signIns`.
 *
 * Source: facts/entra.md §10.3.
 */
export const signInShapes: Shapes = {
  'v1.0': shape('auditLogs/signIns', 'createdDateTime', signInProperties),
  beta: shape('auditLogs/signIns', 'createdDateTime', signInBetaProperties),
}
