import { BitIndex, type Bits } from './bits.ts'
import { type Side, sideOf } from './conditions/users.ts'
import type { SignInFacts, TargetFacts, UserFacts } from './facts.ts'
import type { ApplicationsCondition, Conditions } from './policy.ts'

export interface PolicyIndex {
  /** The places of the policies that may apply, from who signs in and for what; more may be found than do apply, never fewer. */
  readonly candidates: (facts: SignInFacts) => Iterable<number>
  /** Whether any may apply to somebody who wants this. */
  readonly concerns: (target: TargetFacts) => boolean
}

/**
 * Indexes policies by the people and targets that they name.
 *
 * A decision then looks up what it knows of the sign-in, however many policies and groups there are.
 * Guests of certain kinds are left to the condition itself.
 */
export function indexPolicies(all: readonly Conditions[]): PolicyIndex {
  const included = new BitIndex(all.length)
  const excluded = new BitIndex(all.length)
  const targets = new BitIndex(all.length)
  const leftOut = new BitIndex(all.length)
  for (const [place, { users, clientApplications, applications }] of all.entries()) {
    if (clientApplications) included.add(servicePrincipal, place)
    if (users) {
      for (const key of keysOf(sideOf(users, 'include'))) included.add(key, place)
      for (const key of keysOf({ ...sideOf(users, 'exclude'), guests: null })) excluded.add(key, place)
    }
    for (const key of targetKeys(applications)) targets.add(key, place)
    for (const id of applications.excludeApplications) leftOut.add(id, place)
  }
  return {
    candidates: ({ identity, target }) => {
      const keys = identity.kind === 'user' ? [...keysOfUser(identity)] : [servicePrincipal]
      const found = included.under(keys)
      found.removeAll(excluded.under(keys))
      found.keepOnly(targeted(target, targets, leftOut))
      return found
    },
    concerns: (target) => !targeted(target, targets, leftOut)[Symbol.iterator]().next().done,
  }
}

const servicePrincipal = 'servicePrincipal'
const everybody = 'All'
const everyGuest = 'GuestsOrExternalUsers'

/** Ids of users, groups and roles are GUIDs of one kind, so their keys say which they are. */
const keysOf = ({ users, groups, roles, guests }: Side): readonly string[] => [
  ...users,
  ...groups.map((id) => `group ${id}`),
  ...roles.map((id) => `role ${id}`),
  ...(guests ? [everyGuest] : []),
]

function* keysOfUser({ id, groups, roles, guestType }: UserFacts): Generator<string> {
  yield everybody
  if (id !== null) yield id
  if (guestType !== null) yield everyGuest
  for (const group of groups) yield `group ${group}`
  for (const role of roles) yield `role ${role}`
}

const targetKeys = (applications: ApplicationsCondition): readonly string[] => [
  ...applications.includeApplications,
  ...applications.includeUserActions,
  ...applications.includeAuthenticationContextClassReferences,
]

/** An application counts for a policy unless that policy leaves it out, whatever else is got at. */
function targeted(target: TargetFacts, targets: BitIndex, leftOut: BitIndex): Bits {
  const actions = [target.userAction, target.authenticationContext].filter((key) => key !== undefined)
  const found = targets.under(actions)
  for (const id of target.applications ?? []) {
    const meant = targets.under([everybody, id])
    meant.removeAll(leftOut.under([id]))
    found.addAll(meant)
  }
  for (const id of target.resources ?? []) {
    const named = targets.under([id])
    named.removeAll(leftOut.under([id]))
    found.addAll(named)
  }
  return found
}
