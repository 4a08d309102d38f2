import { expect, test } from 'vitest'
import { type Added, addRows, mostRows, requestFor } from './rows.ts'

const somebody = (id: string, line?: number): Added => ({
  user: { id, displayName: id, userPrincipalName: `${id}@x.test` },
  terms: {},
  ...(line !== undefined && { line }),
})

test('nobody is in the list twice, and who comes again is told with the line', () => {
  const { rows, faults } = addRows([somebody('a')], [somebody('b', 2), somebody('a', 3), somebody('b', 4)])
  expect(rows.map(({ user }) => user.id)).toEqual(['a', 'b'])
  expect(faults).toEqual([
    { line: 3, code: 'duplicate', value: 'a@x.test' },
    { line: 4, code: 'duplicate', value: 'b@x.test' },
  ])
})

test('no more are taken than a run has', () => {
  const many = Array.from({ length: mostRows + 2 }, (_, index) => somebody(String(index)))
  const { rows, faults } = addRows([], many)
  expect(rows).toHaveLength(mostRows)
  expect(faults.map(({ code }) => code)).toEqual(['tooMany', 'tooMany'])
})

test('what a row says of itself comes before what is said for all', () => {
  const common = { isDelayed: false, date: '', time: '', lifetime: '2', unit: 'hours', isUsableOnce: true } as const
  const row = { ...somebody('a'), terms: { isUsableOnce: false } }
  expect(requestFor(row, common)).toEqual({ lifetimeInMinutes: 120, isUsableOnce: false })
  expect(requestFor(row, undefined)).toEqual({ isUsableOnce: false })
})
