import type { Actor } from '../base/actor.ts'
import { groupNames } from '../directory/service.ts'
import type { Read } from '../kernel/store.ts'
import { includes } from '../policies/conditional-access/rules.ts'
import { type Deeds, deedsOfWays, type ExemptCandidate } from './candidates.ts'
import { deedsOfExclusion, fitsOf, type StandingExclusion } from './excluded.ts'
import { namesFor } from './names.ts'
import { exemptSince, factsOf, type Recommendation, recommend, type Since, type Way, wayOf } from './rules.ts'

/** That a person is exempt from a policy, by which exclusion and since when. */
export interface Exemption {
  readonly exclusion: StandingExclusion
  readonly targetDisplayName: string | null
  /** From the excluded group, or the one that holds the excluded role, down to the one the person is in. */
  readonly groups: readonly { readonly id: string; readonly displayName: string | null }[]
  /** Whether the policy would be for this person without the exclusion. */
  readonly isIncluded: boolean
  readonly since: Since
  readonly recommendation: Recommendation | null
}

interface Exempted {
  readonly person: ExemptCandidate
  readonly exclusion: StandingExclusion
  readonly way: Way
}

/** By which of the exclusions each of some people is exempt; queries are as many for one person as for all. */
export async function exemptionsOf(
  read: Read,
  actor: Actor,
  people: readonly ExemptCandidate[],
  exclusions: readonly StandingExclusion[],
): Promise<(personId: string) => readonly Exemption[]> {
  const exempted = people.flatMap((person) =>
    exclusions.flatMap((exclusion): readonly Exempted[] => {
      const way = wayOf(exclusion, exclusion.guests, person)
      return way ? [{ person, exclusion, way }] : []
    }),
  )
  const describe = await descriptions(read, actor, exempted)
  const found = Map.groupBy(exempted, ({ person }) => person.id)
  return (personId) => (found.get(personId) ?? []).map(describe)
}

async function descriptions(
  read: Read,
  actor: Actor,
  exempted: readonly Exempted[],
): Promise<(one: Exempted) => Exemption> {
  const exclusions = [...new Set(exempted.map(({ exclusion }) => exclusion))]
  const guests = exempted.filter(({ exclusion }) => exclusion.kind === 'guests').map(({ person }) => person.id)
  const ways = exempted.map(({ way }) => way)
  const added = await deedsOfExclusion(read, exclusions)
  const deeds = await deedsOfWays(read, ways, [...new Set(guests)])
  const { mayName, nameOf, deedOf } = await namesFor(read, actor, exclusions)
  const groups = mayName
    ? await groupNames(read, new Set(ways.flatMap((way) => way.groups)))
    : new Map<string, string>()
  const fitOf = await fitsOf(read)
  const isIncluded = inclusions(exclusions)
  return ({ person, exclusion, way }) => {
    const { id, policy, requirement } = exclusion
    const since = exemptSince(added.get(id), happened({ person, exclusion, way }, deeds))
    return {
      exclusion,
      targetDisplayName: nameOf(exclusion)?.displayName ?? null,
      groups: way.groups.map((group) => ({ id: group, displayName: groups.get(group) ?? null })),
      isIncluded: isIncluded(exclusion, person),
      since: { ...since, deed: deedOf(since.deed) },
      recommendation:
        requirement && recommend(requirement, fitOf(policy, requirement), id, { ...person, kind: 'person' }),
    }
  }
}

/** What happened beside the exclusion itself: the person got into a group, into a role, or into the directory as a guest. */
const happened = ({ person, exclusion, way }: Exempted, { ofLink, ofUser }: Deeds) =>
  exclusion.kind === 'guests'
    ? [{ at: person.createdAt, deed: ofUser(person.id) }]
    : way.links.map((link) => ({ at: link.at, deed: ofLink(link) }))

function inclusions(exclusions: readonly StandingExclusion[]) {
  const byPolicy = new Map(
    exclusions.flatMap(({ policyId, policy }) =>
      policy.conditions.users ? [[policyId, includes(policy.conditions.users)] as const] : [],
    ),
  )
  return ({ policyId }: StandingExclusion, person: ExemptCandidate): boolean =>
    byPolicy.get(policyId)?.(factsOf(person)) ?? false
}
