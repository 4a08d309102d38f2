import { findUser } from '../directory/service.ts'
import type { Write } from '../kernel/store.ts'
import { anonymous, requireSignIn, type SignInContext, stepChanged } from './attempt.ts'
import { putOffCampaign } from './campaign.ts'
import { type ProveOutcome, requireEnabled, SignInHalted } from './complete.ts'
import { goOn } from './onward.ts'
import { detailOf, recordOutcome } from './record.ts'
import { failed, type SignIn } from './rules.ts'
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
      return await goOn(context, w, stored, withoutIt(context, w, signIn), enabled)
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

/** The attempt as it goes on, with what was put off, for the log. */
function withoutIt({ methods }: SignInContext, w: Write, signIn: SignIn): SignIn {
  const method = methods.find(({ kind }) => kind === signIn.asked)
  const details = method ? [detailOf(w, method, false, 'Registration put off')] : []
  return { ...signIn, mayPutOff: false, details: [...signIn.details, ...details] }
}
