import type { ResourceShape } from '../../base/odata/shape.ts'

/** What query options may ask of `/directory/administrativeUnits`. */
export const administrativeUnitShape: ResourceShape = {
  name: 'directory/administrativeUnits',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality' },
    deletedDateTime: { kind: 'dateTime', nullable: true },
    displayName: { kind: 'string', column: 'display_name_key', fold: true, filter: 'prefix', sort: true },
    description: { kind: 'string', nullable: true },
    visibility: { kind: 'string', column: 'visibility', nullable: true, filter: 'equality' },
    isMemberManagementRestricted: {
      kind: 'boolean',
      column: 'is_member_management_restricted',
      filter: 'equality',
    },
    membershipType: { kind: 'string', nullable: true },
    membershipRule: { kind: 'string', nullable: true },
    membershipRuleProcessingState: { kind: 'string', nullable: true },
  },
  order: { property: 'displayName', descending: false },
  pageSize: { standard: 100, greatest: 999 },
}
