import type { Access } from '../access/service.ts'
import type { SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import type { UserId } from '../base/text.ts'
import type { User } from '../directory/rules.ts'
import type { Write } from '../kernel/store.ts'
import type { Proof } from '../methods/method.ts'
import { endSessionWith, holdLive, type OpenedSession, openSession, upgradeSession } from '../sessions/service.ts'
import { type SignInContext, type SignInView, stepChanged } from './attempt.ts'
import { recordOutcome } from './record.ts'
import { disabledProblem, outdatedProblem, type SignInProblem } from './rules/problems.ts'
import type { SignIn, StepUp } from './rules.ts'
import { finishSignIn, type StoredSignIn } from './store.ts'

/** Where an answer led: to another step, or to a session. */
export interface ProveOutcome extends SignInView {
  readonly opened?: OpenedSession
  /** Whether the browser keeps the session when it is closed, because a policy says so. */
  readonly keeps?: boolean
}

/** A right answer that opens nothing; thrown so that nothing is spent for it, and recorded by whoever catches it. */
export class SignInHalted extends Error {
  readonly errorCode: SignInErrorCode
  readonly problem: SignInProblem
  readonly userId: UserId
  /** What the Conditional Access policies said, where they were asked. */
  readonly access: Access | undefined

  constructor(errorCode: SignInErrorCode, problem: SignInProblem, userId: UserId, access?: Access) {
    super(problem.message)
    this.name = 'SignInHalted'
    this.errorCode = errorCode
    this.problem = problem
    this.userId = userId
    this.access = access
  }
}

/** The user as found in this write; throws `SignInHalted` where the account is off or gone. */
export function requireEnabled(user: User | undefined, id: UserId): User {
  if (!user?.accountEnabled) throw new SignInHalted(50057, disabledProblem, id)
  return user
}

/**
 * Throws `SignInHalted` unless everything proved in this sign-in still counts at its end.
 *
 * A step may be half an hour old; the password may have been reset since, or the pass deleted.
 * While the clock stands before the end of earlier sessions a new one would be over at once, so none is opened.
 *
 * Source: facts/security.md D6 (4, 36); product.md §2.
 */
export async function requireStanding(
  context: SignInContext,
  w: Write,
  user: User,
  proofs: readonly Proof[],
): Promise<void> {
  if (w.now < user.sessionsValidFrom) throw outdated(user)
  for (const proof of proofs) {
    const isCurrent = proof.at >= user.sessionsValidFrom && w.now < (proof.sessionEndsAt ?? Number.POSITIVE_INFINITY)
    if (!isCurrent || !(await isStanding(context, w, user, proof))) throw outdated(user)
  }
}

/**
 * As `requireStanding` for all that was proved in the attempt, before something is changed in its name.
 *
 * The session that goes on has to be live too, and is held so until the write ends.
 */
export async function requireAllStanding(
  context: SignInContext,
  w: Write,
  user: User,
  { proofs, stepUp }: SignIn,
): Promise<void> {
  await requireStanding(context, w, user, proofs)
  if (stepUp && !(await holdLive(context.kernel, w, stepUp.sessionId))) throw outdated(user)
}

const outdated = ({ id }: User): SignInHalted => new SignInHalted(50133, outdatedProblem, id)

async function isStanding({ kernel, methods }: SignInContext, w: Write, user: User, proof: Proof): Promise<boolean> {
  const method = methods.find((candidate) => candidate.kind === proof.kind)
  if (method?.holdProof) return method.holdProof(kernel, w, user.id, proof)
  const own = await method?.list(kernel, w, user.id)
  return own?.some(({ id }) => id === proof.methodId) ?? false
}

/**
 * Opens the session or adds to the one in being, ends the attempt and records the success, in the write given.
 *
 * The session this browser had before ends with it (ASVS 5.0 7.2.4), unless it is the one that goes on.
 * Throws `SignInHalted` where that one is over.
 *
 * Source: ADR 23.
 */
export async function complete(
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  signIn: SignIn,
  { user, access }: { readonly user: User; readonly access: Access },
): Promise<ProveOutcome> {
  const { kernel, session } = context
  const upgraded = signIn.stepUp && (await upgrade(context, w, signIn.stepUp, signIn, user))
  const [finished, opened] = await Promise.all([
    finishSignIn(w, stored),
    upgraded ?? openSession(kernel, w, user.id, signIn.proofs),
    session === undefined ? undefined : endSessionWith(w, session, 'The person signed in again'),
  ])
  if (!finished) throw stepChanged()
  recordOutcome(w, signIn, { user, errorCode: 0, details: signIn.details, sessionId: opened.session.id, access })
  return { version: stored.version + 1, signIn, opened, keeps: access.session.persistentBrowser === 'always' }
}

async function upgrade(
  { kernel }: SignInContext,
  w: Write,
  { sessionId }: StepUp,
  { proofs }: SignIn,
  user: User,
): Promise<OpenedSession> {
  const upgraded = await upgradeSession(kernel, w, { sessionId, userId: user.id }, proofs)
  if (!upgraded) throw outdated(user)
  return upgraded
}
