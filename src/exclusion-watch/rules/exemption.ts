import type { Instant } from '../../base/time.ts'
import { type ExclusionKey, type Guests, isGuestOf, type UserFacts } from '../../policies/conditional-access/rules.ts'

/** That somebody or a group was put into a group, or given a role, and when. */
export interface Link {
  readonly from: string
  readonly to: string
  readonly at: Instant
}

/** What decides whether an exclusion exempts somebody. */
export interface Person {
  readonly id: string
  readonly guestType: UserFacts['guestType']
  /** From the person to their groups, from those to the ones above, and so on. */
  readonly groups: readonly Link[]
  /** From whoever was given a role for the whole tenant, the person or a group, to the role. */
  readonly roles: readonly Link[]
  /** The groups that hand roles on to their members. */
  readonly roleAssignable: ReadonlySet<string>
}

/** How an exclusion comes to exempt somebody. */
export interface Way {
  /** From the excluded group, or the one that holds the excluded role, down to the one the person is in; empty without groups. */
  readonly groups: readonly string[]
  /** What had to happen beside the exclusion itself. */
  readonly links: readonly Link[]
}

const straight: Way = { groups: [], links: [] }

/**
 * How an exclusion exempts a person, by the shortest way; undefined where it does not.
 *
 * `guests` are those of certain kinds whom the policy excludes.
 */
export function wayOf(exclusion: ExclusionKey, guests: Guests | null, person: Person): Way | undefined {
  switch (exclusion.kind) {
    case 'user':
      return exclusion.targetId === person.id ? straight : undefined
    case 'group':
      return wayUp(person, exclusion.targetId, person.groups)
    case 'role':
      return wayToRole(person, exclusion.targetId)
    case 'guests':
      return isExcludedGuest(exclusion, guests, person) ? straight : undefined
  }
}

function isExcludedGuest({ targetId }: ExclusionKey, guests: Guests | null, person: Person): boolean {
  if (targetId === 'all') return person.guestType !== null
  return guests !== null && isGuestOf(factsOf(person), guests) === 'yes'
}

/** The person as policies see them. */
export const factsOf = (person: Person): UserFacts => {
  const holders = new Set([person.id, ...heldThrough(person).map(({ to }) => to)])
  return {
    kind: 'user',
    id: person.id,
    groups: new Set(person.groups.map(({ to }) => to)),
    roles: new Set(person.roles.filter(({ from }) => holders.has(from)).map(({ to }) => to)),
    guestType: person.guestType,
    homeTenantId: null,
  }
}

/** The links that roles are handed on through: role-assignable groups all the way. */
function heldThrough({ id, groups, roleAssignable }: Person): readonly Link[] {
  const able = groups.filter(({ to }) => roleAssignable.has(to))
  const reached = new Set([id])
  for (let size = 0; size < reached.size; ) {
    size = reached.size
    for (const { from, to } of able) if (reached.has(from)) reached.add(to)
  }
  return able.filter(({ from }) => reached.has(from))
}

function wayToRole(person: Person, roleId: string): Way | undefined {
  const given = person.roles.filter(({ to }) => to === roleId)
  const direct = given.find(({ from }) => from === person.id)
  if (direct) return { groups: [], links: [direct] }
  const through = heldThrough(person)
  const ways = given.flatMap((last) => {
    const way = wayUp(person, last.from, through)
    return way ? [{ ...way, links: [...way.links, last] }] : []
  })
  return ways.toSorted((left, right) => left.links.length - right.links.length)[0]
}

/** The shortest way from the person up to a group. */
function wayUp({ id }: Person, groupId: string, links: readonly Link[]): Way | undefined {
  const above = Map.groupBy(links, ({ from }) => from)
  const cameBy = new Map<string, Link>()
  for (const queue = [id]; queue.length > 0 && !cameBy.has(groupId); ) {
    const here = queue.shift() ?? ''
    for (const link of above.get(here) ?? []) {
      if (cameBy.has(link.to)) continue
      cameBy.set(link.to, link)
      queue.push(link.to)
    }
  }
  const way: Link[] = []
  for (let link = cameBy.get(groupId); link; link = cameBy.get(link.from)) way.unshift(link)
  return way.length > 0 ? { groups: way.map(({ to }) => to).toReversed(), links: way } : undefined
}
