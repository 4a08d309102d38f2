import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'

export const plain: PropertyShape = { kind: 'string', nullable: true }
export const complex: PropertyShape = { kind: 'complex' }
/** A text without regard to letter case, in a column that is null where there is none. */
export const name = (column: string, filter: 'equality' | 'prefix'): PropertyShape => ({
  kind: 'string',
  column,
  fold: true,
  nullable: true,
  filter,
})

export type Properties = ResourceShape['properties']
export type Shapes = Readonly<Record<'v1.0' | 'beta', ResourceShape>>

/** Newest first; a name with a slash can be filtered by, and is part of another property in the answer. */
export const logShape = (collection: string, timeProperty: string, properties: Properties): ResourceShape => ({
  name: collection,
  properties,
  defaults: Object.keys(properties).filter((property) => !property.includes('/')),
  order: { property: timeProperty, descending: true },
  pageSize: { standard: 1000, greatest: 1000 },
})

const auditProperties: Properties = {
  id: { kind: 'string', column: 'id', filter: 'equality' },
  activityDateTime: { kind: 'dateTime', column: 'activity_at', filter: 'range', sort: true },
  activityDisplayName: { kind: 'string', column: 'activity_display_name', filter: 'prefix' },
  category: { kind: 'string', column: 'category', filter: 'equality' },
  correlationId: { kind: 'guid', column: 'correlation_id', filter: 'equality' },
  result: {
    kind: 'enum',
    column: 'result',
    filter: 'equality',
    members: ['success', 'failure', 'timeout', 'unknownFutureValue'],
  },
  resultReason: plain,
  loggedByService: { kind: 'string', column: 'logged_by_service', filter: 'equality' },
  operationType: plain,
  initiatedBy: complex,
  targetResources: {
    kind: 'collection',
    rows: { table: 'directory_audit_targets', owner: 'audit_id' },
    items: {
      properties: {
        id: { kind: 'string', column: 'target_id', nullable: true, filter: 'equality' },
        displayName: name('display_name_key', 'prefix'),
      },
    },
  },
  additionalDetails: complex,
  'initiatedBy/user/id': { kind: 'guid', column: 'initiated_by_user_id', nullable: true, filter: 'equality' },
  'initiatedBy/user/displayName': name('initiated_by_user_display_name_key', 'equality'),
  'initiatedBy/user/userPrincipalName': {
    kind: 'string',
    column: 'initiated_by_user_principal_name_key',
    fold: true,
    filter: 'prefix',
  },
  'initiatedBy/app/appId': { kind: 'guid', column: 'initiated_by_app_id', nullable: true, filter: 'equality' },
  'initiatedBy/app/displayName': name('initiated_by_app_display_name_key', 'equality'),
}

/** What the records hold beyond version 1.0 of Graph. */
const auditBetaProperties: Properties = { ...auditProperties, userAgent: plain }

/**
 * What query options may ask of `/auditLogs/directoryAudits`.
 *
 * Source: facts/entra.md §10.1.
 */
export const directoryAuditShapes: Shapes = {
  'v1.0': logShape('auditLogs/directoryAudits', 'activityDateTime', auditProperties),
  beta: logShape('auditLogs/directoryAudits', 'activityDateTime', auditBetaProperties),
}
