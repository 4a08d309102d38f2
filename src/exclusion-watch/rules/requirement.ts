import { type AuthenticationStrength, satisfies } from '../../policies/authentication-strengths/rules.ts'
import type { PolicySettings } from '../../policies/conditional-access/rules.ts'

/** What somebody who is excluded from a policy need not do: get past a block, or prove factors. */
export type Requirement = 'block' | 'authenticationStrength' | 'mfa'

/** What a policy asks for that an exclusion spares; null where it asks for no proof, as one on devices or sessions alone. */
export function requirementOf({ grantControls }: Pick<PolicySettings, 'grantControls'>): Requirement | null {
  if (!grantControls) return null
  const { builtInControls, authenticationStrength } = grantControls
  if (builtInControls.includes('block')) return 'block'
  if (authenticationStrength !== null) return 'authenticationStrength'
  return builtInControls.includes('mfa') ? 'mfa' : null
}

/**
 * Whether the exclusions of a policy are watched: it blocks, or asks for more than one factor or for a strength.
 *
 * Who is let past a block gets in where nobody else does, so that counts too.
 * A policy in report-only is watched, because its exclusions take effect on the day it is enabled; one that is switched off is not.
 */
export const isWatched = (policy: Pick<PolicySettings, 'grantControls' | 'state'>): boolean =>
  policy.state !== 'disabled' && requirementOf(policy) !== null

/** Which pass meets a requirement. */
export type PassFit = 'oneTime' | 'multiUse' | 'none'

/** Which pass meets what a policy asks for; `strength` is the one it names, undefined where that is gone. */
export function passFit(requirement: Requirement, strength: AuthenticationStrength | undefined): PassFit {
  if (requirement === 'block') return 'none'
  if (requirement === 'mfa') return 'oneTime'
  if (!strength) return 'none'
  if (satisfies(strength, [{ mode: 'temporaryAccessPassOneTime' }])) return 'oneTime'
  return satisfies(strength, [{ mode: 'temporaryAccessPassMultiUse' }]) ? 'multiUse' : 'none'
}
