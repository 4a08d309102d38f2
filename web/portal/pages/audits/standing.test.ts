import { expect, test } from 'vitest'
import type { ChainVerification } from '../../../../contract/api/logs.ts'
import { standingOf } from './standing.ts'

const verified = (part: 'newest' | 'whole', hour: number, findingCount: number): ChainVerification => ({
  part,
  beganDateTime: `2026-03-02T0${hour}:00:00Z`,
  endedDateTime: `2026-03-02T0${hour}:01:00Z`,
  isIntact: findingCount === 0,
  fromSequence: 1,
  throughSequence: 9,
  checkedCount: 9,
  findingCount,
  findings: [],
  continueFrom: null,
})

const standing = (newest: ChainVerification | null, whole: ChainVerification | null, last: ChainVerification | null) =>
  standingOf({ newest, whole, lastVerification: last })

test('what was found of everything counts, though the newest records were found intact later', () => {
  const [newest, whole] = [verified('newest', 9, 0), verified('whole', 8, 1)]
  expect(standing(newest, whole, newest)).toBe(whole)
})

test('what was found so far counts while the rest is not verified yet', () => {
  const [newest, whole] = [verified('newest', 8, 0), { ...verified('whole', 9, 2), endedDateTime: null }]
  expect(standing(newest, whole, newest)).toBe(whole)
})

test('what was found of the newest records counts until everything is verified', () => {
  const newest = verified('newest', 8, 1)
  const [before, after] = [verified('whole', 7, 0), verified('whole', 9, 0)]
  expect(standing(newest, before, newest)).toBe(newest)
  expect(standing(newest, { ...after, endedDateTime: null }, newest)).toBe(newest)
  expect(standing(newest, after, after)).toBe(after)
})

test('without findings the last one counts, and none where there is none', () => {
  const newest = verified('newest', 9, 0)
  expect(standing(newest, verified('whole', 8, 0), newest)).toBe(newest)
  expect(standing(null, null, null)).toBeNull()
})
