import type { AuthenticationDetail } from '../audit/rules/sign-in-record.ts'
import type { SessionId, UserId } from '../base/text.ts'
import type { Instant } from '../base/time.ts'
import type { MethodKind, Proof } from '../methods/rules.ts'
import type { SignInProblem } from './rules/problems.ts'

export { problemSentences } from './rules/problems.ts'

/** What a person is asked for now. */
export type Stage = 'identify' | 'prove' | 'register' | 'changePassword' | 'blocked'

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
  /** What is to be done there that policies ask about by itself. */
  readonly userAction: 'urn:user:registersecurityinfo' | null
}

/** Why more is asked for after something was proved: for policies, for one that wants it again, or because that passkey is of a kind they don't count. */
export type Why = 'more' | 'again' | 'otherPasskey'

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
  /** The method asked for in stage `prove`, or to be added in stage `register`. */
  readonly asked: MethodKind | null
  readonly alternatives: readonly MethodKind[]
  readonly proofs: readonly Proof[]
  /** The steps that succeeded so far, for the log; those that failed stand in records of their own. */
  readonly details: readonly AuthenticationDetail[]
  /** WebAuthn options where a passkey can answer, or is to be made. */
  readonly passkeyOptions: unknown
  /** Null where nothing but signing in is the reason. */
  readonly why: Why | null
  /** Whether policies go by the model of the passkey to be made. */
  readonly wantsModel: boolean
  /** Whether what is to be added may be put off. */
  readonly mayPutOff: boolean
  readonly passwordChanged: boolean
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

export const newSignIn = ({ returnTo, app, userAction }: SignInAim): SignIn => ({
  stage: 'identify',
  returnTo,
  app,
  userAction,
  stepUp: null,
  userName: '',
  userId: null,
  decoyKey: '',
  asked: null,
  alternatives: [],
  proofs: [],
  details: [],
  passkeyOptions: null,
  why: null,
  wantsModel: false,
  mayPutOff: false,
  passwordChanged: false,
  problem: null,
})

const names = Object.keys(
  newSignIn({ returnTo: '', app: { appId: '', displayName: '', clientAppType: 'browser' }, userAction: null }),
)

/** Whether what was kept of an attempt is all that this version knows of one; an earlier version knew less. */
export const isWhole = (kept: object): kept is SignIn => names.every((name) => name in kept)

/** Everything proved by the person who signs in, in the session before too. */
export const allProofs = ({ stepUp, proofs }: SignIn): readonly Proof[] => [...(stepUp?.proofs ?? []), ...proofs]

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
  stage: 'prove',
})

/** Another way is asked for, or another thing to add; undefined when it is not among those offered. */
export function chose(signIn: SignIn, kind: MethodKind): SignIn | undefined {
  const isAsking = signIn.stage === 'prove' || signIn.stage === 'register'
  if (!isAsking || signIn.asked === null) return undefined
  if (signIn.stage === 'register' && signIn.asked === kind) return { ...signIn, problem: null }
  if (!signIn.alternatives.includes(kind)) return undefined
  const others = signIn.alternatives.filter((other) => other !== kind)
  return { ...signIn, asked: kind, alternatives: [signIn.asked, ...others], passkeyOptions: null, problem: null }
}

/** Whether an answer of this kind is what was asked: on the first page only a passkey can answer unnamed. */
export const isAsked = (signIn: SignIn, kind: MethodKind): boolean =>
  signIn.stage === 'prove' ? signIn.asked === kind : signIn.stage === 'identify' && kind === 'fido2'

/** What a right answer adds to an attempt. */
export interface Success {
  readonly userId: UserId
  readonly userName: string
  readonly proof: Proof
  readonly detail: AuthenticationDetail
}

/** The attempt with one proof more; what is asked next is another question. */
export const proved = (signIn: SignIn, { userId, userName, proof, detail }: Success): SignIn => ({
  ...signIn,
  userId,
  userName,
  proofs: [...signIn.proofs, proof],
  details: [...signIn.details, detail],
  passkeyOptions: null,
  problem: null,
})

/** The attempt after a new password was set, which from then on is the one that was proved. */
export const passwordChanged = (signIn: SignIn, now: Instant): SignIn => ({
  ...signIn,
  passwordChanged: true,
  proofs: signIn.proofs.map((proof) => (proof.kind === 'password' ? { ...proof, at: now } : proof)),
  problem: null,
})

/** A wrong answer: the same step again, with what to say; from the beginning where what was proved counts no more. */
export function failed(signIn: SignIn, problem: SignInProblem): SignIn {
  if (problem.code === 'expired') return { ...newSignIn(signIn), problem }
  const isOver = problem.code === 'accountDisabled' || problem.code === 'accessBlocked'
  return { ...signIn, stage: isOver ? 'blocked' : signIn.stage, problem }
}
