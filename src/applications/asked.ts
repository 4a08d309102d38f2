import { Refusal } from '../base/refusal.ts'
import { nearestName } from '../kernel/nearest-name.ts'
import type { Write } from '../kernel/store.ts'
import {
  findDelegatedPermission,
  findPermission,
  isApplicationName,
  isRedirectUri,
  knownDelegatedPermissions,
  knownPermissions,
  mostNameLength,
  mostRedirectUris,
  notTheirsToGrant,
} from './rules.ts'

/** The name as it is kept; refuses with `nameInvalid`. */
export function nameOf(given: string): string {
  const name = given.normalize('NFC').trim()
  if (isApplicationName(name)) return name
  throw new Refusal(
    'nameInvalid',
    `An application's name has 1 to ${mostNameLength} characters and no control characters.`,
    { field: 'displayName' },
  )
}

/** The application permissions asked for, by their own names; refuses with `permissionUnknown` or `permissionNotYours`. */
export function grantable(w: Write, asked: readonly string[]): readonly string[] {
  const permissions = [...new Set(asked.map(permissionOf))].sort()
  refuseBeyondOwn(w, permissions)
  return permissions
}

function permissionOf(asked: string): string {
  const permission = findPermission(asked)
  if (permission) return permission
  const nearest = nearestName(asked, knownPermissions)
  const hint = nearest ? ` Did you mean ${nearest}?` : ''
  throw new Refusal('permissionUnknown', `There is no application permission '${asked.slice(0, 200)}'.${hint}`, {
    field: 'permissions',
  })
}

/** The delegated permissions asked for; refuses as `grantable`. */
export function consentable(w: Write, asked: readonly string[]): readonly string[] {
  const permissions = [...new Set(asked.map(delegatedPermissionOf))].sort()
  refuseBeyondOwn(w, permissions)
  return permissions
}

function delegatedPermissionOf(asked: string): string {
  const permission = findDelegatedPermission(asked)
  if (permission) return permission
  const nearest = nearestName(asked, knownDelegatedPermissions)
  const hint = nearest ? ` Did you mean ${nearest}?` : ''
  throw new Refusal('permissionUnknown', `There is no delegated permission '${asked.slice(0, 200)}'.${hint}`, {
    field: 'delegatedPermissions',
  })
}

/** Where people may be sent back to; refuses with `redirectUriInvalid`. */
function redirectUrisOf(asked: readonly string[], isPublicClient: boolean): readonly string[] {
  const wrong = asked.find((address) => !isRedirectUri(address, isPublicClient))
  if (wrong !== undefined) {
    throw new Refusal(
      'redirectUriInvalid',
      `'${wrong.slice(0, 200)}' can't be sent people back to: it has to be https, or http on localhost, without a fragment.`,
      { field: 'redirectUris' },
    )
  }
  if (asked.length > mostRedirectUris) {
    throw new Refusal('redirectUriInvalid', `An application has at most ${mostRedirectUris} redirect addresses.`, {
      field: 'redirectUris',
    })
  }
  return [...new Set(asked)]
}

/** Addresses parted by the kind of application they are for, as Graph has them. */
export interface AddressesByKind {
  readonly web?: readonly string[] | undefined
  readonly publicClient?: readonly string[] | undefined
}

/** The addresses of the application's own kind, as `redirectUrisOf`; those of the other kind have to be none. */
export function ownAddresses(asked: readonly string[] | AddressesByKind, isPublicClient: boolean) {
  if (isList(asked)) return redirectUrisOf(asked, isPublicClient)
  const { web, publicClient } = asked
  const [own, other, otherName] = isPublicClient
    ? ([publicClient, web, 'web'] as const)
    : ([web, publicClient, 'publicClient'] as const)
  if (other === undefined || other.length === 0) return own && redirectUrisOf(own, isPublicClient)
  const kind = isPublicClient ? 'public client has publicClient' : 'web application has web'
  throw new Refusal('redirectUriInvalid', `A ${kind}/redirectUris alone; which it is was decided at registration.`, {
    field: `${otherName}/redirectUris`,
  })
}

const isList = (asked: readonly string[] | AddressesByKind): asked is readonly string[] => Array.isArray(asked)

/** Refuses with `permissionNotYours` where an application would hand out what it lacks. */
export function refuseBeyondOwn(w: Write, permissions: readonly string[]): void {
  const lacking = notTheirsToGrant(w.actor, permissions)
  if (lacking.length === 0) return
  throw new Refusal(
    'permissionNotYours',
    `An application hands out only permissions it holds itself, and it lacks ${lacking.join(', ')}.`,
  )
}
