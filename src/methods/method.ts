import type { AuthenticationDetail } from '../audit/rules/sign-in-record.ts'
import type { UserActor } from '../base/actor.ts'
import type { Verdict } from '../base/refusal.ts'
import type { UserId } from '../base/text.ts'
import type { Instant } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { ConfigurationId, MethodScope } from '../policies/authentication-methods/rules.ts'
import type { StrengthProof } from '../policies/authentication-strengths/rules.ts'
import type { MethodKind, Proof, ProofVerdict } from './rules.ts'

export type { MethodKind, Proof, ProofFailure, ProofVerdict } from './rules.ts'

/** What is known before the method is asked: who it is for and to which attempt or session it belongs. */
export interface CeremonyContext {
  /** Null while a discoverable passkey has yet to tell, and for a name nobody has. */
  readonly userId: UserId | null
  /**
   * Stands for the name, so that an unknown one's answers are as steady as a known one's.
   *
   * Empty while nobody was named; only then may a discoverable passkey tell who it is.
   */
  readonly decoyKey: string
  /** The sign-in attempt or the session, to which challenges are bound. */
  readonly boundTo: string
  /** A password was proved before, in the same sign-in. */
  readonly afterPassword?: boolean
  /** Somebody goes by the model of the authenticator, so it is to be told. */
  readonly wantsModel?: boolean
}

/** Check slowly, settle quickly: `check` may hash or verify and holds no transaction; `settle` is guarded and runs in the caller's write. */
export interface ProveCeremony<Answer, Checked> {
  /** Stores a challenge and returns the options for the browser, where the method has any. */
  begin?(kernel: Kernel, w: Write, context: CeremonyContext): Promise<unknown>
  check(kernel: Kernel, context: CeremonyContext, answer: Answer): Promise<Checked>
  settle(kernel: Kernel, w: Write, context: CeremonyContext, checked: Checked): Promise<ProofVerdict>
}

export interface Registered {
  readonly methodId: string
  readonly displayName: string
}

/** Whether somebody may add a method now. */
export interface RegistrationOffer {
  /** Why not; null where they may. */
  readonly why: Extract<MethodScope, { readonly allowed: false }>['why'] | 'selfServiceOff' | 'tooManyMethods' | null
  /** Models of authenticator that may be added, those named among them and one that stands for all others; absent where there are none. */
  models?(named: readonly string[]): readonly string[]
}

/** `begin` and `finish` of a registration; `why` is a sentence for the person. */
export interface RegisterCeremony<Answer, Checked> {
  /** Whether the policy and the number of those there are let the person add one now. */
  offer(read: Read, userId: UserId): Promise<RegistrationOffer>
  begin(kernel: Kernel, w: Write, context: CeremonyContext & { readonly userId: UserId }): Promise<unknown>
  check(kernel: Kernel, context: CeremonyContext & { readonly userId: UserId }, answer: Answer): Promise<Checked>
  settle(
    kernel: Kernel,
    w: Write,
    context: CeremonyContext & { readonly userId: UserId },
    checked: Checked,
  ): Promise<Verdict<{ readonly value: Registered }, string>>
}

/** One registered method of a user, as lists show it. */
export interface RegisteredMethod {
  readonly kind: MethodKind
  readonly id: string
  readonly displayName: string
  readonly createdAt: Instant | null
  readonly lastUsedAt: Instant | null
}

/** What owners do with a method of theirs. Refuses with `methodNotFound`; `rename` also with `nameInvalid`. */
export interface OwnersDoing {
  /** Returns the name it got: a number follows where the owner has another of that name. */
  rename?(kernel: Kernel, actor: UserActor, id: string, displayName: string): Promise<string>
  remove(kernel: Kernel, actor: UserActor, id: string): Promise<void>
}

/** What the sign-in service knows of a method. */
export interface AuthenticationMethod<
  Answer = never,
  Checked = never,
  Registration = never,
  CheckedRegistration = never,
> {
  readonly kind: MethodKind
  readonly configurationId: ConfigurationId
  /** What the log calls it (`AuthenticationDetail.authenticationMethod`). */
  readonly logName: AuthenticationDetail['authenticationMethod']
  /** `alone`: enough for multifactor by itself; `first`: a first factor; `second`: only after a password. */
  readonly strength: 'alone' | 'first' | 'second'
  /** The user's methods of this kind; a pass only while it is usable or will be. */
  list(kernel: Kernel, read: Read, userId: UserId): Promise<readonly RegisteredMethod[]>
  /** Whether the user could prove with it now: registered, usable and allowed by the policy. */
  usable(kernel: Kernel, read: Read, userId: UserId): Promise<boolean>
  /** Where the policy narrows `strength` for one user: a pass that counts only after a password. */
  strengthFor?(kernel: Kernel, read: Read, userId: UserId): Promise<'alone' | 'first' | 'second'>
  /** How proofs with the user's methods of this kind would count now; without it, as the kind itself. */
  counts?(kernel: Kernel, read: Read, userId: UserId): Promise<readonly StrengthProof[]>
  readonly prove: ProveCeremony<Answer, Checked>
  /**
   * Whether a proof given earlier in the same sign-in still counts, held so until the write ends.
   *
   * Without it a proof counts while the method it was given with is listed.
   */
  holdProof?(kernel: Kernel, w: Write, userId: UserId, proof: Proof): Promise<boolean>
  readonly register?: RegisterCeremony<Registration, CheckedRegistration>
  /** What owners may do themselves; the caller has asked for a fresh proof. */
  readonly own?: OwnersDoing
}

/** A method whose answers are not known here; its own `check` judges them. */
export type AnyMethod = AuthenticationMethod<unknown, unknown, unknown, unknown>
