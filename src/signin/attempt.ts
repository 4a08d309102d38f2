import type { AnonymousActor, Origin } from '../base/actor.ts'
import { toBase64Url } from '../base/bytes.ts'
import { Refusal } from '../base/refusal.ts'
import { comparisonKey } from '../base/text.ts'
import { findUser } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import type { AnyMethod, MethodKind } from '../methods/method.ts'
import { tokenHash } from '../sessions/service.ts'
import { methodFacts } from './facts.ts'
import { withOptions } from './options.ts'
import { chose, firstAlternatives, firstMethod, identified, newSignIn, type SignIn } from './rules.ts'
import { advanceSignIn, deleteExpired, findSignIn, type StoredSignIn } from './store.ts'

/** What the face hands every use-case: the outside world, the methods in the order offered, who asks. */
export interface SignInContext {
  readonly kernel: Kernel
  readonly methods: readonly AnyMethod[]
  readonly origin: Origin
  /** The token of the session this browser has; a sign-in that succeeds takes its place. */
  readonly session?: string
}

/** An attempt as a face shows it. */
export interface SignInView {
  readonly version: number
  readonly signIn: SignIn
}

export const anonymous = (origin: Origin): AnonymousActor => ({ kind: 'anonymous', origin })

/** The attempt behind a cookie, or nothing when it is over. */
export async function currentSignIn(context: SignInContext, token: string): Promise<SignInView | undefined> {
  return context.kernel.store.read((r) => findSignIn(r, tokenHash(token)))
}

/** The attempt behind a cookie at the version answered; throws `signInExpired` or `stepChanged`. */
export async function requireSignIn(context: SignInContext, token: string, version: number): Promise<StoredSignIn> {
  const stored = await context.kernel.store.read((r) => findSignIn(r, tokenHash(token)))
  if (!stored) throw new Refusal('signInExpired', 'This sign-in took too long or is finished. Start again.')
  if (stored.version !== version) throw stepChanged()
  return stored
}

export const stepChanged = (): Refusal =>
  new Refusal('stepChanged', 'This sign-in has moved on, perhaps in another tab. Continue from what is shown now.')

/**
 * Takes the user name and decides what to ask first.
 *
 * Looks up and answers the same for a name nobody has.
 */
export async function identify(
  context: SignInContext,
  token: string,
  answer: { readonly version: number; readonly userPrincipalName: string },
): Promise<SignInView> {
  const stored = await requireSignIn(context, token, answer.version)
  if (stored.signIn.stage !== 'identify') throw stepChanged()
  return advance(context, stored, await named(context, stored.signIn, answer.userPrincipalName.trim()))
}

/** The attempt once a name is given: what is asked first, and what else may be. */
export async function named(context: SignInContext, signIn: SignIn, userName: string): Promise<SignIn> {
  const { kernel, methods } = context
  const decoyMac = kernel.vault.mac('sign-in-decoy', comparisonKey(userName))
  const found = await kernel.store.read(async (r) => {
    const user = await findUser(r, userName)
    return { userId: user?.id ?? null, facts: await methodFacts(kernel, r, methods, user?.id ?? null) }
  })
  const asked = firstMethod(found.facts, kernel.settings.passPrompt, decoyMac[0] ?? 0)
  return identified(signIn, {
    userName,
    userId: found.userId,
    decoyKey: toBase64Url(decoyMac),
    asked,
    alternatives: firstAlternatives(found.facts, asked),
  })
}

/** Another way to prove. Throws `stepChanged` when it is not among those offered. */
export async function choose(
  context: SignInContext,
  token: string,
  answer: { readonly version: number; readonly method: MethodKind },
): Promise<SignInView> {
  const stored = await requireSignIn(context, token, answer.version)
  const next = chose(stored.signIn, answer.method)
  if (!next) throw stepChanged()
  return advance(context, stored, next)
}

/** Back to the user name, forgetting every proof given. */
export async function restart(
  context: SignInContext,
  token: string,
  answer: { readonly version: number },
): Promise<SignInView> {
  const stored = await requireSignIn(context, token, answer.version)
  return advance(context, stored, newSignIn(stored.signIn))
}

function advance(context: SignInContext, stored: StoredSignIn, next: SignIn): Promise<SignInView> {
  return context.kernel.store.write(anonymous(context.origin), async (w) => {
    w.unrecorded('nothing was proved or refused')
    const advanced = await advanceSignIn(w, stored, await withOptions(context, w, stored.id, next))
    if (!advanced) throw stepChanged()
    return advanced
  })
}

export async function purgeSignIns(w: Write): Promise<number> {
  w.unrecorded('attempts that were not finished; what was tried in them is in the log')
  return deleteExpired(w)
}
