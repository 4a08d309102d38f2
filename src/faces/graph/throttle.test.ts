import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instant, instant } from '../../base/time.ts'
import { takeOne } from './throttle.ts'

const start = instant(1_700_000_000_000)
const after = (milliseconds: number) => instant(start + milliseconds)

/** Sends requests at the given moments and says which were let through. */
function sent(perMinute: number, moments: readonly Instant[]) {
  let paidUntil: Instant | undefined
  return moments.map((now) => {
    const taken = takeOne(perMinute, paidUntil, now)
    if (taken.ok) paidUntil = taken.paidUntil
    return taken
  })
}

test('a whole minute’s requests may come at once, and not one more', () => {
  const taken = sent(
    5,
    Array.from({ length: 6 }, () => start),
  )
  expect(taken.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false])
  expect(taken[5]).toEqual({ ok: false, waitMilliseconds: 12_000 })
})

test('the next is let through when its share of the minute is over', () => {
  const five = [start, start, start, start, start]
  const taken = sent(5, [...five, after(11_999), after(12_000), after(12_000)])
  expect(taken.slice(5).map(({ ok }) => ok)).toEqual([false, true, false])
})

test('after a quiet minute everything is free again', () => {
  const taken = sent(2, [start, start, after(60_000), after(60_000), after(60_000)])
  expect(taken.map(({ ok }) => ok)).toEqual([true, true, true, true, false])
})

test('a clock set back makes nobody wait longer than for one request', () => {
  const taken = sent(6, [after(3_600_000), start, start])
  expect(taken[1]).toEqual({ ok: false, waitMilliseconds: 10_000 })
})

describe('whatever comes when', () => {
  const perMinute = fc.integer({ min: 1, max: 100 })
  const gaps = fc.array(fc.nat(20_000), { maxLength: 300 })
  const momentsOf = (between: readonly number[]) => {
    let at = 0
    return between.map((gap) => {
      at += gap
      return after(at)
    })
  }

  test('no minute lets through more than twice the number, and the wait told is enough', () => {
    fc.assert(
      fc.property(perMinute, gaps, (most, between) => {
        const moments = momentsOf(between)
        const taken = sent(most, moments)
        for (const [index, moment] of moments.entries()) {
          const inMinute = moments.filter(
            (other, at) => taken[at]?.ok && other > moment - 60_000 && other <= moment && at <= index,
          )
          expect(inMinute.length).toBeLessThanOrEqual(2 * most)
          const one = taken[index]
          if (one?.ok === false) {
            expect(one.waitMilliseconds).toBeGreaterThan(0)
            expect(one.waitMilliseconds).toBeLessThanOrEqual(60_000 / most + 1e-3)
          }
        }
      }),
    )
  })
})
