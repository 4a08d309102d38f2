import type { PolicyImpact as Resource } from '../../../contract/api/policy-impact.ts'
import { type Instant, instant, toIso } from '../../base/time.ts'
import { mostRead, type PolicyImpact } from '../service.ts'

const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`)

/** The days that a span touches, in UTC. */
function datesOf(from: Instant, until: Instant): readonly string[] {
  const dates: string[] = []
  for (let at = startOf(toIso(from).slice(0, 10)); at <= until; at += 24 * 60 * 60_000) {
    dates.push(toIso(instant(at)).slice(0, 10))
  }
  return dates
}

export function impactToApi({ policy, tally, readFrom, ...impact }: PolicyImpact): Resource {
  const { count, users } = tally.affected()
  return {
    policyId: policy.id,
    policyDisplayName: policy.displayName,
    policyState: policy.state,
    policyModifiedDateTime: policy.modifiedAt === null ? null : toIso(policy.modifiedAt),
    days: impact.days,
    fromDateTime: toIso(impact.from),
    toDateTime: toIso(impact.until),
    readCount: impact.read,
    mostRead,
    isComplete: impact.isComplete,
    readFromDateTime: toIso(readFrom),
    total: { ...tally.total },
    controls: [...tally.controls].map(([control, counts]) => ({ control, ...counts })),
    byDay: datesOf(impact.from, impact.until).map((date) => ({
      date,
      ...tally.day(date),
      isComplete: startOf(date) >= readFrom,
    })),
    affectedUserCount: count,
    users: users.map(({ user, lastAt, letThrough, askedForMore, blocked }) => ({
      ...user,
      letThrough,
      askedForMore,
      blocked,
      lastDateTime: toIso(lastAt),
    })),
  }
}
