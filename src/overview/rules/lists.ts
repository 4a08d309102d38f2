import { type Instant, plusMinutes, toIso } from '../../base/time.ts'
import type { Readiness } from './readiness.ts'

/** Where the things a number counts are listed, and the filter that leaves just them. */
export interface ListLink {
  readonly path: string
  readonly filter: string
}

const day = 24 * 60

/** How far ahead an exclusion is said to end soon. */
const endingSoonMinutes = 7 * day

/** What a failed redemption is logged with: blocked by the policy, wrong, outside its window, used before, no pass. */
export const failedRedemptionCodes = [130502, 130503, 130504, 130505, 130507] as const

const passes = (filter: string): ListLink => ({ path: '/api/v1/temporaryAccessPasses', filter })

export const passLinks = (now: Instant) => ({
  live: passes("state eq 'live'"),
  startingSoon: passes(`state eq 'upcoming' and startDateTime le ${toIso(plusMinutes(now, day))}`),
  expiredUnused: passes(
    `state eq 'expired' and lastUsedDateTime eq null and endDateTime ge ${toIso(plusMinutes(now, -7 * day))}`,
  ),
})

export const redemptionLink = (since: Instant): ListLink => ({
  path: '/v1.0/auditLogs/signIns',
  filter: `status/errorCode in (${failedRedemptionCodes.join(',')}) and createdDateTime ge ${toIso(since)}`,
})

const exclusions = (filter: string): ListLink => ({
  path: '/api/v1/exclusions',
  filter: `isEnforced eq true and ${filter}`,
})

export const exclusionLinks = (now: Instant) => ({
  permanent: exclusions('expirationDateTime eq null'),
  endingSoon: exclusions(`expirationDateTime le ${toIso(plusMinutes(now, endingSoonMinutes))}`),
})

const enabled = 'accountEnabled eq true'

/** Members with an enabled account: guests sign in elsewhere. */
const members = (filter?: string): ListLink => ({
  path: '/api/v1/people',
  filter: `${enabled} and userType eq 'Member'${filter ? ` and ${filter}` : ''}`,
})

export const peopleLinks = {
  enabled: members(),
  withoutPasskey: members("readiness ne 'passkey'"),
  withoutMethod: members("readiness eq 'none'"),
  administratorsWithoutPasskey: {
    path: '/api/v1/people',
    filter: `${enabled} and isAdministrator eq true and readiness ne 'passkey'`,
  },
} as const

export const readinessLink = (readiness: Readiness): ListLink => members(`readiness eq '${readiness}'`)
