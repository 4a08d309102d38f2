import type { Deed } from '../audit/rules/hand.ts'
import { deedsTo } from '../audit/service.ts'
import type { Instant } from '../base/time.ts'
import { once } from '../kernel/once.ts'
import type { Read } from '../kernel/store.ts'
import type { AuthenticationStrength } from '../policies/authentication-strengths/rules.ts'
import {
  type AccessPolicy,
  type Exclusion,
  exclusionId,
  exclusionsIn,
  hasLapsed,
} from '../policies/conditional-access/rules.ts'
import { accessPolicies, exclusionEnds, strengthsById } from '../policies/conditional-access/service.ts'
import { type ExcludedBy, introducedBy, passFit, type Requirement, requirementOf } from './rules.ts'

/** An exclusion as it stands. */
export interface StandingExclusion extends Exclusion, ExcludedBy {
  readonly id: string
  readonly policy: AccessPolicy
  /** Null for a policy that asks for no proof. */
  readonly requirement: Requirement | null
  /** Null for one that lasts. */
  readonly endAt: Instant | null
}

/** Every exclusion of every policy, policies that are switched off too; those whose end has come are gone. */
export const standingExclusions = (read: Read): Promise<readonly StandingExclusion[]> =>
  once(read, 'standing exclusions', async () => {
    const ends = new Map((await exclusionEnds(read)).map((end) => [exclusionId(end), end]))
    return (await accessPolicies(read)).flatMap((policy) =>
      exclusionsIn(policy.conditions.users).flatMap((key) => {
        const id = exclusionId({ ...key, policyId: policy.id })
        const end = ends.get(id)
        if (end && hasLapsed(end, read.now)) return []
        const guests = key.kind === 'guests' ? (policy.conditions.users?.excludeGuestsOrExternalUsers ?? null) : null
        const requirement = requirementOf(policy)
        return [{ ...key, id, policyId: policy.id, policy, guests, requirement, endAt: end?.endAt ?? null }]
      }),
    )
  })

/** Which pass meets what a policy asks for, and what it asks for; null where it asks for no proof. */
export async function fitsOf(
  read: Read,
): Promise<(policy: AccessPolicy, requirement: Requirement) => ReturnType<typeof passFit>> {
  const strengths: ReadonlyMap<string, AuthenticationStrength> = await strengthsById(read)
  return (policy, requirement) =>
    passFit(requirement, strengths.get(policy.grantControls?.authenticationStrength ?? ''))
}

/** Who put exclusions into their policies, and when, as far back as the log goes. */
export async function deedsOfExclusion(
  read: Read,
  exclusions: readonly StandingExclusion[],
): Promise<ReadonlyMap<string, Deed>> {
  const wanted = new Set(exclusions.map(({ id }) => id))
  const found = new Map<string, Deed>()
  const policyIds = [...new Set(exclusions.map(({ policyId }) => policyId))]
  for await (const { record, ...deed } of deedsTo(read, ['addAccessPolicy', 'updateAccessPolicy'], policyIds)) {
    for (const exclusion of introducedBy(record)) {
      const id = exclusionId(exclusion)
      if (wanted.delete(id)) found.set(id, deed)
    }
    if (wanted.size === 0) break
  }
  return found
}
