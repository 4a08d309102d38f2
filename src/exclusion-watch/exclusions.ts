import type { Deed } from '../audit/rules/hand.ts'
import type { Actor } from '../base/actor.ts'
import { pageOf } from '../base/odata/evaluate.ts'
import { type ListQuery, parseListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { toIso } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { requireExclusion } from '../policies/conditional-access/service.ts'
import { personNamed } from './candidates.ts'
import { deedsOfExclusion, fitsOf, type StandingExclusion, standingExclusions } from './excluded.ts'
import { type Named, namesFor } from './names.ts'
import { type Excluded, exclusionShape, isWatched, narrowed, type Recommendation, recommend, wayOf } from './rules.ts'

/** An exclusion, what it names, whose deed it is, and what to do instead. */
export interface ExclusionFinding {
  readonly exclusion: StandingExclusion
  /** Undefined for what is gone, and for whoever may not read the directory. */
  readonly target: Named | undefined
  /** Null where it was before the log begins. */
  readonly added: Deed | null
  /** Null for a policy that asks for no proof. */
  readonly recommendation: Recommendation | null
}

/**
 * One page of the exclusions of every policy that is watched; with `userId` in the filter, those that exempt that user.
 *
 * Refuses with `insufficientPrivileges` or `unsupportedQuery`.
 */
export const listExclusions = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<ExclusionFinding>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'exclusions.read')
    const { chosen, rest } = narrowed(query.condition, ['userId'])
    const watched = (await standingExclusions(read)).filter(({ policy }) => isWatched(policy))
    const wanted = chosen.userId === undefined ? watched : await exempting(read, chosen.userId, watched)
    const page = pageOf(wanted.map(filterable), { ...query, condition: rest }, exclusionShape)
    return {
      ...page,
      items: await describe(
        read,
        actor,
        page.items.map(({ exclusion }) => exclusion),
      ),
    }
  })

/** How many exclusions the list has with a filter; the caller has been asked what they may. */
export async function countExclusions(read: Read, filter: string): Promise<number> {
  const watched = (await standingExclusions(read)).filter(({ policy }) => isWatched(policy))
  const query = parseListQuery(
    new Map([
      ['$filter', filter],
      ['$count', 'true'],
    ]),
    exclusionShape,
  )
  return pageOf(watched.map(filterable), query, exclusionShape).count ?? 0
}

/** One exclusion, of whatever policy; refuses with `insufficientPrivileges` or `exclusionNotFound`. */
export const readExclusion = (kernel: Kernel, actor: Actor, id: string): Promise<ExclusionFinding> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'exclusions.read')
    await requireExclusion(read, id)
    const found = (await standingExclusions(read)).filter((one) => one.id === id.toLowerCase())
    const [finding] = await describe(read, actor, found)
    if (!finding) throw new Error('An exclusion was found, and is not there')
    return finding
  })

async function exempting(
  read: Read,
  userId: string,
  exclusions: readonly StandingExclusion[],
): Promise<readonly StandingExclusion[]> {
  const person = await personNamed(read, userId, exclusions)
  return person ? exclusions.filter((one) => wayOf(one, one.guests, person)) : []
}

/** What is filtered and sorted by. */
const filterable = (exclusion: StandingExclusion) => ({
  exclusion,
  id: exclusion.id,
  policyId: exclusion.policyId,
  policyDisplayName: exclusion.policy.displayName,
  policyState: exclusion.policy.state,
  isEnforced: exclusion.policy.state === 'enabled',
  requirement: exclusion.requirement,
  kind: exclusion.kind,
  targetId: exclusion.targetId,
  expirationDateTime: exclusion.endAt && toIso(exclusion.endAt),
})

async function describe(
  read: Read,
  actor: Actor,
  exclusions: readonly StandingExclusion[],
): Promise<readonly ExclusionFinding[]> {
  const deeds = await deedsOfExclusion(read, exclusions)
  const { nameOf, deedOf, isExternalGuest } = await namesFor(read, actor, exclusions)
  const fitOf = await fitsOf(read)
  return exclusions.map((exclusion) => {
    const { id, policy, requirement, kind, targetId } = exclusion
    const excluded: Excluded =
      kind === 'user'
        ? { kind: 'person', id: targetId, isExternalGuest: isExternalGuest(targetId) }
        : { kind: 'people' }
    return {
      exclusion,
      target: nameOf(exclusion),
      added: deedOf(deeds.get(id)),
      recommendation: requirement && recommend(requirement, fitOf(policy, requirement), id, excluded),
    }
  })
}
