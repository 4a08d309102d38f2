import type { Origin, UserActor } from '../base/actor.ts'
import type { User } from '../directory/rules.ts'
import { findUser } from '../directory/service.ts'
import type { Write } from '../kernel/store.ts'
import type { AnyMethod, CeremonyContext, MethodKind, Proof } from '../methods/method.ts'
import { type OathKey, pendingOathKey } from '../methods/totp/service.ts'
import { tokenHash } from '../sessions/service.ts'
import { requireSignIn, type SignInContext, stepChanged } from './attempt.ts'
import { type ProveOutcome, requireAllStanding, requireEnabled, SignInHalted } from './complete.ts'
import { goOn, whereTo } from './onward.ts'
import { withOptions } from './options.ts'
import { detailOf, recordOutcome } from './record.ts'
import { registrationProblem } from './rules/problems.ts'
import { failed, proved, type SignIn } from './rules.ts'
import { advanceSignIn, findSignIn, type StoredSignIn } from './store.ts'

interface RegisterAnswer {
  readonly version: number
  readonly method: MethodKind
  /** What the method's own `check` understands. */
  readonly answer: unknown
}

/**
 * Adds the method that the attempt asks for; it counts as proved then, and the sign-in goes on.
 *
 * Everything is judged anew in the write that adds it: what was proved, what policies ask for, and whether they let anything be added.
 * What was added stays, also where the rest of the sign-in then fails.
 * An answer that is not right is told and asked for again. Throws `signInExpired`, `stepChanged` and what the method refuses.
 *
 * Source: ADR 26; facts/entra.md §5, §6.5.
 */
export async function register(context: SignInContext, token: string, given: RegisterAnswer): Promise<ProveOutcome> {
  const { kernel, methods, origin } = context
  const stored = await requireSignIn(context, token, given.version)
  const { stage, asked, userId } = stored.signIn
  const method = methods.find(({ kind }) => kind === given.method)
  if (stage !== 'register' || asked !== given.method || !method?.register || userId === null) throw stepChanged()
  const user = await kernel.store.read((r) => findUser(r, userId))
  if (!user) throw stepChanged()
  const ceremony = { userId, decoyKey: '', boundTo: stored.id } as const satisfies CeremonyContext
  const checked = await method.register.check(kernel, ceremony, given.answer)
  return kernel.store.write(personAt(origin, user, stored), (w) => settle(context, w, stored, method, checked, user))
}

/** Somebody who is not signed in yet, and has proved who they are; the attempt stands for the session. */
const personAt = (origin: Origin, { id, userPrincipalName, displayName }: User, stored: StoredSignIn): UserActor => ({
  kind: 'user',
  userId: id,
  userPrincipalName,
  displayName,
  sessionId: stored.signIn.stepUp?.sessionId ?? stored.id,
  roles: [],
  multifactor: false,
  origin,
})

async function settle(
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  method: AnyMethod,
  checked: unknown,
  { id }: User,
): Promise<ProveOutcome> {
  const { signIn } = stored
  try {
    const user = requireEnabled(await findUser(w, id), id)
    await requireAllStanding(context, w, user, signIn)
    const { next } = await whereTo(context, w, signIn, user)
    if (next === 'complete' || next.stage !== 'register' || !offers(next, method.kind)) {
      return await goOn(context, w, stored, signIn, user)
    }
    const ceremony = { userId: id, decoyKey: '', boundTo: stored.id }
    const verdict = await method.register?.settle(context.kernel, w, ceremony, checked)
    if (!verdict?.ok) return await askAgain(context, w, stored, method.kind, verdict?.why ?? '')
    return await goOn(context, w, stored, added(w, signIn, method, user, verdict.value.methodId), user)
  } catch (error) {
    if (!(error instanceof SignInHalted)) throw error
    return stop(w, stored, error)
  }
}

const offers = ({ asked, alternatives }: SignIn, kind: MethodKind): boolean =>
  asked === kind || alternatives.includes(kind)

/** A method just added counts as just proved. */
function added(w: Write, signIn: SignIn, method: AnyMethod, user: User, methodId: string): SignIn {
  const proof = { kind: method.kind, mode: method.kind, at: w.now, methodId } as Proof
  return proved(signIn, {
    userId: user.id,
    userName: user.userPrincipalName,
    proof,
    detail: detailOf(w, method, true, 'Registered during sign-in'),
  })
}

/** The key of an app stays the same, for the app has it already; a passkey is asked for anew. */
async function askAgain(
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  kind: MethodKind,
  why: string,
): Promise<ProveOutcome> {
  const again = failed(stored.signIn, registrationProblem(why))
  const next = kind === 'softwareOath' ? again : await withOptions(context, w, stored.id, again)
  const advanced = await advanceSignIn(w, stored, next)
  if (!advanced) throw stepChanged()
  return advanced
}

/** The rest of the sign-in failed; what was added in this write is kept. */
async function stop(
  w: Write,
  stored: StoredSignIn,
  { errorCode, problem, userId, access }: SignInHalted,
): Promise<ProveOutcome> {
  const { signIn } = stored
  recordOutcome(w, signIn, { user: await findUser(w, userId), errorCode, details: signIn.details, access })
  const advanced = await advanceSignIn(w, stored, failed(signIn, problem))
  if (!advanced) throw stepChanged()
  return advanced
}

/** The key that the attempt behind a cookie has begun to give to an authenticator app; nothing where its time is over. */
export function keyToAdd({ kernel }: SignInContext, token: string): Promise<OathKey | undefined> {
  return kernel.store.read(async (r) => {
    const stored = await findSignIn(r, tokenHash(token))
    const { stage, asked, userId } = stored?.signIn ?? {}
    if (!stored || stage !== 'register' || asked !== 'softwareOath' || !userId) return undefined
    return pendingOathKey(kernel, r, { userId, boundTo: stored.id })
  })
}
