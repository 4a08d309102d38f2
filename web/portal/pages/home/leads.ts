import type { OverviewAnswer, OverviewNumber } from '../../../../contract/api/overview.ts'

/** Where the page is that lists just what a number counts. */
export const leadsOf = ({ passes, failedRedemptions, exclusions }: OverviewAnswer) => ({
  live: '/passes?state=live',
  startingSoon: `/passes?${new URLSearchParams({ state: 'upcoming', startTo: momentOf(passes.startingSoon, 'startDateTime') })}`,
  expiredUnused: `/passes?${new URLSearchParams({
    state: 'expired',
    unused: '',
    endFrom: momentOf(passes.expiredUnused, 'endDateTime'),
  })}`,
  lastDay: signIns(failedRedemptions.lastDay),
  lastWeek: signIns(failedRedemptions.lastWeek),
  permanent: '/exclusions?permanent=1&enforced=1',
  endingSoon: `/exclusions?${new URLSearchParams({ enforced: '1', endTo: momentOf(exclusions.endingSoon, 'expirationDateTime') })}`,
  enabled: '/users?enabled=yes&type=Member',
  withoutPasskey: '/people?lacking=withoutPasskey',
  withoutMethod: '/people?lacking=withoutMethod',
  administratorsWithoutPasskey: '/people?lacking=administratorsWithoutPasskey',
})

const signIns = ({ list }: OverviewNumber): string => `/sign-ins?${new URLSearchParams({ filter: list.filter })}`

/** The moment with which the server compared a property when it counted; empty where it did not. */
const momentOf = ({ list }: OverviewNumber, property: string): string =>
  new RegExp(`\\b${property} [gl]e (\\S+)`).exec(list.filter)?.[1] ?? ''
