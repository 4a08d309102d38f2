import type { Actor } from '../base/actor.ts'
import type { Random } from '../base/random.ts'
import type { GroupId, UserId } from '../base/text.ts'
import type { Clock } from '../base/time.ts'
import type { CountryOf } from '../policies/named-locations/rules.ts'
import type { OperationName } from '../roles/rules.ts'
import type { KeyRing } from './key-ring.ts'
import type { Logger } from './log.ts'
import type { MailServer } from './mail.ts'
import type { Metrics } from './metrics.ts'
import type { Settings } from './settings.ts'
import type { SlowHash } from './slow-hash.ts'
import type { Read, Store, Write } from './store.ts'
import type { Vault } from './vault.ts'

/** Whom an operation acts on: a user, by the plain id, or a group. */
export type ActedOn = UserId | { readonly groupId: string }

/**
 * Throws a `Refusal` unless the actor may perform the operation on the target.
 *
 * `target` is the user or group acted upon, absent where the operation concerns the tenant.
 */
export type Authorize = (read: Read, actor: Actor, operation: OperationName, target?: ActedOn) => Promise<void>

/** What of the tenant this server is for never changes; its name does. */
export interface Tenant {
  readonly id: string
  /** Primary domain, lower case. */
  readonly domain: string
}

/** What one slice does, in the same write, when another takes something away; it may refuse. */
export type Consequence<Id> = (write: Write, id: Id) => Promise<void>

/**
 * What follows when users, groups and parts of policies go, given by `main/compose.ts` in the order it happens.
 *
 * So the directory need not know who keeps what about a user: sessions, methods, role assignments.
 */
export interface Consequences {
  readonly userDeleted: readonly Consequence<UserId>[]
  /** Just before nothing is left of a deleted user. */
  readonly userErased: readonly Consequence<UserId>[]
  readonly userDisabled: readonly Consequence<UserId>[]
  readonly groupDeleted: readonly Consequence<GroupId>[]
  readonly administrativeUnitDeleted: readonly Consequence<string>[]
  readonly strengthDeleted: readonly Consequence<string>[]
  readonly locationDeleted: readonly Consequence<string>[]
  readonly authenticationContextDeleted: readonly Consequence<string>[]
  readonly securityDefaultsEnabled: readonly Consequence<undefined>[]
  readonly accessChanging: readonly AccessChanging[]
}

/**
 * Looks at who gets in before what decides access is changed; what it returns is asked once it has, in the same write.
 *
 * The answer names the administrators who are all locked out by the change, and is undefined where some are left.
 */
type AccessChanging = (kernel: Kernel, write: Write) => Promise<() => Promise<string | undefined>>

/** What every use-case is handed: the outside world as parameters. */
export interface Kernel {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly vault: Vault
  readonly keyRing: KeyRing
  readonly passHash: SlowHash
  readonly passwordHash: SlowHash
  readonly mail: MailServer
  readonly settings: Settings
  readonly log: Logger
  readonly metrics: Metrics
  readonly tenant: Tenant
  readonly authorize: Authorize
  readonly consequences: Consequences
  /** The country of an address; null where nobody knows, as without a file of countries. */
  readonly countryOf: CountryOf
  /** Set for a caller who accepts that a change may lock out every administrator. */
  readonly acceptsLockOut?: true
}
