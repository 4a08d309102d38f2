import type { Deed } from '../audit/rules/hand.ts'
import type { ActivityName } from '../audit/rules.ts'
import { deedsLinking, deedsTo } from '../audit/service.ts'
import { type Instant, instant } from '../base/time.ts'
import { isExternalGuest } from '../directory/rules.ts'
import { findUser } from '../directory/service.ts'
import type { Read } from '../kernel/store.ts'
import { guestTypeOf } from '../policies/conditional-access/service.ts'
import type { StandingExclusion } from './excluded.ts'
import type { Link, Person, Way } from './rules.ts'
import { listLinksAbove, listRoleAssignableGroups, listRoleLinks } from './store.ts'
import type { ExemptPersonRow } from './tables.ts'

/** Somebody of the directory, with what decides whether exclusions exempt them. */
export interface ExemptCandidate extends Person {
  readonly isExternalGuest: boolean
  readonly createdAt: Instant
}

/** What is known of some users, in the same few queries however many there are. */
export async function candidates(
  read: Read,
  rows: readonly Pick<ExemptPersonRow, 'id' | 'user_type' | 'creation_type' | 'user_principal_name' | 'created_at'>[],
  exclusions: readonly StandingExclusion[],
): Promise<readonly ExemptCandidate[]> {
  const links = await listLinksAbove(
    read,
    rows.map(({ id }) => id),
  )
  const above = Map.groupBy(links, ({ from }) => from)
  const roles = await listRoleLinks(read, rolesNamedBy(exclusions))
  const roleAssignable = roles.length > 0 ? await listRoleAssignableGroups(read) : new Set<string>()
  return rows.map((row) => {
    const named = {
      userType: row.user_type,
      creationType: row.creation_type,
      userPrincipalName: row.user_principal_name,
    }
    return {
      id: row.id,
      guestType: guestTypeOf(named),
      isExternalGuest: isExternalGuest(named),
      createdAt: instant(row.created_at),
      groups: linksOf(row.id, above),
      roles,
      roleAssignable,
    }
  })
}

/** The roles that policies with these exclusions include or exclude. */
const rolesNamedBy = (exclusions: readonly StandingExclusion[]): readonly string[] => [
  ...new Set(
    exclusions.flatMap(({ policy: { conditions } }) => [
      ...(conditions.users?.includeRoles ?? []),
      ...(conditions.users?.excludeRoles ?? []),
    ]),
  ),
]

function linksOf(id: string, above: ReadonlyMap<string, readonly Link[]>): readonly Link[] {
  const found = new Set<Link>()
  const seen = new Set([id])
  for (const from of seen) {
    for (const link of above.get(from) ?? []) {
      found.add(link)
      seen.add(link.to)
    }
  }
  return [...found]
}

/** One user as a candidate; undefined where there is none. */
export async function personNamed(
  read: Read,
  userId: string,
  exclusions: readonly StandingExclusion[],
): Promise<ExemptCandidate | undefined> {
  const user = await findUser(read, userId)
  if (!user) return undefined
  const row = {
    id: user.id,
    user_type: user.userType,
    creation_type: user.creationType,
    user_principal_name: user.userPrincipalName,
    created_at: user.createdAt,
  }
  const [person] = await candidates(read, [row], exclusions)
  return person
}

/** Whose deeds the links on some ways are, and the making of guests. */
export interface Deeds {
  readonly ofLink: (link: Link) => Deed | undefined
  readonly ofUser: (id: string) => Deed | undefined
}

const linking: readonly ActivityName[] = ['addMemberToGroup', 'addMemberToRole']

/** Looks the deeds up that made the ways, and those that made the users who are exempt as guests. */
export async function deedsOfWays(read: Read, ways: readonly Way[], guestIds: readonly string[]): Promise<Deeds> {
  const ofLink = await deedsLinking(
    read,
    linking,
    ways.flatMap(({ links }) => links),
  )
  const made = new Map<string, Deed>()
  for await (const { record, ...deed } of deedsTo(read, ['addUser'], guestIds)) {
    const id = record.targetResources[0]?.['id']
    if (typeof id === 'string' && !made.has(id)) made.set(id, deed)
  }
  return { ofLink: ({ from, to }) => ofLink(from, to), ofUser: (id) => made.get(id) }
}
