import { type RegisteredKind, type RegisteredMeaning, registeredMeanings } from '../../methods/rules/registered.ts'

/** A kind of method that reports list; a password is none of them. */
type ReportedKind = Exclude<RegisteredKind, 'password'>

type StrongKind = 'deviceBoundPasskey' | 'syncedPasskey' | 'softwareOath'

/** What is looked up of a user: which methods they have, and which of the strong ones the policy lets them use. */
export type Fact = ReportedKind | `usable ${StrongKind}`

const strongKinds: readonly StrongKind[] = ['deviceBoundPasskey', 'syncedPasskey', 'softwareOath']
const meanings: Readonly<Record<RegisteredKind, RegisteredMeaning>> = registeredMeanings

/** The kinds and Graph's words for them. */
export const reportedKinds: readonly (readonly [ReportedKind, string])[] = Object.entries(registeredMeanings).flatMap(
  ([kind, { token }]) => (token === null ? [] : [[kind as ReportedKind, token] as const]),
)

const usable = (kinds: readonly StrongKind[]): readonly Fact[] => kinds.map((kind) => `usable ${kind}` as const)

/** The capabilities that reports tell of a user. */
export type Capability =
  | 'isMfaRegistered'
  | 'isMfaCapable'
  | 'isPasswordlessCapable'
  | 'isSsprRegistered'
  | 'isSsprEnabled'
  | 'isSsprCapable'

/**
 * The facts that give a user a capability, any one of them.
 *
 * Registered is who has a method, capable who may also use it by the authentication methods policy.
 * Nobody is enabled for resetting a forgotten password without help, because there is no such thing here.
 *
 * Source: facts/entra.md §10.5.
 */
export const capabilities: Readonly<Record<Capability, readonly Fact[]>> = {
  isMfaRegistered: strongKinds.filter((kind) => meanings[kind].multifactor),
  isMfaCapable: usable(strongKinds.filter((kind) => meanings[kind].multifactor)),
  isPasswordlessCapable: usable(strongKinds.filter((kind) => meanings[kind].passwordless)),
  isSsprRegistered: reportedKinds.map(([kind]) => kind).filter((kind) => meanings[kind].passwordReset),
  isSsprEnabled: [],
  isSsprCapable: [],
}

/**
 * What is asked for first as a second factor, the strongest in front, in Graph's words.
 *
 * Source: facts/entra.md §4.2.
 */
export const systemPreferred: readonly (readonly [Fact, string])[] = [
  ['usable deviceBoundPasskey', 'fido2'],
  ['usable syncedPasskey', 'fido2'],
  ['usable softwareOath', 'oath'],
]
