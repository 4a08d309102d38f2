import { describe, expect, test } from 'vitest'
import { instant } from '../../base/time.ts'
import { exclusionId, exclusionsIn, hasLapsed, noUsers, parseExclusionId, whyNoEnd } from './rules.ts'

const policyId = '00000000-0000-4000-8000-0000000000a1'
const other = '00000000-0000-4000-8000-0000000000b2'

describe('the exclusions of a policy', () => {
  test('are its excluded users, groups, roles and guests, each once', () => {
    const users = {
      ...noUsers,
      includeUsers: ['All'],
      excludeUsers: ['u', 'GuestsOrExternalUsers', 'u'],
      excludeGroups: ['g'],
      excludeRoles: ['r'],
      excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: ['internalGuest'], externalTenants: null },
    } as const
    expect(exclusionsIn(users).map(({ kind, targetId }) => `${kind} ${targetId}`)).toEqual([
      'user u',
      'group g',
      'role r',
      'guests all',
      'guests kinds',
    ])
    expect(exclusionsIn(null)).toEqual([])
  })

  test.each([
    ['user', other],
    ['group', other],
    ['role', other],
    ['guests', 'all'],
    ['guests', 'kinds'],
  ] as const)('have ids that say what they are: %s %s', (kind, targetId) => {
    const exclusion = { policyId, kind, targetId }
    expect(parseExclusionId(exclusionId(exclusion).toUpperCase())).toEqual(exclusion)
  })

  test.each(['', '_', policyId, `${policyId}_user`, `${policyId}_user_all`, `${policyId}_guests_${other}`, `a_user_b`])(
    'have other ids than %j',
    (id) => {
      expect(parseExclusionId(id)).toBeUndefined()
      expect(parseExclusionId(`${policyId}_user_${other}_${id}`)).toBeUndefined()
    },
  )
})

describe('the end of an exclusion', () => {
  const now = instant(Date.UTC(2028, 1, 29, 12))

  test('comes at its moment and not a millisecond before', () => {
    expect(hasLapsed({ endAt: now }, instant(now - 1))).toBe(false)
    expect(hasLapsed({ endAt: now }, now)).toBe(true)
  })

  test.each<[string, number, boolean]>([
    ['now', now, false],
    ['a millisecond ahead', now + 1, true],
    ['five years ahead', Date.UTC(2033, 2, 1, 12), true],
    ['a millisecond more', Date.UTC(2033, 2, 1, 12) + 1, false],
  ])('may be set %s: %s', (_, at, allowed) => {
    expect(whyNoEnd(instant(at), now) === undefined).toBe(allowed)
  })
})
