import { expect, test } from 'vitest'
import { axisTop, stackOf } from './stacks.ts'

test('the parts of a bar stand on one another, and what is nothing is left out', () => {
  const stack = stackOf(
    [
      ['a', 1],
      ['b', 0],
      ['c', 3],
    ],
    8,
  )
  expect(stack).toEqual([
    { key: 'a', from: 0, to: 0.125 },
    { key: 'c', from: 0.125, to: 0.5 },
  ])
  expect(stackOf([['a', 0]], 0)).toEqual([])
})

test.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [11, 20],
  [500, 500],
  [1999, 2000],
])('an axis for %i ends at %i', (greatest, top) => {
  expect(axisTop(greatest)).toBe(top)
})
