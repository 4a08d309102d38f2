import { Refusal } from '../base/refusal.ts'
import { requireUser } from '../directory/service.ts'
import { prepareOwnPassword, setPassword } from '../methods/password/service.ts'
import { anonymous, requireSignIn, type SignInContext, stepChanged } from './attempt.ts'
import { complete, type ProveOutcome } from './prove.ts'
import { unacceptableProblem } from './rules/problems.ts'
import { failed } from './rules.ts'
import { advanceSignIn } from './store.ts'

/**
 * Sets the new password that has to be chosen before the sign-in may end, and ends it.
 *
 * An unacceptable password is told and asked for again; nothing is lost.
 */
export async function changePassword(
  context: SignInContext,
  token: string,
  answer: { readonly version: number; readonly newPassword: string },
): Promise<ProveOutcome> {
  const { kernel, origin } = context
  const stored = await requireSignIn(context, token, answer.version)
  const { userId, stage } = stored.signIn
  if (stage !== 'changePassword' || userId === null) throw stepChanged()
  const user = await kernel.store.read((r) => requireUser(r, userId))
  try {
    const prepared = await prepareOwnPassword(kernel, user, answer.newPassword)
    return await kernel.store.write(anonymous(origin), async (w) => {
      await setPassword(w, userId, prepared, { mustChange: false })
      w.audit({
        activity: 'changePassword',
        reason: 'User chose a new password at sign-in',
        targets: [
          { type: 'User', id: user.id, displayName: user.displayName, userPrincipalName: user.userPrincipalName },
        ],
      })
      return complete(context, w, stored, stored.signIn, user)
    })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'passwordUnacceptable') throw error
    return kernel.store.write(anonymous(origin), async (w) => {
      w.unrecorded('nothing changed; the person is asked again')
      const advanced = await advanceSignIn(w, stored, failed(stored.signIn, unacceptableProblem(error.message)))
      if (!advanced) throw stepChanged()
      return advanced
    })
  }
}
