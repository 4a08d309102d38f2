import type { Access } from '../access/service.ts'
import { instant, plusMinutes } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import type { Write } from '../kernel/store.ts'
import type { MethodKind } from '../methods/method.ts'
import { registrationCampaign } from '../policies/authentication-methods/service.ts'
import { isFreshProof, isMultifactor } from '../sessions/rules.ts'
import type { SignInContext } from './attempt.ts'
import { judgeRegistration } from './judging.ts'
import type { NextFacts } from './rules/next.ts'
import type { SignIn } from './rules.ts'
import { isCampaignSnoozed, snoozeCampaign } from './store.ts'

/**
 * What the registration campaign asks somebody to add who is let in anyway; nothing where they may not add it now, or put it off.
 *
 * Only who has just proved something strong is asked, because nobody else may add anything without need.
 * It asks and never keeps out: whose device cannot do it puts it off. What has to be there a policy demands.
 *
 * Source: facts/entra.md §1.7, §5; Graph's authenticationMethodsRegistrationCampaign, where no days mean at every sign-in.
 */
export async function campaignOf(
  context: SignInContext,
  w: Write,
  signIn: SignIn,
  user: User,
  { counting }: Access,
): Promise<NextFacts['campaign']> {
  const campaign = signIn.stepUp ? undefined : await registrationCampaign(w, user.id)
  if (!campaign || !isMultifactor(counting.filter((proof) => isFreshProof(proof, w.now)))) return []
  if (await isCampaignSnoozed(w, user.id)) return []
  const kinds = await lacking(context, w, user, campaign.methods)
  if (kinds.length === 0) return []
  const { outcome } = await judgeRegistration(context, w, signIn, user.id)
  return outcome === 'granted' ? kinds : []
}

/** Those of the kinds that the person has none of, and may add. */
async function lacking(
  { kernel, methods }: SignInContext,
  w: Write,
  { id }: User,
  asked: readonly MethodKind[],
): Promise<readonly MethodKind[]> {
  const kinds: MethodKind[] = []
  for (const method of methods) {
    if (!asked.includes(method.kind) || (await method.list(kernel, w, id)).length > 0) continue
    if ((await method.register?.offer(w, id))?.why === null) kinds.push(method.kind)
  }
  return kinds
}

/** Leaves the person alone for as long as the campaign says; where it leaves no days, for the rest of this sign-in. */
export async function putOffCampaign(w: Write, { id }: User): Promise<void> {
  const campaign = await registrationCampaign(w, id)
  if (!campaign) return
  const { snoozeDays } = campaign
  await snoozeCampaign(w, id, snoozeDays > 0 ? plusMinutes(w.now, snoozeDays * 24 * 60) : instant(w.now + 1))
}
