import type { UserId } from '../../base/text.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read } from '../../kernel/store.ts'
import { accessRules } from './compiled.ts'
import { identityOf } from './questions.ts'
import { type Decision, decide as decideByRules, type Held, type HeldIn, type SignInFacts } from './rules.ts'

export { accessRules } from './compiled.ts'
export { accessConsequences } from './consequences.ts'
export {
  clearExclusionEnd,
  exclusionEnds,
  requireExclusion,
  setExclusionEnd,
} from './exclusion-ends.ts'
export { lapseExclusions } from './lapse.ts'
export { lockedOutOf } from './lock-out.ts'
export { createPolicy, deletePolicy, purgePolicy, restorePolicy, updatePolicy } from './manage.ts'
export { guestTypeOf, userFactsOf } from './questions.ts'
export {
  accessPolicies,
  type Found,
  listDeletedPolicies,
  listPolicies,
  listTemplates,
  policiesAskingFor,
  policyIdsAskingFor,
  readDeletedPolicy,
  readPolicy,
  strengthsById,
} from './reading.ts'
export { createRegistrationPair } from './registration-pair.ts'
export { type Supposition, type WhatIfResult, whatIf } from './what-if.ts'

/** Whether any policy could apply to somebody who wants this, in report-only too; security defaults are one. */
export const isAnyPolicyInForce = async (
  kernel: Kernel,
  read: Read,
  target: SignInQuestion['target'],
): Promise<boolean> => (await accessRules(kernel, read)).concerns(target)

/** A sign-in that is really going on: nothing is left untold, null stands for what nobody can know. */
export interface SignInQuestion {
  readonly userId: UserId
  readonly target: SignInFacts['target']
  readonly clientAppType: NonNullable<SignInFacts['clientAppType']>
  readonly platform: Exclude<SignInFacts['platform'], undefined>
  readonly ipAddress: string | null
  readonly country: string | null
  readonly transferMethod: Exclude<SignInFacts['transferMethod'], undefined>
  readonly held: Held | HeldIn
}

/**
 * What the policies say to a sign-in now; compiled rules are kept until anything that decides access changes.
 *
 * Refuses with `userNotFound`.
 */
export async function decide(kernel: Kernel, read: Read, question: SignInQuestion): Promise<Decision> {
  const { userId, held, ...circumstances } = question
  const rules = await accessRules(kernel, read)
  return decideByRules(
    rules,
    { ...circumstances, identity: await identityOf(read, userId, { groups: rules.askForGroups }) },
    held,
  )
}
