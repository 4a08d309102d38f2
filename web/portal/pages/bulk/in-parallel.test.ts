import { expect, test } from 'vitest'
import { inParallel } from './in-parallel.ts'

test('each is done once, and never more at a time than may be', async () => {
  const done: number[] = []
  let [under, most] = [0, 0]
  const work = async (item: number) => {
    most = Math.max(most, ++under)
    await new Promise((resolve) => setTimeout(resolve, item % 3))
    under -= 1
    done.push(item)
  }
  await inParallel([1, 2, 3, 4, 5, 6, 7], 3, work, () => false)
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(3)
})

test('once it is over those under way are finished and no other is begun', async () => {
  const done: number[] = []
  const work = async (item: number) => {
    await Promise.resolve()
    done.push(item)
  }
  await inParallel([1, 2, 3, 4, 5], 2, work, () => done.length >= 2)
  expect(done).toEqual([1, 2])
})
