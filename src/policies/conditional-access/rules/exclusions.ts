import { isGuid } from '../../../base/text.ts'
import { type Instant, instant } from '../../../base/time.ts'
import type { AccessPolicy, PolicySettings, UsersCondition } from './policy.ts'

/** What an exclusion names: one user, group or role, or guests. */
export const exclusionKinds = ['user', 'group', 'role', 'guests'] as const
export type ExclusionKind = (typeof exclusionKinds)[number]

/** One entry of those whom a policy leaves out. */
export interface ExclusionKey {
  readonly kind: ExclusionKind
  /** The id of what is excluded; of guests `all`, or `kinds` for those of certain kinds. */
  readonly targetId: string
}

/** An exclusion, and the policy it stands in. */
export interface Exclusion extends ExclusionKey {
  readonly policyId: string
}

/** The moment from which an exclusion does not count any more. */
export interface ExclusionEnd extends Exclusion {
  readonly endAt: Instant
}

const everyGuest = 'GuestsOrExternalUsers'

/** Whom a policy leaves out, each once, in the order of the policy. */
export function exclusionsIn(users: UsersCondition | null): readonly ExclusionKey[] {
  if (!users) return []
  const named = (kind: ExclusionKind, ids: readonly string[]): readonly ExclusionKey[] =>
    [...new Set(ids)].map((targetId) => ({ kind, targetId }))
  return [
    ...named(
      'user',
      users.excludeUsers.filter((id) => id !== everyGuest),
    ),
    ...named('group', users.excludeGroups),
    ...named('role', users.excludeRoles),
    ...named('guests', [
      ...(users.excludeUsers.includes(everyGuest) ? ['all'] : []),
      ...(users.excludeGuestsOrExternalUsers ? ['kinds'] : []),
    ]),
  ]
}

const keyOf = ({ kind, targetId }: ExclusionKey): string => `${kind}_${targetId}`

/** The exclusion's id: its policy's, its kind and what it names, joined by `_`. */
export const exclusionId = (exclusion: Exclusion): string => `${exclusion.policyId}_${keyOf(exclusion)}`

/** Reads the id of an exclusion; undefined for what is none. */
export function parseExclusionId(id: string): Exclusion | undefined {
  const [policyId = '', kindText = '', targetId = '', ...more] = id.toLowerCase().split('_')
  const kind = exclusionKinds.find((one) => one === kindText)
  const isTarget = kind === 'guests' ? ['all', 'kinds'].includes(targetId) : isGuid(targetId)
  return kind && isTarget && isGuid(policyId) && more.length === 0 ? { policyId, kind, targetId } : undefined
}

/** Whether the policy leaves that out. */
export const excludes = ({ conditions }: PolicySettings, exclusion: ExclusionKey): boolean =>
  exclusionsIn(conditions.users).some((one) => keyOf(one) === keyOf(exclusion))

/** The policy without some of its exclusions; what else it says stays. */
export function withoutExclusions<Policy extends PolicySettings>(
  policy: Policy,
  gone: readonly ExclusionKey[],
): Policy {
  const { users } = policy.conditions
  if (!users || gone.length === 0) return policy
  const keys = new Set(gone.map(keyOf))
  const stays = (kind: ExclusionKind) => (targetId: string) => !keys.has(keyOf({ kind, targetId }))
  const isGuestLeft = (id: string): boolean => (id === everyGuest ? stays('guests')('all') : stays('user')(id))
  const left: UsersCondition = {
    ...users,
    excludeUsers: users.excludeUsers.filter(isGuestLeft),
    excludeGroups: users.excludeGroups.filter(stays('group')),
    excludeRoles: users.excludeRoles.filter(stays('role')),
    excludeGuestsOrExternalUsers: stays('guests')('kinds') ? users.excludeGuestsOrExternalUsers : null,
  }
  return { ...policy, conditions: { ...policy.conditions, users: left } }
}

/** Whether the end has come. */
export const hasLapsed = ({ endAt }: Pick<ExclusionEnd, 'endAt'>, now: Instant): boolean => endAt <= now

/** The policies as they count at a moment: without the exclusions whose end has come. */
export function policiesAt(
  policies: readonly AccessPolicy[],
  ends: readonly ExclusionEnd[],
  now: Instant,
): readonly AccessPolicy[] {
  const lapsed = Map.groupBy(
    ends.filter((end) => hasLapsed(end, now)),
    ({ policyId }) => policyId,
  )
  return policies.map((policy) => withoutExclusions(policy, lapsed.get(policy.id) ?? []))
}

/** Moments at which no end comes, from the first on and until before the second. */
export interface Period {
  readonly from: Instant
  readonly until: Instant
}

/** The moments around this one at which the same exclusions count. */
export function periodAround(ends: readonly ExclusionEnd[], now: Instant): Period {
  let [from, until] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const end of ends) {
    if (hasLapsed(end, now)) from = Math.max(from, end.endAt)
    else until = Math.min(until, end.endAt)
  }
  return { from: instant(from), until: instant(until) }
}

const mostYears = 5

/** The last moment an exclusion may be given as its end. */
function latestEnd(now: Instant): Instant {
  const day = new Date(now)
  return instant(day.setUTCFullYear(day.getUTCFullYear() + mostYears))
}

/** Why an exclusion can't end then; undefined where it can. */
export function whyNoEnd(endAt: Instant, now: Instant): string | undefined {
  if (endAt <= now) return 'The end has to lie ahead. To end the exclusion now, take it out of the policy.'
  if (endAt <= latestEnd(now)) return undefined
  return `The end lies more than ${mostYears} years ahead. Give an earlier one, or leave the exclusion without an end.`
}
