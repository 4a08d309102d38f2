import type { Access } from '../access/service.ts'
import type { SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import type { UserId } from '../base/text.ts'
import type { User } from '../directory/rules.ts'
import { findUser } from '../directory/service.ts'
import type { Write } from '../kernel/store.ts'
import type { AnyMethod, CeremonyContext, MethodKind, Proof } from '../methods/method.ts'
import { isFamiliarSource } from '../sessions/service.ts'
import { forgiveAttempt, reserveAttempt, type ThrottleSubject } from '../throttling/service.ts'
import { anonymous, requireSignIn, type SignInContext, stepChanged } from './attempt.ts'
import { type ProveOutcome, requireEnabled, SignInHalted } from './complete.ts'
import { goOn } from './onward.ts'
import { withOptions } from './options.ts'
import { detailOf, recordOutcome } from './record.ts'
import { problemOf, type SignInProblem, waitProblem } from './rules/problems.ts'
import { allProofs, failed, isAsked, proved, type SignIn } from './rules.ts'
import { advanceSignIn, type StoredSignIn } from './store.ts'

interface ProveAnswer {
  readonly version: number
  readonly method: MethodKind
  /** What the method's own `check` understands. */
  readonly answer: unknown
}

/**
 * Judges one answer.
 *
 * The try is counted first, in a write of its own; then the slow check, without a transaction;
 * then one write that spends, advances and records together, or records the failure.
 * Throws `signInExpired` or `stepChanged`; every other outcome is remembered and returned.
 *
 * Source: product.md §2; architecture.md §13, §18.
 */
export async function prove(context: SignInContext, token: string, answer: ProveAnswer): Promise<ProveOutcome> {
  const stored = await requireSignIn(context, token, answer.version)
  const method = context.methods.find((candidate) => candidate.kind === answer.method)
  if (!method || !isAsked(stored.signIn, answer.method)) throw stepChanged()
  const subject = throttleSubject(context, stored.signIn, method)
  const refused = await reserve(context, stored, method, subject)
  if (refused) return refused
  const { clock, metrics } = context.kernel
  const began = clock.now()
  try {
    return await judge(context, stored, method, subject, answer.answer)
  } finally {
    metrics.authenticationTook(method.kind, (clock.now() - began) / 1000)
  }
}

async function judge(
  context: SignInContext,
  stored: StoredSignIn,
  method: AnyMethod,
  subject: ThrottleSubject,
  answer: unknown,
): Promise<ProveOutcome> {
  const ceremony: CeremonyContext = {
    userId: stored.signIn.userId,
    decoyKey: stored.signIn.decoyKey,
    boundTo: stored.id,
    afterPassword: allProofs(stored.signIn).some((proof) => proof.kind === 'password'),
  }
  const checked = await method.prove.check(context.kernel, ceremony, answer)
  try {
    return await context.kernel.store.write(anonymous(context.origin), async (w) => {
      const { userId } = stored.signIn
      const [verdict, user] = await Promise.all([
        method.prove.settle(context.kernel, w, ceremony, checked),
        userId ? findUser(w, userId) : undefined,
      ])
      if (!verdict.ok) {
        return fail(context, w, stored, method, { ...verdict, problem: problemOf(method.kind, verdict) })
      }
      const known = user ?? (await findUser(w, verdict.userId))
      const [outcome] = await Promise.all([
        succeed(context, w, stored, method, requireEnabled(known, verdict.userId), verdict.proof),
        forgiveAttempt(context.kernel, w, subject),
      ])
      return outcome
    })
  } catch (error) {
    if (!(error instanceof SignInHalted)) throw error
    return context.kernel.store.write(anonymous(context.origin), (w) => fail(context, w, stored, method, error))
  }
}

/** A passkey cannot be guessed, so only its source is counted; nobody else waits for it. */
function throttleSubject(context: SignInContext, signIn: SignIn, method: AnyMethod): ThrottleSubject {
  const { userId, decoyKey } = signIn
  const { ipAddress } = context.origin
  return {
    kind: method.kind,
    account: method.kind === 'fido2' ? null : (userId ?? decoyKey),
    ipAddress,
    isFamiliarSource: async (r) => userId !== null && isFamiliarSource(r, userId, ipAddress),
  }
}

/** Counts the try; returns the outcome when it has to wait, which is remembered too. */
function reserve(
  context: SignInContext,
  stored: StoredSignIn,
  method: AnyMethod,
  subject: ThrottleSubject,
): Promise<ProveOutcome | undefined> {
  return context.kernel.store.write(anonymous(context.origin), async (w) => {
    const reservation = await reserveAttempt(context.kernel, w, subject)
    if (!reservation.ok) {
      return fail(context, w, stored, method, { errorCode: 50053, problem: waitProblem(reservation.waitSeconds) })
    }
    w.unrecorded('counted before it is judged; the outcome follows in its own write')
    return undefined
  })
}

interface Failure {
  readonly errorCode: SignInErrorCode
  readonly problem: SignInProblem
  /** Whose sign-in it is, where the method told and no name was given. */
  readonly userId?: UserId
  /** What the Conditional Access policies said, where they were asked. */
  readonly access?: Access | undefined
}

async function fail(
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  method: AnyMethod,
  { errorCode, problem, userId, access }: Failure,
): Promise<ProveOutcome> {
  const { signIn } = stored
  const owner = signIn.userId ?? userId
  const user = owner ? await findUser(w, owner) : undefined
  const code = user || signIn.userName === '' ? errorCode : 50034
  const isRight = problem.code === 'accessBlocked'
  const details = [...signIn.details, detailOf(w, method, isRight, isRight ? 'Completed' : problem.code)]
  recordOutcome(w, signIn, { user, errorCode: code, details, access })
  const next = await withOptions(context, w, stored.id, failed(signIn, problem))
  return (await advanceSignIn(w, stored, next)) ?? { ...stored, signIn: next }
}

const succeed = (
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  method: AnyMethod,
  user: User,
  proof: Proof,
): Promise<ProveOutcome> => {
  const success = {
    userId: user.id,
    userName: user.userPrincipalName,
    proof,
    detail: detailOf(w, method, true, 'Completed'),
  }
  return goOn(context, w, stored, proved(stored.signIn, success), user)
}
