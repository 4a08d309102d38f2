import type { Instant } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import { requireUser } from '../directory/service.ts'
import type { Read } from '../kernel/store.ts'
import type { MethodKind, RegisteredMethod } from '../methods/method.ts'
import type { Pass, Usability } from '../methods/temporary-access-pass/rules.ts'
import { deleteOwnPass, findPass, userTarget } from '../methods/temporary-access-pass/service.ts'
import { type ProofAge, proofAge } from '../sessions/rules.ts'
import { endSessionsOf, requireLive } from '../sessions/service.ts'
import { methodOf, notYours, type OwnContext, requireChangeable } from './context.ts'
import { selfRegistration } from './self-registration.ts'

export { type OwnContext, requireChangeable } from './context.ts'
export { changeOwnPassword } from './own-password.ts'
export { beginOwnRegistration, finishOwnRegistration, pendingApp } from './registration.ts'
export { selfRegistration } from './self-registration.ts'

/** What a person signs in with, and what the session they are in lets them change. */
export interface SecurityInfo {
  readonly user: Pick<User, 'displayName' | 'userPrincipalName'>
  readonly pass: (Pick<Pass, 'id' | 'startAt' | 'endAt' | 'isUsableOnce'> & { readonly usability: Usability }) | null
  /** Everything but the pass, in the order offered. */
  readonly methods: readonly RegisteredMethod[]
  /** What the policy lets this person add. */
  readonly addable: readonly MethodKind[]
  readonly proof: ProofAge
  /** When this session ends, where a pass opened it. */
  readonly sessionEndsAt: Instant | null
  /** Whether they hold a role, so that the admin center is of use to them. */
  readonly isAdministrator: boolean
  readonly now: Instant
}

/** Everything the page shows, read at one moment. */
export function securityInfo(context: OwnContext): Promise<SecurityInfo> {
  const { kernel, methods, signedIn } = context
  const { session, actor } = signedIn
  return kernel.store.read(async (r) => {
    const own = await Promise.all(methods.map((method) => method.list(kernel, r, actor.userId)))
    return {
      user: { displayName: actor.displayName, userPrincipalName: actor.userPrincipalName },
      pass: await livingPass(r, context),
      methods: own.flat().filter((method) => method.kind !== 'temporaryAccessPass'),
      addable: await addableKinds(r, context),
      proof: proofAge(session, r.now),
      sessionEndsAt: session.passId === null ? null : session.expiresAt,
      isAdministrator: actor.roles.length > 0,
      now: r.now,
    }
  })
}

async function livingPass(r: Read, { signedIn }: OwnContext): Promise<SecurityInfo['pass']> {
  const found = await findPass(r, signedIn.actor.userId)
  if (!found || found.usability === 'Expired') return null
  const { id, startAt, endAt, isUsableOnce } = found.pass
  return { id, startAt, endAt, isUsableOnce, usability: found.usability }
}

/** A kind of which there are too many is offered too: who tries it is told. */
async function addableKinds(r: Read, { methods, signedIn }: OwnContext): Promise<readonly MethodKind[]> {
  const found = await selfRegistration(r, methods, signedIn.actor.userId)
  return found.filter(({ why }) => why === null || why === 'tooManyMethods').map(({ kind }) => kind)
}

/** One of the person's own methods, the pass left out; refuses with `methodNotFound`. */
export async function ownMethod(context: OwnContext, kind: MethodKind, id: string): Promise<RegisteredMethod> {
  const { kernel, signedIn } = context
  const own = await kernel.store.read(async (r) => methodOf(context, kind)?.list(kernel, r, signedIn.actor.userId))
  const found = own?.find((method) => method.id === id)
  if (!found) throw notYours()
  return found
}

/** Refuses with `sessionEnded`, `methodNotFound`, `nameInvalid` and what `requireChangeable` refuses. */
export async function renameOwnMethod(context: OwnContext, kind: MethodKind, id: string, name: string): Promise<void> {
  await requireChangeable(context)
  const rename = methodOf(context, kind)?.own?.rename
  if (!rename) throw notYours()
  await rename(context.kernel, context.signedIn.actor, id, name)
}

/** Removes a method or the pass, with all that hangs on it; refuses with `sessionEnded`, `methodNotFound` and what `requireChangeable` refuses. */
export async function removeOwnMethod(context: OwnContext, kind: MethodKind, id: string): Promise<void> {
  const { kernel, signedIn } = context
  await requireChangeable(context)
  if (kind !== 'temporaryAccessPass') {
    const own = methodOf(context, kind)?.own
    if (!own) throw notYours()
    return own.remove(kernel, signedIn.actor, id)
  }
  await kernel.store.write(signedIn.actor, async (w) => {
    await requireLive(w, signedIn.session)
    await deleteOwnPass(w, await requireUser(w, signedIn.actor.userId), id)
  })
}

/** Ends the session the person is in. */
export async function signOut({ kernel, signedIn }: OwnContext): Promise<void> {
  await kernel.store.write(signedIn.actor, async (w) => {
    w.unrecorded('leaving changes nothing in the directory; the session tells when it ended')
    await endSessionsOf(w, { sessionId: signedIn.session.id }, 'The person signed out')
  })
}

/** Ends every session of the person, this one too. */
export async function signOutEverywhere({ kernel, signedIn }: OwnContext): Promise<void> {
  const { actor, session } = signedIn
  await kernel.store.write(actor, async (w) => {
    await requireLive(w, session)
    await endSessionsOf(w, { userId: actor.userId }, 'The person signed out everywhere')
    w.audit({
      activity: 'revokeSessions',
      reason: 'User signed out everywhere',
      targets: [userTarget(await requireUser(w, actor.userId))],
    })
  })
}
