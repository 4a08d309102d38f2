import { hash } from 'node:crypto'
import type { Origin, UserActor } from '../base/actor.ts'
import { toBase64Url } from '../base/bytes.ts'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { Secret } from '../base/secret.ts'
import { sessionId, type UserId } from '../base/text.ts'
import { type Instant, plusMinutes, plusSeconds } from '../base/time.ts'
import { findUser } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { Proof } from '../methods/method.ts'
import { roleGrantsOf } from '../roles/service.ts'
import { sourceOf } from '../throttling/rules.ts'
import { isMultifactor, proofAge, type Session, sessionExpiry, withProofs } from './rules.ts'
import {
  deleteEndedBefore,
  deleteSessionsOf,
  endSessions,
  findLiveSession,
  findLiveSessionById,
  hasLiveSession,
  holdSession,
  insertSession,
  listAddresses,
  type SessionSelection,
  touchSession,
  upgradeLiveSession,
} from './store.ts'

export { revokeSession } from './revoke.ts'
export type { Session } from './rules.ts'
export { listSessions, listSessionsOf, readSessionOf, type SessionView } from './shown.ts'

/** SHA-256 suffices for a token of 256 random bits. */
export const tokenHash = (token: string): string => hash('sha256', token, 'base64url')

export interface OpenedSession {
  readonly session: Session
  /** What the cookie carries; the database keeps only its hash. */
  readonly token: Secret
}

/** Opens a session with a fresh identifier for proofs just given (ASVS 5.0 7.2.4). */
export async function openSession(
  kernel: Kernel,
  w: Write,
  owner: UserId,
  proofs: readonly Proof[],
): Promise<OpenedSession> {
  const token = toBase64Url(w.random.bytes(32))
  const session: Session = {
    id: sessionId(uuid(w.random)),
    userId: owner,
    passId: proofs.find((proof) => proof.kind === 'temporaryAccessPass')?.methodId ?? null,
    createdAt: w.now,
    authTime: w.now,
    lastSeenAt: w.now,
    expiresAt: sessionExpiry(proofs, kernel.settings.sessionLifetimeMinutes, w.now),
    proofs,
  }
  await insertSession(w, session, tokenHash(token))
  return { session, token: new Secret(token) }
}

/**
 * Adds proofs just given to a session that is live, and gives it another token; the one before opens nothing any more.
 *
 * The session stays the same to all that hangs on it, such as the tokens of applications.
 * Nothing comes back where it is over or idle, or is another person's.
 */
export async function upgradeSession(
  kernel: Kernel,
  w: Write,
  { sessionId: id, userId: owner }: { readonly sessionId: string; readonly userId: UserId },
  given: readonly Proof[],
): Promise<OpenedSession | undefined> {
  const before = await findLiveSessionById(w, id)
  if (before?.userId !== owner) return undefined
  const token = toBase64Url(w.random.bytes(32))
  const session = withProofs(before, given, w.now)
  const idleSince = idleBoundary(kernel, w)
  const upgrade = { ...session, before: before.proofs, idleSince, tokenHash: tokenHash(token) }
  return (await upgradeLiveSession(w, upgrade)) ? { session, token: new Secret(token) } : undefined
}

const idleBoundary = ({ settings }: Kernel, { now }: Read): Instant => plusMinutes(now, -settings.sessionIdleMinutes)

/** Somebody signed in, with the session they are in. */
export interface SignedIn {
  readonly session: Session
  readonly actor: UserActor
}

const touchEverySeconds = 60

/** How a session is known: by the token of a browser's cookie, or by its id where tokens were issued in it. */
export type SessionKey = { readonly token: string } | { readonly id: string }

/** Something looked up about somebody in a session. */
type Look<Seen> = (read: Read, signedIn: SignedIn) => Promise<Seen>

/**
 * The session behind a cookie, judged anew at each request.
 *
 * Nothing comes back when it ended, ran out or idled, when the account is disabled or deleted,
 * or when the user's sessions were revoked since; whatever deletes or replaces a pass ends its sessions itself.
 * Roles are read at each request and count only in a session of more than one factor.
 */
export const findSession = (kernel: Kernel, token: string, origin: Origin): Promise<SignedIn | undefined> =>
  lookInSession(kernel, { token }, origin, async (_, signedIn) => signedIn)

/** The session with this id, as `findSession`; for tokens that were issued in it. */
export const findSessionById = (kernel: Kernel, id: string, origin: Origin): Promise<SignedIn | undefined> =>
  lookInSession(kernel, { id }, origin, async (_, signedIn) => signedIn)

/** What `look` sees of somebody in a session that `findSession` finds, in one read with it; nothing where it finds none. */
export async function lookInSession<Seen>(
  kernel: Kernel,
  key: SessionKey,
  origin: Origin,
  look: Look<Seen>,
): Promise<Seen | undefined> {
  const found = await kernel.store.read(async (r) => {
    const signedIn = await readSession(kernel, r, key, origin)
    return signedIn && { signedIn, seen: await look(r, signedIn) }
  })
  if (!found) return undefined
  const { session, actor } = found.signedIn
  if (plusSeconds(session.lastSeenAt, touchEverySeconds) < kernel.clock.now()) {
    await kernel.store.write(actor, async (w) => {
      w.unrecorded('being there is not an event')
      await touchSession(w, session.id)
    })
  }
  return found.seen
}

async function liveSession(r: Read, key: SessionKey, idleSince: Instant): Promise<Session | undefined> {
  if ('token' in key) return findLiveSession(r, tokenHash(key.token), idleSince)
  const session = await findLiveSessionById(r, key.id)
  return session && session.lastSeenAt > idleSince ? session : undefined
}

async function readSession(kernel: Kernel, r: Read, key: SessionKey, origin: Origin): Promise<SignedIn | undefined> {
  const session = await liveSession(r, key, idleBoundary(kernel, r))
  if (!session) return undefined
  const user = await findUser(r, session.userId)
  if (!user?.accountEnabled || session.createdAt < user.sessionsValidFrom) return undefined
  const multifactor = isMultifactor(session.proofs)
  const actor: UserActor = {
    kind: 'user',
    userId: user.id,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    sessionId: session.id,
    roles: multifactor ? await roleGrantsOf(r, user.id) : [],
    multifactor,
    origin,
  }
  return { session, actor }
}

/** Ends sessions inside a write that records why. */
export const endSessionsOf = (w: Write, selection: SessionSelection, reason: string): Promise<number> =>
  endSessions(w, selection, reason)

/** Ends the session with this token, if there is one, inside a write that records why. */
export async function endSessionWith(w: Write, token: string, reason: string): Promise<void> {
  await endSessions(w, { tokenHash: tokenHash(token) }, reason)
}

/** Throws `sessionEnded` unless the session is live, and holds it until the write ends, so that nothing is done in it after its end. */
export async function requireLive(w: Write, session: { readonly id: string }): Promise<void> {
  if (await holdSession(w, session.id)) return
  throw new Refusal('sessionEnded', 'Your sign-in has ended. Sign in again to go on.')
}

/** Whether a session is live and not idle; it is held until the write ends, so that nothing is done in it after its end. */
export const holdLive = async (kernel: Kernel, w: Write, id: string): Promise<boolean> =>
  (await holdSession(w, id, idleBoundary(kernel, w))) !== undefined

/** Throws `strongProofNeeded` or `freshProofNeeded` unless the session may change sign-in methods now. */
export function requireFreshProof(session: Session, now: Instant): void {
  const age = proofAge(session, now)
  if (age === 'singleFactor') {
    throw new Refusal(
      'strongProofNeeded',
      'You signed in with a password alone. Sign-in methods can be changed after signing in with a passkey, an authenticator app or a Temporary Access Pass. Your service desk can issue a pass.',
    )
  }
  if (age === 'stale') {
    throw new Refusal('freshProofNeeded', 'Confirm that it is you before you change how you sign in.')
  }
}

/** The person with the session they act in; throws `sessionEnded` when it is over by now. */
export async function requireSignedIn(r: Read, actor: UserActor): Promise<SignedIn> {
  const session = await findLiveSessionById(r, actor.sessionId)
  if (session?.userId !== actor.userId)
    throw new Refusal('sessionEnded', 'Your sign-in has ended. Sign in again to go on.')
  return { session, actor }
}

/** Whether the user is signed in anywhere. */
export const isSignedIn = (r: Read, owner: UserId): Promise<boolean> => hasLiveSession(r, owner)

const familiarDays = 90

/** Whether the user has signed in from this address, or its IPv6 network, in the last ninety days. */
export async function isFamiliarSource(r: Read, owner: UserId, ipAddress: string): Promise<boolean> {
  const known = await listAddresses(r, owner, plusMinutes(r.now, -familiarDays * 24 * 60))
  return known.some((address) => sourceOf(address) === sourceOf(ipAddress))
}

/** Keeps nothing of the sessions of a user who is deleted for good; their sign-ins stay in the log. */
export const forgetSessionsOf = (w: Write, owner: UserId): Promise<void> => deleteSessionsOf(w, owner)

const keptDays = 90

/** Deletes sessions whose time has been over for ninety days. */
export async function purgeSessions(w: Write): Promise<number> {
  w.unrecorded('sessions long over; their sign-ins stay in the log')
  return deleteEndedBefore(w, plusMinutes(w.now, -keptDays * 24 * 60))
}
