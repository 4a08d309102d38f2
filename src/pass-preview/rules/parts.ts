import type { Way } from '../../access/rules.ts'
import type { Instant } from '../../base/time.ts'
import type { MethodKind } from '../../methods/rules.ts'
import type { PassTerms } from '../../methods/temporary-access-pass/rules.ts'
import type { AccessPolicy, AccessRules, UserFacts, Whereabouts } from '../../policies/conditional-access/rules.ts'
import type { Entry, Opening, Outlook, PolicyOutlook } from './outlook.ts'

/** Something people sign in to. */
export interface Door {
  readonly appId: string
  readonly displayName: string
  readonly clientAppType: Entry['clientAppType']
  /** Why nobody signs in to it, whatever they prove; null where people do. */
  readonly closed: 'applicationDisabled' | 'noSignIn' | null
}

/** Why a pass would open nothing although it is issued. */
export type Hindrance = 'accountDisabled' | 'passwordMissing'

/** What whoever issues a pass should know, although it works. */
export type Note = 'afterPassword' | 'replacesPass'

/** A method that the person could register. */
export interface Registrable {
  readonly kind: MethodKind
  readonly why: 'methodDisabled' | 'userNotIncluded' | 'userExcluded' | 'selfServiceOff' | 'tooManyMethods' | null
}

/** All that a preview is made of. */
export interface PreviewFacts {
  readonly terms: PassTerms
  /** Whether issuing it would be refused. */
  readonly isRefused: boolean
  readonly secondFactorOnly: boolean
  readonly hindrances: readonly Hindrance[]
  readonly identity: UserFacts
  readonly rules: AccessRules
  readonly places: readonly Whereabouts[]
  /** Our own pages first. */
  readonly doors: readonly Door[]
  /** The client id under which our own pages are judged. */
  readonly ownPages: string
  /** What the methods policy lets the person register. */
  readonly methods: readonly Registrable[]
  /** What else the person could prove with, and what the things they may register would prove. */
  readonly usable: readonly Way[]
  readonly registrable: readonly Way[]
}

/** What somebody is led to on the way in: one of several kinds, or a new password. */
export interface Asked {
  readonly next: 'prove' | 'register' | 'changePassword'
  readonly kinds: readonly MethodKind[]
}

/** Whether and how somebody gets in. */
export interface WayIn {
  readonly opening: Opening
  readonly dependsOn: Outlook['dependsOn']
  /** The policies in force that apply and are not met, or might be. */
  readonly inTheWay: readonly PolicyOutlook[]
  /** What the person is asked for beside the pass; null where nothing is, or nothing would help. */
  readonly asked: Asked | null
}

/** What becomes of one door. */
export interface DoorPreview extends WayIn {
  readonly door: Door
}

/** What one policy says to signing in, anywhere, and to registering. */
export interface PolicyPreview {
  readonly policy: AccessPolicy
  readonly signIn: PolicyOutlook
  /** The doors where it applies, or might. */
  readonly doors: readonly Door[]
  readonly registration: PolicyOutlook
}

export interface RegistrationPreview extends WayIn {
  /** How long after signing in, at most; null for until the pass ends. */
  readonly minutes: number | null
  readonly until: Instant
  readonly methods: readonly Registrable[]
}

export type PreviewVerdict = 'refused' | 'fails' | 'depends' | 'partly' | 'works'

/** What a pass about to be issued would open, and what not. */
export interface PassPreview {
  readonly verdict: PreviewVerdict
  readonly policies: readonly PolicyPreview[]
  readonly doors: readonly DoorPreview[]
  readonly registration: RegistrationPreview
}
