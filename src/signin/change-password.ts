import { Refusal } from '../base/refusal.ts'
import type { User } from '../directory/rules.ts'
import { findUser } from '../directory/service.ts'
import { type PreparedPassword, prepareOwnPassword, setPassword } from '../methods/password/service.ts'
import { endSessionsOf } from '../sessions/service.ts'
import { anonymous, requireSignIn, type SignInContext, stepChanged } from './attempt.ts'
import { type ProveOutcome, requireAllStanding, requireEnabled, SignInHalted } from './complete.ts'
import { goOn, whereTo } from './onward.ts'
import { withOptions } from './options.ts'
import { recordOutcome } from './record.ts'
import { unacceptableProblem } from './rules/problems.ts'
import { failed, passwordChanged } from './rules.ts'
import { advanceSignIn, type StoredSignIn } from './store.ts'

/**
 * Sets the new password that has to be chosen before the sign-in may end, and ends it.
 *
 * What was proved and what policies ask for is judged anew in the write that sets it. A change ends the person's other sessions.
 * An unacceptable password is told and asked for again; nothing is lost.
 * Where what was proved counts no more, nothing is set, which is recorded and told.
 */
export async function changePassword(
  context: SignInContext,
  token: string,
  answer: { readonly version: number; readonly newPassword: string },
): Promise<ProveOutcome> {
  const { kernel } = context
  const stored = await requireSignIn(context, token, answer.version)
  const { userId, stage } = stored.signIn
  if (stage !== 'changePassword' || userId === null) throw stepChanged()
  const user = await kernel.store.read((r) => findUser(r, userId))
  if (!user) throw stepChanged()
  try {
    return await replace(context, stored, user, await prepareOwnPassword(kernel, user, answer.newPassword))
  } catch (error) {
    if (error instanceof SignInHalted) return halt(context, stored, error)
    if (!(error instanceof Refusal) || error.code !== 'passwordUnacceptable') throw error
    return askAgain(context, stored, error.message)
  }
}

const replace = (
  context: SignInContext,
  stored: StoredSignIn,
  { id }: User,
  prepared: PreparedPassword,
): Promise<ProveOutcome> =>
  context.kernel.store.write(anonymous(context.origin), async (w) => {
    const { signIn } = stored
    const user = requireEnabled(await findUser(w, id), id)
    await requireAllStanding(context, w, user, signIn)
    const { next } = await whereTo(context, w, signIn, user)
    if (next === 'complete' || next.stage !== 'changePassword') return goOn(context, w, stored, signIn, user)
    await setPassword(w, user.id, prepared, { mustChange: false })
    const others = signIn.stepUp ? { othersOf: user.id, keep: signIn.stepUp.sessionId } : { userId: user.id }
    await endSessionsOf(w, others, 'The password was changed')
    w.audit({
      activity: 'changePassword',
      reason: 'User chose a new password at sign-in',
      targets: [
        { type: 'User', id: user.id, displayName: user.displayName, userPrincipalName: user.userPrincipalName },
      ],
    })
    return goOn(context, w, stored, passwordChanged(signIn, w.now), user)
  })

const halt = (
  context: SignInContext,
  stored: StoredSignIn,
  { errorCode, problem, userId, access }: SignInHalted,
): Promise<ProveOutcome> =>
  context.kernel.store.write(anonymous(context.origin), async (w) => {
    const { signIn } = stored
    const user = await findUser(w, userId)
    recordOutcome(w, signIn, { user, errorCode: user ? errorCode : 50034, details: signIn.details, access })
    const next = await withOptions(context, w, stored.id, failed(signIn, problem))
    return (await advanceSignIn(w, stored, next)) ?? { ...stored, signIn: next }
  })

const askAgain = ({ kernel, origin }: SignInContext, stored: StoredSignIn, why: string): Promise<ProveOutcome> =>
  kernel.store.write(anonymous(origin), async (w) => {
    w.unrecorded('nothing changed; the person is asked again')
    const advanced = await advanceSignIn(w, stored, failed(stored.signIn, unacceptableProblem(why)))
    if (!advanced) throw stepChanged()
    return advanced
  })
