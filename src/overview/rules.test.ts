import { describe, expect, test } from 'vitest'
import { instant } from '../base/time.ts'
import { lastDays, readinessByDay, readinessRow, tallyOf, workedOut } from './rules.ts'

const noon = instant(Date.UTC(2026, 2, 2, 12))
const [, , before = noon, yesterday = noon, today = noon] = lastDays(noon, 5)
const nothing = { passkey: 0, multifactor: 0, passwordOnly: 0, none: 0 }

test('days are those of UTC, the earliest first and today the last', () => {
  const days = lastDays(instant(Date.UTC(2026, 2, 1, 0, 0, 0)), 3)
  expect(days.map((day) => new Date(day).toISOString())).toEqual([
    '2026-02-27T00:00:00.000Z',
    '2026-02-28T00:00:00.000Z',
    '2026-03-01T00:00:00.000Z',
  ])
})

describe('sign-ins', () => {
  const signIn = (at: number, errorCode: number, ...names: readonly string[]) => ({
    at,
    errorCode,
    record: JSON.stringify({ authenticationDetails: names.map((authenticationMethod) => ({ authenticationMethod })) }),
  })

  test('count by the first method and by what came of them', () => {
    const counted = tallyOf([
      signIn(today, 0, 'Passkey (FIDO2)'),
      signIn(noon, 0, 'Passkey (FIDO2)'),
      signIn(today - 1, 0, 'Passkey (FIDO2)'),
      signIn(noon, 500121, 'Password', 'OATH verification code'),
      signIn(noon, 50074, 'Password'),
      signIn(noon, 50034),
      signIn(noon, 0, 'Something new'),
    ])
    expect(counted).toEqual([
      { day_at: today, method: 'fido2', outcome: 'succeeded', count: 2 },
      { day_at: yesterday, method: 'fido2', outcome: 'succeeded', count: 1 },
      { day_at: today, method: 'password', outcome: 'failed', count: 1 },
      { day_at: today, method: 'password', outcome: 'interrupted', count: 1 },
      { day_at: today, method: 'other', outcome: 'failed', count: 1 },
      { day_at: today, method: 'other', outcome: 'succeeded', count: 1 },
    ])
  })

  test('count as others where the record is not as it should be', () => {
    for (const record of ['null', '1', '{}', '{"authenticationDetails":[null]}', '{"authenticationDetails":"x"}']) {
      expect(tallyOf([{ at: noon, errorCode: 0, record }])).toMatchObject([{ method: 'other' }])
    }
  })
})

describe('what people are ready for', () => {
  const seen = (day: number, passkey: number) => readinessRow(day, day + 1, { ...nothing, passkey })

  test('is as the day before on a day without a row, and as it is now today', () => {
    const rows = [seen(yesterday - 86_400_000, 4), seen(before - 86_400_000 * 3, 3), seen(today, 6)]
    const byDay = readinessByDay(rows, [before, yesterday, today], { ...nothing, passkey: 7 })
    expect(byDay.map(({ passkey }) => passkey)).toEqual([4, 4, 7])
    expect(byDay.map(({ isEstimate }) => isEstimate)).toEqual([false, false, false])
  })

  test('leaves out the days before anybody was counted', () => {
    const byDay = readinessByDay([seen(yesterday, 2)], [before, yesterday, today], nothing)
    expect(byDay.map(({ date }) => date)).toEqual(['2026-03-01', '2026-03-02'])
  })

  test('is worked out by the days on which people came and got their methods', () => {
    const cohort = { created_at: before, passkey_at: null, oath_at: null, has_password: 0, members: 1 }
    const rows = workedOut(
      [
        { ...cohort, passkey_at: yesterday, has_password: 1, members: 5 },
        { ...cohort, oath_at: today, members: 3 },
        { ...cohort, created_at: yesterday, members: 2 },
      ],
      [before - 1, before, yesterday, today].map((day) => Math.floor(day / 86_400_000) * 86_400_000),
    )
    expect(
      rows.map(({ passkey, multifactor, password_only, none }) => [passkey, multifactor, password_only, none]),
    ).toEqual([
      [0, 0, 0, 0],
      [0, 0, 5, 3],
      [5, 0, 0, 5],
      [5, 3, 0, 2],
    ])
    expect(rows.every(({ taken_at }) => taken_at === null)).toBe(true)
  })
})
