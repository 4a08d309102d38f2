import type { ExclusionResource, ExemptPersonResource } from '../../../contract/api/exclusions.ts'
import { toIso } from '../../base/time.ts'
import type { ExclusionFinding, Exemption, ExemptPerson } from '../service.ts'

type Standing = ExclusionFinding['exclusion']

const shared = ({ policy, policyId, requirement, kind, targetId, endAt }: Standing) => ({
  policyId,
  policyDisplayName: policy.displayName,
  policyState: policy.state,
  isEnforced: policy.state === 'enabled',
  requirement,
  kind,
  targetId,
  expirationDateTime: endAt && toIso(endAt),
})

/** An exclusion as it is answered. */
export const exclusionToWire = ({ exclusion, target, added, recommendation }: ExclusionFinding): ExclusionResource => ({
  id: exclusion.id,
  ...shared(exclusion),
  targetDisplayName: target?.displayName ?? null,
  targetUserPrincipalName: target?.userPrincipalName ?? null,
  guestOrExternalUserTypes: [...((exclusion.targetId === 'kinds' && exclusion.guests?.guestOrExternalUserTypes) || [])],
  addedDateTime: added && toIso(added.at),
  addedBy: added?.by ?? null,
  addedAuditId: added?.auditId ?? null,
  recommendation,
})

/** A person who is exempt, as they are answered. */
export const exemptPersonToWire = ({ exemptions, ...person }: ExemptPerson): ExemptPersonResource => ({
  ...person,
  exemptions: exemptions.map(exemptionToWire),
})

const exemptionToWire = (exemption: Exemption): ExemptPersonResource['exemptions'][number] => {
  const { exclusion, targetDisplayName, groups, isIncluded, since, recommendation } = exemption
  return {
    exclusionId: exclusion.id,
    ...shared(exclusion),
    targetDisplayName,
    groups: [...groups],
    isIncluded,
    sinceDateTime: since.at && toIso(since.at),
    by: since.deed?.by ?? null,
    auditId: since.deed?.auditId ?? null,
    recommendation,
  }
}
