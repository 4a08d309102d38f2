import { Bits, Named, NameIndex } from './bits.ts'
import { type Side, sideOf } from './conditions/users.ts'
import type { SignInFacts, TargetFacts, UserFacts } from './facts.ts'
import type { ApplicationsCondition, Conditions } from './policy.ts'

export interface PolicyIndex {
  /** The places of the policies that may apply, from who signs in and for what; more may be found than do apply, never fewer. */
  readonly candidates: (facts: SignInFacts) => readonly number[]
  /** Whether any may apply to somebody who wants this. */
  readonly concerns: (target: TargetFacts) => boolean
}

/** Ids of users, groups and roles are of one kind, so each has an index of its own. */
interface People {
  readonly users: NameIndex
  readonly groups: NameIndex
  readonly roles: NameIndex
}

/**
 * Indexes policies by the people and targets that they name.
 *
 * A decision then looks up what it knows of the sign-in, however many policies and groups there are.
 * Guests of certain kinds are left to the condition itself.
 */
export function indexPolicies(all: readonly Conditions[]): PolicyIndex {
  const count = all.length
  const people: People = { users: new NameIndex(count), groups: new NameIndex(count), roles: new NameIndex(count) }
  const targets = new NameIndex(count)
  for (const [place, { users, clientApplications, applications }] of all.entries()) {
    if (clientApplications) people.users.include(servicePrincipal, place)
    if (users) {
      indexSide(people, 'include', sideOf(users, 'include'), place)
      indexSide(people, 'exclude', { ...sideOf(users, 'exclude'), guests: null }, place)
    }
    for (const key of targetKeys(applications)) targets.include(key, place)
    for (const id of applications.excludeApplications) targets.exclude(id, place)
  }
  return {
    candidates: ({ identity, target }) => {
      const found = targeted(target, targets, count)
      if (found.isEmpty) return []
      const named = new Named(count)
      if (identity.kind === 'user') collectUser(people, identity, named)
      else people.users.collect(servicePrincipal, named)
      found.keepMeant(named)
      return found.places()
    },
    concerns: (target) => !targeted(target, targets, count).isEmpty,
  }
}

const servicePrincipal = 'servicePrincipal'
const everybody = 'All'
const everyGuest = 'GuestsOrExternalUsers'

function indexSide(people: People, way: 'include' | 'exclude', side: Side, place: number): void {
  for (const id of side.users) people.users[way](id, place)
  for (const id of side.groups) people.groups[way](id, place)
  for (const id of side.roles) people.roles[way](id, place)
  if (side.guests) people.users[way](everyGuest, place)
}

function collectUser({ users, groups, roles }: People, user: UserFacts, into: Named): void {
  users.collect(everybody, into)
  if (user.id !== null) users.collect(user.id, into)
  if (user.guestType !== null) users.collect(everyGuest, into)
  groups.collectAll(user.groups, into)
  roles.collectAll(user.roles, into)
}

const targetKeys = (applications: ApplicationsCondition): readonly string[] => [
  ...applications.includeApplications,
  ...applications.includeUserActions,
  ...applications.includeAuthenticationContextClassReferences,
]

/** An application counts for a policy unless that policy leaves it out, whatever else is got at. */
function targeted(target: TargetFacts, targets: NameIndex, count: number): Bits {
  const found = new Bits(count)
  const add = (...keys: readonly string[]) => {
    const named = new Named(count)
    for (const key of keys) targets.collect(key, named)
    found.addMeant(named)
  }
  if (target.userAction !== undefined) add(target.userAction)
  if (target.authenticationContext !== undefined) add(target.authenticationContext)
  for (const id of target.applications ?? []) add(everybody, id)
  for (const id of target.resources ?? []) add(id)
  return found
}
