import type { AuthenticationDetail, SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import type { UserId } from '../base/text.ts'
import type { User } from '../directory/rules.ts'
import { findUser } from '../directory/service.ts'
import type { Write } from '../kernel/store.ts'
import type { AnyMethod, CeremonyContext, MethodKind, ProofVerdict } from '../methods/method.ts'
import { mustChangePassword } from '../methods/password/service.ts'
import { isMultifactor } from '../sessions/rules.ts'
import { isFamiliarSource, type OpenedSession, openSession } from '../sessions/service.ts'
import { forgiveAttempt, reserveAttempt, type ThrottleSubject } from '../throttling/service.ts'
import {
  anonymous,
  requireSignIn,
  type SignInContext,
  type SignInView,
  stepChanged,
  withPasskeyOptions,
} from './attempt.ts'
import { methodFacts } from './facts.ts'
import { portalApp } from './portal-app.ts'
import { disabledProblem, problemOf, type SignInProblem, waitProblem } from './rules/problems.ts'
import { failed, isAsked, proved, type SignIn, secondFactors } from './rules.ts'
import { advanceSignIn, finishSignIn, type StoredSignIn } from './store.ts'

/** Where an answer led: to another step, or to a session. */
export interface ProveOutcome extends SignInView {
  readonly opened?: OpenedSession
}

export interface ProveAnswer {
  readonly version: number
  readonly method: MethodKind
  /** What the method's own `check` understands. */
  readonly answer: unknown
}

/** A right answer of somebody whose account is off: undone, so that no pass is spent for it. */
class AccountDisabled extends Error {}

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
    afterPassword: stored.signIn.proofs.some((proof) => proof.kind === 'password'),
  }
  const checked = await method.prove.check(context.kernel, ceremony, answer)
  try {
    return await context.kernel.store.write(anonymous(context.origin), async (w) => {
      const verdict = await method.prove.settle(context.kernel, w, ceremony, checked)
      return verdict.ok
        ? succeed(context, w, stored, method, subject, verdict)
        : fail(context, w, stored, method, verdict.errorCode, problemOf(method.kind, verdict))
    })
  } catch (error) {
    if (!(error instanceof AccountDisabled)) throw error
    return context.kernel.store.write(anonymous(context.origin), (w) =>
      fail(context, w, stored, method, 50057, disabledProblem),
    )
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
    if (!reservation.ok) return fail(context, w, stored, method, 50053, waitProblem(reservation.waitSeconds))
    w.unrecorded('counted before it is judged; the outcome follows in its own write')
    return undefined
  })
}

async function fail(
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  method: AnyMethod,
  errorCode: SignInErrorCode,
  problem: SignInProblem,
): Promise<ProveOutcome> {
  const { signIn } = stored
  const user = signIn.userId ? await findUser(w, signIn.userId) : undefined
  const code = user || signIn.userName === '' ? errorCode : 50034
  const detail = detailOf(w, method, false, problem.code)
  record(w, signIn, user, code, [...signIn.details, detail])
  const next = await withPasskeyOptions(context, w, stored.id, failed(signIn, problem, detail))
  return (await advanceSignIn(w, stored, next)) ?? { ...stored, signIn: next }
}

async function succeed(
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  method: AnyMethod,
  subject: ThrottleSubject,
  verdict: Extract<ProofVerdict, { ok: true }>,
): Promise<ProveOutcome> {
  const { kernel } = context
  const user = await findUser(w, verdict.userId)
  if (!user?.accountEnabled) throw new AccountDisabled()
  await forgiveAttempt(kernel, w, subject)
  const proofs = [...stored.signIn.proofs, verdict.proof]
  const after = proved(stored.signIn, {
    userId: user.id,
    userName: user.userPrincipalName,
    proof: verdict.proof,
    detail: detailOf(w, method, true, 'Completed'),
    seconds: isMultifactor(proofs) ? [] : secondFactors(await methodFacts(kernel, w, context.methods, user.id)),
    mustChangePassword: proofs.some((proof) => proof.kind === 'password') && (await mustChangePassword(w, user.id)),
  })
  if (after.isComplete) return complete(context, w, stored, after.signIn, user)
  w.unrecorded('one factor of several; the outcome of the whole is recorded at its end')
  const advanced = await advanceSignIn(w, stored, await withPasskeyOptions(context, w, stored.id, after.signIn))
  if (!advanced) throw stepChanged()
  return advanced
}

/** Opens the session, ends the attempt and records the success, in the write given. */
export async function complete(
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  signIn: SignIn,
  user: User,
): Promise<ProveOutcome> {
  if (!(await finishSignIn(w, stored))) throw stepChanged()
  const opened = await openSession(context.kernel, w, user.id, signIn.proofs)
  record(w, signIn, user, 0, signIn.details, opened.session.id)
  return { version: stored.version + 1, signIn, opened }
}

const detailOf = (w: Write, method: AnyMethod, succeeded: boolean, resultDetail: string): AuthenticationDetail => ({
  at: w.now,
  authenticationMethod: method.logName,
  succeeded,
  resultDetail,
})

function record(
  w: Write,
  signIn: SignIn,
  user: { readonly id: UserId; readonly userPrincipalName: string; readonly displayName: string } | undefined,
  errorCode: SignInErrorCode,
  details: readonly AuthenticationDetail[],
  sessionId?: string,
): void {
  w.signIn({
    subject: {
      kind: 'user',
      userId: user?.id ?? null,
      userPrincipalName: user?.userPrincipalName ?? signIn.userName,
      displayName: user?.displayName ?? signIn.userName,
    },
    app: portalApp,
    errorCode,
    details,
    requirement: isMultifactor(signIn.proofs) ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    ...(sessionId ? { sessionId } : {}),
  })
}
