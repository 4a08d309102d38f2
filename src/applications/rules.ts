import type { Actor } from '../base/actor.ts'
import { hasForbiddenCharacter } from '../base/text.ts'
import { type Instant, plusMinutes } from '../base/time.ts'

export {
  findDelegatedPermission,
  findPermission,
  knownDelegatedPermissions,
  knownPermissions,
} from './rules/permissions.ts'
export { isRedirectUri, mostRedirectUris } from './rules/redirect-uris.ts'

/** A program with credentials of its own: Graph's application and its service principal in one. */
export interface Application {
  /** Object id of the application. */
  readonly id: string
  /** The client id. */
  readonly appId: string
  readonly servicePrincipalId: string
  readonly displayName: string
  /** Graph application permissions granted, in the order of their names. */
  readonly permissions: readonly string[]
  /** Graph delegated permissions an administrator consented to, for everybody who signs in through it. */
  readonly delegatedPermissions: readonly string[]
  /** Where people may be sent back to after signing in; none: nobody signs in through it. */
  readonly redirectUris: readonly string[]
  /** It runs where no secret can be kept, and has none. */
  readonly isPublicClient: boolean
  readonly accountEnabled: boolean
  readonly createdAt: Instant
}

/** What may be shown of a secret after it was made. */
export interface SecretSummary {
  readonly id: string
  /** What it is for, in the words of whoever made it. */
  readonly displayName: string | null
  /** The first three characters, to tell secrets apart. */
  readonly hint: string
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

export const secretLifetimeDays = { least: 1, default: 180, most: 730 } as const

export const isSecretLifetime = (days: number): boolean =>
  Number.isInteger(days) && days >= secretLifetimeDays.least && days <= secretLifetimeDays.most

/** Whether a secret made now may be good until then. */
export const isSecretExpiry = (now: Instant, expiresAt: Instant): boolean =>
  expiresAt > now && expiresAt <= plusMinutes(now, secretLifetimeDays.most * 24 * 60)

export const mostNameLength = 256

/** Whether a display name, already trimmed, may be given to an application. */
export const isApplicationName = (name: string): boolean =>
  name.length > 0 && name.length <= mostNameLength && !hasForbiddenCharacter(name)

/**
 * The permissions among `permissions` that the actor may not hand out.
 *
 * An application hands out none that it lacks, so that the right to manage applications is not the right to everything.
 * One that acts for a person hands out none that it lacks either, whatever the person might do themself.
 */
export function notTheirsToGrant(actor: Actor, permissions: readonly string[]): readonly string[] {
  const held = actor.kind === 'application' ? actor.permissions : heldFor(actor)
  return held ? permissions.filter((permission) => !held.includes(permission)) : []
}

const heldFor = (actor: Actor): readonly string[] | undefined =>
  actor.kind === 'user' ? actor.application?.permissions : undefined
