import { judgeAccess } from '../access/service.ts'
import type { AppliedAccessPolicy, SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import type { UserId } from '../base/text.ts'
import type { User } from '../directory/rules.ts'
import type { Write } from '../kernel/store.ts'
import type { Proof } from '../methods/method.ts'
import { endSessionWith, type OpenedSession, openSession } from '../sessions/service.ts'
import { type SignInContext, type SignInView, stepChanged } from './attempt.ts'
import { recordOutcome } from './record.ts'
import { accessProblem, disabledProblem, outdatedProblem, type SignInProblem } from './rules/problems.ts'
import type { SignIn } from './rules.ts'
import { finishSignIn, type StoredSignIn } from './store.ts'

/** Where an answer led: to another step, or to a session. */
export interface ProveOutcome extends SignInView {
  readonly opened?: OpenedSession
}

/** A right answer that opens nothing; thrown so that nothing is spent for it, and recorded by whoever catches it. */
export class SignInHalted extends Error {
  readonly errorCode: SignInErrorCode
  readonly problem: SignInProblem
  readonly userId: UserId
  /** The Conditional Access policies that applied, where they were asked. */
  readonly policies: readonly AppliedAccessPolicy[]

  constructor(
    errorCode: SignInErrorCode,
    problem: SignInProblem,
    userId: UserId,
    policies: readonly AppliedAccessPolicy[] = [],
  ) {
    super(problem.message)
    this.name = 'SignInHalted'
    this.errorCode = errorCode
    this.problem = problem
    this.userId = userId
    this.policies = policies
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

const outdated = ({ id }: User): SignInHalted => new SignInHalted(50133, outdatedProblem, id)

async function isStanding({ kernel, methods }: SignInContext, w: Write, user: User, proof: Proof): Promise<boolean> {
  const method = methods.find((candidate) => candidate.kind === proof.kind)
  if (method?.holdProof) return method.holdProof(kernel, w, user.id, proof)
  const own = await method?.list(kernel, w, user.id)
  return own?.some(({ id }) => id === proof.methodId) ?? false
}

/**
 * Opens the session, ends the attempt and records the success, in the write given.
 *
 * The session this browser had before ends with it (ASVS 5.0 7.2.4).
 * Throws `SignInHalted` where a Conditional Access policy blocks our own pages.
 * One that asks for more than was proved does not: what is missing is registered on these pages.
 *
 * Source: ADR 23.
 */
export async function complete(
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  signIn: SignIn,
  user: User,
): Promise<ProveOutcome> {
  const { kernel, origin } = context
  const [access, finished, opened] = await Promise.all([
    judgeAccess(kernel, w, {
      userId: user.id,
      appId: signIn.app.appId,
      clientAppType: signIn.app.clientAppType,
      origin,
      proofs: signIn.proofs,
    }),
    finishSignIn(w, stored),
    openSession(kernel, w, user.id, signIn.proofs),
    context.session === undefined ? undefined : endSessionWith(w, context.session, 'The person signed in again'),
  ])
  if (!finished) throw stepChanged()
  const { outcome, errorCode, policies } = access
  if (outcome === 'blocked') {
    throw new SignInHalted(errorCode, accessProblem(origin.correlationId), user.id, policies)
  }
  const { id: sessionId } = opened.session
  recordOutcome(w, signIn, { user, errorCode: 0, details: signIn.details, sessionId, policies })
  return { version: stored.version + 1, signIn, opened }
}
