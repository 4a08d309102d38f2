import type { AccessPolicy, Control, Decision } from '../../policies/conditional-access/rules.ts'
import type { Access, AccessErrorCode } from './access.ts'

/** What kind of rule shuts somebody out, as people are told; never which one. */
export type StoppedBy = 'place' | 'device' | 'application' | 'registration' | 'policy'

type Applied = Decision['applied'][number]

/** What kind of rule the first policy is that nothing here can meet; null where none is. */
export function stoppedBy(applied: readonly Applied[]): StoppedBy | null {
  const [first] = applied.filter(({ result }) => result === 'failed')
  if (!first) return null
  const kinds = first.missing.map(({ kind }) => kind)
  if (isOnRegistration(first.policy)) return 'registration'
  if (kinds.some(isOfDevices)) return 'device'
  if (kinds.some(isOfApplications)) return 'application'
  return circumstance(first.policy)
}

const isOfDevices = (kind: Control['kind']): boolean => kind === 'compliantDevice' || kind === 'domainJoinedDevice'
const isOfApplications = (kind: Control['kind']): boolean =>
  kind === 'approvedApplication' || kind === 'compliantApplication'

/** Whether a policy is on registering security information, and on no application. */
const isOnRegistration = ({ conditions }: AccessPolicy): boolean =>
  conditions.applications.includeUserActions.includes('urn:user:registersecurityinfo')

/** What a policy that blocks looked at, besides who it is. */
function circumstance({ conditions }: AccessPolicy): StoppedBy {
  const { locations, platforms, devices, clientAppTypes, applications } = conditions
  if (locations) return 'place'
  if (platforms || devices?.deviceFilter) return 'device'
  return !clientAppTypes.includes('all') || !applications.includeApplications.includes('All') ? 'application' : 'policy'
}

/**
 * Entra's number for access that nothing can open from here.
 *
 * Source: facts/entra.md §5, §10.4.
 */
export function blockedCode(applied: readonly Applied[]): 53000 | 53001 | 53003 | 53010 {
  const failed = applied.filter(({ result }) => result === 'failed')
  const missing = new Set(failed.flatMap((policy) => policy.missing.map(({ kind }) => kind)))
  if (failed.every(({ policy }) => isOnRegistration(policy))) return 53010
  if (missing.has('block')) return 53003
  if (missing.has('compliantDevice')) return 53000
  return missing.has('domainJoinedDevice') ? 53001 : 53003
}

/**
 * Entra's number where nothing that somebody has or may add brings what is missing; security defaults have one of their own.
 *
 * Source: facts/entra.md §10.4.
 */
export function stuckCode(access: Pick<Access, 'errorCode' | 'factorsAskedBy'>): AccessErrorCode | 530035 {
  const { errorCode, factorsAskedBy } = access
  const [by, another] = factorsAskedBy
  return by === 'securityDefaults' && another === undefined ? 530035 : errorCode
}
