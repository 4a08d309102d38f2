import type { AdministrativeUnitResource } from '../../../contract/graph/administrative-unit.ts'
import type { AdministrativeUnit } from '../rules.ts'

/** Graph's administrativeUnit with every property. */
export const unitToGraph = (unit: AdministrativeUnit): AdministrativeUnitResource => ({
  id: unit.id,
  deletedDateTime: null,
  displayName: unit.displayName,
  description: unit.description,
  visibility: unit.visibility,
  isMemberManagementRestricted: unit.isMemberManagementRestricted,
  membershipType: null,
  membershipRule: null,
  membershipRuleProcessingState: null,
})
