import { isGuid } from '../../../base/text.ts'
import type { PolicySettings } from './policy.ts'

/** Everything a policy refers to by its id, by kind. */
export interface References {
  readonly users: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  readonly locations: ReadonlySet<string>
  readonly strengths: ReadonlySet<string>
  readonly contexts: ReadonlySet<string>
}

/** The ids in a policy; applications are not among them, because those of others are named as well. */
export function referencesOf({ conditions, grantControls }: PolicySettings): References {
  const { users, locations, applications } = conditions
  const idsIn = (...lists: readonly (readonly string[] | undefined)[]): ReadonlySet<string> =>
    new Set(lists.flatMap((list) => list ?? []).filter(isGuid))
  const strength = grantControls?.authenticationStrength
  return {
    users: idsIn(users?.includeUsers, users?.excludeUsers),
    groups: idsIn(users?.includeGroups, users?.excludeGroups),
    roles: idsIn(users?.includeRoles, users?.excludeRoles),
    locations: idsIn(locations?.includeLocations, locations?.excludeLocations),
    strengths: idsIn(strength ? [strength] : []),
    contexts: new Set(applications.includeAuthenticationContextClassReferences),
  }
}

export type ReferenceKind = keyof References

/** What a policy refers to and did not before. */
export const added = (kind: ReferenceKind, before: References | undefined, after: References): readonly string[] =>
  [...after[kind]].filter((id) => !before?.[kind].has(id))
