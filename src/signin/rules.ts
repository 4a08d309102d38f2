import type { AuthenticationDetail } from '../audit/rules/sign-in-record.ts'
import type { SessionId, UserId } from '../base/text.ts'
import type { MethodKind, Proof } from '../methods/rules.ts'
import { isMultifactor } from '../sessions/rules.ts'
import type { SignInProblem } from './rules/problems.ts'

/** What a person is asked for now. */
export type Stage = 'identify' | 'prove' | 'changePassword' | 'blocked'

/** What somebody signs in to, as policies and the log name it. */
export interface SignInApp {
  /** The client id. */
  readonly appId: string
  readonly displayName: string
  readonly clientAppType: 'browser' | 'mobileAppsAndDesktopClients'
}

/** A session in being that is to be worth more. */
export interface StepUp {
  readonly sessionId: SessionId
  /** What was proved in it before; what still counts of that is judged anew each time. */
  readonly proofs: readonly Proof[]
}

/** What an attempt is for, and stays for when it begins anew. */
export interface SignInAim {
  /** A path of this server, where the person wanted to go. */
  readonly returnTo: string
  readonly app: SignInApp
}

/** An attempt to sign in, as it stands between two answers. */
export interface SignIn extends SignInAim {
  readonly stage: Stage
  /** Null where a session of its own is opened at the end. */
  readonly stepUp: StepUp | null
  /** The name as typed, empty before. */
  readonly userName: string
  /** Null for a name nobody has, and before a discoverable passkey has told. */
  readonly userId: UserId | null
  /** Stands for the name in decoys and counters. */
  readonly decoyKey: string
  /** The method asked in stage `prove`. */
  readonly asked: MethodKind | null
  readonly alternatives: readonly MethodKind[]
  readonly proofs: readonly Proof[]
  /** The steps that succeeded so far, for the log; those that failed stand in records of their own. */
  readonly details: readonly AuthenticationDetail[]
  /** WebAuthn request options where a passkey can answer. */
  readonly passkeyOptions: unknown
  readonly problem: SignInProblem | null
}

/** What is known of one method when the person is asked. */
export interface MethodFacts {
  readonly kind: MethodKind
  readonly strength: 'alone' | 'first' | 'second'
  /** The user could prove with it now; false for a name nobody has. */
  readonly usable: boolean
  /** The methods policy has it switched on for anybody. */
  readonly enabled: boolean
}

export const newSignIn = ({ returnTo, app }: SignInAim): SignIn => ({
  stage: 'identify',
  returnTo,
  app,
  stepUp: null,
  userName: '',
  userId: null,
  decoyKey: '',
  asked: null,
  alternatives: [],
  proofs: [],
  details: [],
  passkeyOptions: null,
  problem: null,
})

/**
 * The method to ask first.
 *
 * The pass where the user holds a usable one, else a passkey, else the password.
 * With nothing usable `decoy` decides between the two that anybody might have, steadily for one name.
 * With `passPrompt` on request a pass is never asked by itself, so the prompt tells nothing.
 *
 * Source: issue of the product's sign-in; facts/entra.md §4.2.
 */
export function firstMethod(
  methods: readonly MethodFacts[],
  passPrompt: 'automatic' | 'onRequest',
  decoy: number,
): MethodKind {
  const usable = (kind: MethodKind) => methods.some((method) => method.kind === kind && method.usable)
  const passAlone = methods.some(
    (method) => method.kind === 'temporaryAccessPass' && method.usable && method.strength === 'alone',
  )
  if (passPrompt === 'automatic' && passAlone) return 'temporaryAccessPass'
  if (usable('fido2')) return 'fido2'
  if (usable('password')) return 'password'
  const anybody = methods.filter(({ kind, enabled }) => enabled && (kind === 'fido2' || kind === 'password'))
  return anybody[decoy % Math.max(1, anybody.length)]?.kind ?? 'temporaryAccessPass'
}

/** Other first ways: the same for every name, known or not. */
export const firstAlternatives = (methods: readonly MethodFacts[], asked: MethodKind): readonly MethodKind[] =>
  methods
    .filter(
      ({ kind, enabled }) => kind !== asked && kind !== 'softwareOath' && (enabled || kind === 'temporaryAccessPass'),
    )
    .map(({ kind }) => kind)

/** What may follow a password: the kinds the user can really use, in the order offered. */
export const secondFactors = (methods: readonly MethodFacts[]): readonly MethodKind[] =>
  methods.filter(({ usable, kind }) => usable && kind !== 'password').map(({ kind }) => kind)

export interface Identified {
  readonly userName: string
  readonly userId: UserId | null
  readonly decoyKey: string
  readonly asked: MethodKind
  readonly alternatives: readonly MethodKind[]
}

export const identified = (signIn: SignIn, found: Identified): SignIn => ({
  ...newSignIn(signIn),
  ...found,
  stepUp: signIn.stepUp,
  stage: 'prove',
})

/** Another way is asked for; undefined when it is not among those offered. */
export function chose(signIn: SignIn, kind: MethodKind): SignIn | undefined {
  if (signIn.stage !== 'prove' || signIn.asked === null || !signIn.alternatives.includes(kind)) return undefined
  const others = signIn.alternatives.filter((other) => other !== kind)
  return { ...signIn, asked: kind, alternatives: [signIn.asked, ...others], passkeyOptions: null, problem: null }
}

/** Whether an answer of this kind is what was asked: on the first page only a passkey can answer unnamed. */
export const isAsked = (signIn: SignIn, kind: MethodKind): boolean =>
  signIn.stage === 'prove' ? signIn.asked === kind : signIn.stage === 'identify' && kind === 'fido2'

export interface Proved {
  readonly userId: UserId
  readonly userName: string
  readonly proof: Proof
  readonly detail: AuthenticationDetail
  /** Second factors the user could use; looked at only after a password. */
  readonly seconds: readonly MethodKind[]
  readonly mustChangePassword: boolean
}

/** Where a right answer leads: to a second factor, to a new password, or to the end. */
export function proved(signIn: SignIn, success: Proved): { readonly signIn: SignIn; readonly isComplete: boolean } {
  const proofs = [...signIn.proofs, success.proof]
  const onward: SignIn = {
    ...signIn,
    userId: success.userId,
    userName: success.userName,
    proofs,
    details: [...signIn.details, success.detail],
    passkeyOptions: null,
    problem: null,
  }
  const given = new Set(proofs.map((proof) => proof.kind))
  const [second, ...others] = success.seconds.filter((kind) => !given.has(kind))
  if (!isMultifactor(proofs) && second !== undefined) {
    return { signIn: { ...onward, stage: 'prove', asked: second, alternatives: others }, isComplete: false }
  }
  if (success.mustChangePassword) {
    return { signIn: { ...onward, stage: 'changePassword', asked: null, alternatives: [] }, isComplete: false }
  }
  return { signIn: onward, isComplete: true }
}

/** A wrong answer: the same step again, with what to say; from the beginning where what was proved counts no more. */
export function failed(signIn: SignIn, problem: SignInProblem): SignIn {
  if (problem.code === 'expired') return { ...newSignIn(signIn), problem }
  const isOver = problem.code === 'accountDisabled' || problem.code === 'accessBlocked'
  return { ...signIn, stage: isOver ? 'blocked' : signIn.stage, problem }
}
