import { modelsNamedIn, stuckCode, wayOn } from '../access/rules.ts'
import type { Access } from '../access/service.ts'
import type { User } from '../directory/rules.ts'
import type { Write } from '../kernel/store.ts'
import type { MethodKind } from '../methods/method.ts'
import { mustChangePassword } from '../methods/password/service.ts'
import { isMultifactor } from '../sessions/rules.ts'
import { type SignInContext, stepChanged } from './attempt.ts'
import { campaignOf } from './campaign.ts'
import { complete, type ProveOutcome, requireStanding, SignInHalted } from './complete.ts'
import { methodFacts } from './facts.ts'
import { judgeAttempt, judgeRegistration, type Person, personOf, standingOf } from './judging.ts'
import { withOptions } from './options.ts'
import { recordOutcome } from './record.ts'
import { nextOf } from './rules/next.ts'
import { accessProblem } from './rules/problems.ts'
import { allProofs, type SignIn, secondFactors } from './rules.ts'
import { advanceSignIn, type StoredSignIn } from './store.ts'

/**
 * Leads somebody on after a right answer, in the write that settles it: to what is still missing, or to the end.
 *
 * A try that is led on because of a policy leaves a record of its own, with Entra's number for what it lacks.
 * Throws `SignInHalted` where a policy blocks, or nothing that the person has or may add is enough; `stepChanged` where another answer was quicker.
 *
 * Source: ADR 23, ADR 26.
 */
export async function goOn(
  context: SignInContext,
  w: Write,
  stored: StoredSignIn,
  signIn: SignIn,
  user: User,
): Promise<ProveOutcome> {
  const { next, access } = await whereTo(context, w, signIn, user)
  if (next === 'complete') {
    await requireStanding(context, w, user, signIn.proofs.slice(0, stored.signIn.proofs.length))
    return complete(context, w, stored, signIn, { user, access })
  }
  recordOnward(w, next, user, access)
  const advanced = await advanceSignIn(w, stored, await withOptions(context, w, stored.id, next))
  if (!advanced) throw stepChanged()
  return advanced
}

/** Where an attempt goes as it stands: on to what is asked then, or to its end. */
export async function whereTo(
  context: SignInContext,
  w: Write,
  signIn: SignIn,
  user: User,
): Promise<{ readonly next: SignIn | 'complete'; readonly access: Access }> {
  const access = await judgeAttempt(context, w, signIn, user.id)
  if (access.outcome === 'blocked') throw halted(context, user, access, access.stoppedBy ?? 'policy')
  return { next: await nextFor(context, w, signIn, user, access), access }
}

async function nextFor(
  context: SignInContext,
  w: Write,
  signIn: SignIn,
  user: User,
  access: Access,
): Promise<SignIn | 'complete'> {
  const person = access.outcome === 'required' ? await personOf(context, w, user.id) : undefined
  const next = nextOf(signIn, {
    wayOn: person ? wayOn(await standingOf(w, user.id, access, person)) : null,
    isAgain: access.counting.length < allProofs(signIn).length,
    seconds: await secondsAfter(context, w, access, user),
    mustChangePassword: await mustChange(w, signIn, user),
    campaign: access.outcome === 'granted' ? await campaignOf(context, w, signIn, user, access) : [],
  })
  if (next === 'complete') return next
  if (next === 'nothingHelps') throw halted(context, user, access, 'strength')
  if (next.signIn.stage !== 'register') return next.signIn
  const wantsModel = modelsNamedIn(access.missing).length > 0
  return beforeRegistration(
    context,
    w,
    { ...next.signIn, wantsModel },
    user,
    person ?? (await personOf(context, w, user.id)),
  )
}

/** Where a password is all that counts, the second factors that the person has. */
async function secondsAfter(
  { kernel, methods }: SignInContext,
  w: Write,
  { counting }: Access,
  user: User,
): Promise<readonly MethodKind[]> {
  const given = new Set(counting.map(({ kind }) => kind))
  if (!given.has('password') || isMultifactor(counting)) return []
  return secondFactors(await methodFacts(kernel, w, methods, user.id)).filter((kind) => !given.has(kind))
}

const mustChange = async (w: Write, { proofs, passwordChanged }: SignIn, user: User): Promise<boolean> =>
  !passwordChanged && proofs.some(({ kind }) => kind === 'password') && (await mustChangePassword(w, user.id))

/** Leads to a registration where the policies on it let the person, and else to what they ask for, with what the person has. */
async function beforeRegistration(
  context: SignInContext,
  w: Write,
  register: SignIn,
  user: User,
  person: Person,
): Promise<SignIn> {
  const access = await judgeRegistration(context, w, register, user.id)
  if (access.outcome === 'granted') return register
  if (access.outcome === 'blocked') throw halted(context, user, access, 'registration')
  const standing = await standingOf(w, user.id, access, { ...person, registrable: () => [] })
  const next = nextOf(register, {
    wayOn: wayOn(standing),
    isAgain: false,
    seconds: [],
    mustChangePassword: false,
    campaign: [],
  })
  if (typeof next === 'string') throw halted(context, user, access, 'registering')
  return next.signIn
}

function halted(
  { origin }: SignInContext,
  user: User,
  access: Access,
  by: Parameters<typeof accessProblem>[0],
): SignInHalted {
  return new SignInHalted(haltedCode(access, by), accessProblem(by, origin.correlationId), user.id, access)
}

function haltedCode(access: Access, by: Parameters<typeof accessProblem>[0]): SignInHalted['errorCode'] {
  if (by === 'registering') return 53010
  return by === 'strength' ? stuckCode(access) : access.errorCode
}

/**
 * Leaves a record where a policy is why somebody has to go on.
 *
 * Entra tells apart who has to prove more from who has to add something first.
 */
export function recordOnward(w: Write, next: SignIn, user: User, access: Access): void {
  if (access.outcome === 'granted') {
    w.unrecorded('one step of several; the outcome of the whole is recorded at its end')
    return
  }
  const errorCode = next.stage === 'register' ? 50072 : access.errorCode
  recordOutcome(w, next, { user, errorCode, details: next.details, access })
}
