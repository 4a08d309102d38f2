import type { UserFacts } from '../facts.ts'
import { anyOf, type CompileCondition, includedOnly, type Outcome, outcome } from '../outcome.ts'
import type { Guests, UsersCondition } from '../policy.ts'

/** Who is meant, of people; a policy for applications means none. */
export const usersCondition: CompileCondition = ({ users }) => {
  const included = users && assigned(sideOf(users, 'include'))
  const excluded = users && assigned(sideOf(users, 'exclude'))
  return {
    reason: 'users',
    holds: ({ identity }) => {
      if (identity.kind !== 'user') return 'yes'
      return included && excluded ? includedOnly(included(identity), excluded(identity)) : 'no'
    },
  }
}

/** One side of the condition: whom it includes, or whom it excludes. */
export interface Side {
  readonly users: readonly string[]
  readonly groups: readonly string[]
  readonly roles: readonly string[]
  readonly guests: Guests | null
}

export const sideOf = (users: UsersCondition, side: 'include' | 'exclude'): Side => ({
  users: users[`${side}Users`],
  groups: users[`${side}Groups`],
  roles: users[`${side}Roles`],
  guests: users[`${side}GuestsOrExternalUsers`],
})

function assigned({ users, groups, roles, guests }: Side): (user: UserFacts) => Outcome {
  const ids = new Set(users)
  const isNamed = (user: UserFacts): boolean =>
    ids.has('All') ||
    (user.id !== null && ids.has(user.id)) ||
    (user.guestType !== null && ids.has('GuestsOrExternalUsers')) ||
    groups.some((group) => user.groups.has(group)) ||
    roles.some((role) => user.roles.has(role))
  return (user) => (isNamed(user) ? 'yes' : guests ? isGuestOf(user, guests) : 'no')
}

/** Whether the policy is for the user, those whom it leaves out aside; yes where that is not known. */
export function includes(users: UsersCondition): (user: UserFacts) => boolean {
  const included = assigned(sideOf(users, 'include'))
  return (user) => included(user) !== 'no'
}

/** Whether the user is a guest of those kinds, and from one of those tenants where some are named. */
export function isGuestOf({ guestType, homeTenantId }: UserFacts, guests: Guests): Outcome {
  if (guestType === null || !guests.guestOrExternalUserTypes.includes(guestType)) return 'no'
  const { externalTenants } = guests
  if (!externalTenants || externalTenants.membershipKind === 'all' || guestType === 'internalGuest') return 'yes'
  if (homeTenantId === undefined) return 'unknown'
  return anyOf(externalTenants.members, (member) => outcome(member === homeTenantId))
}
