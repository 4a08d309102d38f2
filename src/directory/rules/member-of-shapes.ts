import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'
import { directoryObjectShape, groupShape } from './shapes.ts'

const plain: PropertyShape = { kind: 'string', nullable: true }

/** What query options may ask of the groups, roles and administrative units somebody is in; they are looked at in memory. */
export const memberOfShape: ResourceShape = {
  name: 'directoryObjects',
  properties: {
    ...groupShape.properties,
    roleTemplateId: { kind: 'string', nullable: true, filter: 'equality' },
    visibility: plain,
    isMemberManagementRestricted: { kind: 'boolean', nullable: true },
  },
  order: groupShape.order,
  pageSize: directoryObjectShape.pageSize,
  search: { displayName: 'words' },
  advanced: true,
}
