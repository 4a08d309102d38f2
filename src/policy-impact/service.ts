import { signInsBack } from '../audit/service.ts'
import type { Actor } from '../base/actor.ts'
import { type Instant, instant } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { AccessPolicy } from '../policies/conditional-access/rules.ts'
import { readPolicy } from '../policies/conditional-access/service.ts'
import { ImpactTally, type JudgedSignIn } from './rules.ts'

/** What a policy came to in the sign-ins of some days. */
export interface PolicyImpact {
  readonly policy: AccessPolicy
  readonly days: number
  readonly from: Instant
  readonly until: Instant
  /** Records read, the newest first. */
  readonly read: number
  readonly isComplete: boolean
  /** How far back was read. */
  readonly readFrom: Instant
  readonly tally: ImpactTally
}

/** How many records are read at most. */
export const mostRead = 20_000

const millisecondsOfDay = 24 * 60 * 60_000

/**
 * Counts what a policy came to in the sign-ins of the last days, from what the log says of it.
 *
 * Refuses with `insufficientPrivileges` whoever may not read both policies and sign-ins, and with `accessPolicyNotFound`.
 */
export async function policyImpact(
  kernel: Kernel,
  actor: Actor,
  { policyId, days }: { readonly policyId: string; readonly days: number },
): Promise<PolicyImpact> {
  await kernel.store.read((r) => kernel.authorize(r, actor, 'signIns.read'))
  const { policies } = await readPolicy(kernel, actor, policyId)
  const [policy] = policies
  if (!policy) throw new Error('A policy was found and is not there')
  const until = kernel.clock.now()
  const from = instant(until - days * millisecondsOfDay)
  const tally = new ImpactTally()
  let [read, readFrom] = [0, until]
  for await (const rows of signInsBack(kernel.store, { from, until }, mostRead)) {
    read += rows.length
    for (const row of rows) {
      readFrom = instant(row.at)
      const judged = row.userId === null ? undefined : judgedBy(policy.id, { ...row, userId: row.userId })
      if (judged) tally.add(judged)
    }
  }
  const isComplete = read < mostRead
  return { policy, days, from, until, read, isComplete, readFrom: isComplete ? from : readFrom, tally }
}

interface Row {
  readonly at: number
  readonly record: string
  readonly userId: string
  readonly errorCode: number
}

interface Kept {
  readonly userDisplayName?: string
  readonly userPrincipalName?: string
  readonly appliedConditionalAccessPolicies: readonly {
    readonly id: string
    readonly result: string
    readonly enforcedGrantControls: readonly string[]
  }[]
}

/** Only a record that names the policy is taken apart: the others are many. */
function judgedBy(policyId: string, { at, record, userId, errorCode }: Row): JudgedSignIn {
  const kept = record.includes(policyId) ? (JSON.parse(record) as Kept) : undefined
  const applied = kept?.appliedConditionalAccessPolicies.find(({ id }) => id === policyId)
  return {
    at: instant(at),
    user: {
      id: userId,
      displayName: kept?.userDisplayName || null,
      userPrincipalName: kept?.userPrincipalName || null,
    },
    applied: applied && { result: applied.result, controls: applied.enforcedGrantControls },
    isEvaluated: applied !== undefined || errorCode === 0 || !record.includes('"appliedConditionalAccessPolicies":[]'),
  }
}
