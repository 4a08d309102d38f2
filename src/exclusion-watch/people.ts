import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import { groupNames } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { includes } from '../policies/conditional-access/rules.ts'
import { candidates, type Deeds, deedsOfWays, type ExemptCandidate } from './candidates.ts'
import { deedsOfExclusion, fitsOf, mayReadNames, type StandingExclusion, standingExclusions } from './excluded.ts'
import {
  excludedTargets,
  exemptSince,
  factsOf,
  isWatched,
  narrowed,
  type Recommendation,
  recommend,
  type Since,
  speaksOf,
  type Way,
  wayOf,
} from './rules.ts'
import { pageExemptPeople } from './store.ts'

/** That a person is exempt from a policy, by which exclusion and since when. */
export interface Exemption {
  readonly exclusion: StandingExclusion
  /** From the excluded group, or the one that holds the excluded role, down to the one the person is in. */
  readonly groups: readonly { readonly id: string; readonly displayName: string | null }[]
  /** Whether the policy would be for this person without the exclusion. */
  readonly isIncluded: boolean
  readonly since: Since
  readonly recommendation: Recommendation | null
}

/** A person who is excluded from policies that are watched. */
export interface ExemptPerson {
  readonly id: string
  /** Null for whoever may not read the directory. */
  readonly displayName: string | null
  readonly userPrincipalName: string | null
  readonly accountEnabled: boolean
  /** Whether they have a passkey or an authenticator app; null for whoever may not read what is registered. */
  readonly hasStrongMethod: boolean | null
  readonly exemptions: readonly Exemption[]
}

/**
 * One page of the people who are excluded from policies that are watched, each once, with every exclusion that does it.
 *
 * The filter may choose a `policyId` or an `exclusionId`; `hasStrongMethod` in it takes the right to read registrations.
 * A page costs the same number of queries whatever its size, and reads of the log until it has told of each exclusion.
 * Refuses with `insufficientPrivileges` or `unsupportedQuery`.
 */
export const listExemptPeople = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<ExemptPerson>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'exclusions.read')
    const { chosen, rest } = narrowed(query.condition, ['policyId', 'exclusionId'])
    const asksForMethods = rest !== undefined && speaksOf(rest, 'hasStrongMethod')
    const mayReadMethods = asksForMethods
      ? await requireMethods(kernel, read, actor)
      : await mayRead(kernel, read, actor)
    const exclusions = (await standingExclusions(read)).filter(
      ({ policy, policyId, id }) =>
        isWatched(policy) && policyId === (chosen.policyId ?? policyId) && id === (chosen.exclusionId ?? id),
    )
    const page = await pageExemptPeople(read, excludedTargets(exclusions), { ...query, condition: rest })
    const people = await candidates(read, page.items, exclusions)
    const exemptions = await exemptionsOf(read, actor, people, exclusions)
    const mayName = mayReadNames(actor)
    return {
      ...page,
      items: page.items.map((row) => ({
        id: row.id,
        displayName: mayName ? row.display_name : null,
        userPrincipalName: mayName ? row.user_principal_name : null,
        accountEnabled: row.account_enabled === 1,
        hasStrongMethod: mayReadMethods ? row.has_strong_method === 1 : null,
        exemptions: exemptions.get(row.id) ?? [],
      })),
    }
  })

async function requireMethods(kernel: Kernel, read: Read, actor: Actor): Promise<true> {
  await kernel.authorize(read, actor, 'registrations.read')
  return true
}

async function mayRead(kernel: Kernel, read: Read, actor: Actor): Promise<boolean> {
  try {
    return await requireMethods(kernel, read, actor)
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

interface Exempted {
  readonly person: ExemptCandidate
  readonly exclusion: StandingExclusion
  readonly way: Way
}

async function exemptionsOf(
  read: Read,
  actor: Actor,
  people: readonly ExemptCandidate[],
  exclusions: readonly StandingExclusion[],
): Promise<ReadonlyMap<string, readonly Exemption[]>> {
  const exempted = people.flatMap((person) =>
    exclusions.flatMap((exclusion): readonly Exempted[] => {
      const way = wayOf(exclusion, exclusion.guests, person)
      return way ? [{ person, exclusion, way }] : []
    }),
  )
  const added = await deedsOfExclusion(read, [...new Set(exempted.map(({ exclusion }) => exclusion))])
  const guestIds = exempted.filter(({ exclusion }) => exclusion.kind === 'guests').map(({ person }) => person.id)
  const deeds = await deedsOfWays(
    read,
    exempted.map(({ way }) => way),
    [...new Set(guestIds)],
  )
  const names = mayReadNames(actor)
    ? await groupNames(read, new Set(exempted.flatMap(({ way }) => way.groups)))
    : new Map<string, string>()
  const fitOf = await fitsOf(read)
  const isIncluded = inclusions(exclusions)
  const told = exempted.map(({ person, exclusion, way }) => {
    const { id, policy, requirement } = exclusion
    const exemption: Exemption = {
      exclusion,
      groups: way.groups.map((group) => ({ id: group, displayName: names.get(group) ?? null })),
      isIncluded: isIncluded(exclusion, person),
      since: exemptSince(added.get(id), happened({ person, exclusion, way }, deeds)),
      recommendation:
        requirement && recommend(requirement, fitOf(policy, requirement), id, { ...person, kind: 'person' }),
    }
    return [person.id, exemption] as const
  })
  return new Map([...Map.groupBy(told, ([id]) => id)].map(([id, list]) => [id, list.map(([, exemption]) => exemption)]))
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
