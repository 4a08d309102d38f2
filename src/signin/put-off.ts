import { findUser } from '../directory/service.ts'
import { anonymous, requireSignIn, type SignInContext, stepChanged } from './attempt.ts'
import { putOffCampaign } from './campaign.ts'
import { type ProveOutcome, requireEnabled, SignInHalted } from './complete.ts'
import { goOn } from './onward.ts'
import { recordOutcome } from './record.ts'
import { failed } from './rules.ts'
import { advanceSignIn } from './store.ts'

/**
 * Leaves what the registration campaign asks for another day, and goes on.
 *
 * Throws `signInExpired`, or `stepChanged` where it may not be put off.
 */
export async function putOff(
  context: SignInContext,
  token: string,
  answer: { readonly version: number },
): Promise<ProveOutcome> {
  const { kernel, origin } = context
  const stored = await requireSignIn(context, token, answer.version)
  const { signIn } = stored
  const { stage, mayPutOff, userId } = signIn
  if (stage !== 'register' || !mayPutOff || userId === null) throw stepChanged()
  return kernel.store.write(anonymous(origin), async (w) => {
    const user = await findUser(w, userId)
    try {
      const enabled = requireEnabled(user, userId)
      await putOffCampaign(w, enabled)
      return await goOn(context, w, stored, { ...signIn, mayPutOff: false }, enabled)
    } catch (error) {
      if (!(error instanceof SignInHalted)) throw error
      const { errorCode, problem, access } = error
      recordOutcome(w, signIn, { user, errorCode, details: signIn.details, access })
      const advanced = await advanceSignIn(w, stored, failed(signIn, problem))
      if (!advanced) throw stepChanged()
      return advanced
    }
  })
}
