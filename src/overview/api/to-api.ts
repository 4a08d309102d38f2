import type {
  OverviewAnswer,
  OverviewNumber,
  Passwordless,
  PersonResource,
  SignInsByMethod,
} from '../../../contract/api/overview.ts'
import { type Instant, instant, toIso } from '../../base/time.ts'
import { readinesses, readinessLink } from '../rules.ts'
import { type Counted, mostCounted, type Overview, type PasswordlessHistory, type SignInHistory } from '../service.ts'
import type { PersonRow } from '../tables.ts'

const reasonOf = (refusal: Counted['count']['refusal']) =>
  refusal ? { code: refusal.code, message: refusal.message } : null

const numberToApi = ({ count: { value, refusal }, link }: Counted): OverviewNumber => ({
  count: value === undefined ? null : value,
  isAtLeast: false,
  list: { ...link },
  reason: reasonOf(refusal),
})

/** A number that is counted only so far. */
function boundedToApi(counted: Counted): OverviewNumber {
  const number = numberToApi(counted)
  const isAtLeast = number.count !== null && number.count > mostCounted
  return { ...number, isAtLeast, count: isAtLeast ? mostCounted : number.count }
}

/** What needs attention, as it is answered. */
export const overviewToApi = (overview: Overview): OverviewAnswer => ({
  asOfDateTime: toIso(overview.at),
  passes: {
    live: boundedToApi(overview.passes.live),
    startingSoon: boundedToApi(overview.passes.startingSoon),
    expiredUnused: boundedToApi(overview.passes.expiredUnused),
  },
  failedRedemptions: {
    lastDay: boundedToApi(overview.failedRedemptions.lastDay),
    lastWeek: boundedToApi(overview.failedRedemptions.lastWeek),
  },
  exclusions: {
    permanent: numberToApi(overview.exclusions.permanent),
    endingSoon: numberToApi(overview.exclusions.endingSoon),
  },
  people: {
    enabled: numberToApi(overview.people.enabled),
    withoutPasskey: numberToApi(overview.people.withoutPasskey),
    withoutMethod: numberToApi(overview.people.withoutMethod),
  },
  administrators: { withoutPasskey: numberToApi(overview.administrators.withoutPasskey) },
  auditChain: chainToApi(overview.auditChain),
  securityDefaults: {
    isEnabled: overview.securityDefaults.value ?? null,
    reason: reasonOf(overview.securityDefaults.refusal),
  },
})

const isoOrNull = (at: Instant | null | undefined): string | null =>
  at === null || at === undefined ? null : toIso(at)

function chainToApi({ value, refusal }: Overview['auditChain']): OverviewAnswer['auditChain'] {
  const verifications = value?.verifications ?? []
  const ends = verifications.flatMap(({ endedAt }) => endedAt ?? [])
  return {
    findingCount:
      verifications.length === 0 ? null : Math.max(...verifications.map(({ findingCount }) => findingCount)),
    verifiedDateTime: ends.length === 0 ? null : toIso(instant(Math.max(...ends))),
    waiting: value?.waiting ?? null,
    waitingSinceDateTime: isoOrNull(value?.waitingSince),
    reason: reasonOf(refusal),
  }
}

/** Sign-ins by method, as they are answered. */
export const signInsToApi = ({ since, isComplete, totals, days }: SignInHistory): SignInsByMethod => ({
  since: isoOrNull(since),
  isComplete,
  totals: [...totals],
  value: days.map(({ date, counts }) => ({ date, counts: [...counts] })),
})

/** The way to passwordless, as it is answered. */
export const passwordlessToApi = ({ now, days }: PasswordlessHistory): Passwordless => ({
  asOfDateTime: toIso(now.at),
  groups: readinesses.map((readiness) => ({
    readiness,
    count: now.readiness[readiness],
    list: { ...readinessLink(readiness) },
  })),
  value: [...days],
})

/** A person as they are answered. */
export const personToApi = (row: PersonRow): PersonResource => ({
  id: row.id,
  displayName: row.display_name,
  userPrincipalName: row.user_principal_name,
  userType: row.user_type,
  accountEnabled: row.account_enabled === 1,
  isAdministrator: row.is_administrator === 1,
  readiness: row.readiness,
})
