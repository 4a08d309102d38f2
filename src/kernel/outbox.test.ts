import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import type { Json } from '../base/json.ts'
import { createLogger } from './log.ts'
import { drainOutbox, purgeOutbox } from './outbox.ts'

const actor = systemActor()

const promise = (kernel: TestKernel, payload: Json, kind = 'mail') =>
  kernel.store.write(actor, async (w) => {
    w.unrecorded('test')
    w.later({ kind, payload })
  })

/** Delivers to a list, failing as often as told first. */
function mailbox(failures = 0) {
  const received: Json[] = []
  let failed = 0
  const deliver = async (payload: Json) => {
    if (failed++ < failures) throw new Error('the mail server is away')
    received.push(payload)
  }
  return { received, deliverers: new Map([['mail', deliver]]) }
}

test('an effect is delivered once, after the write that caused it', async () => {
  await using kernel = await openTestKernel()
  const { received, deliverers } = mailbox()
  await promise(kernel, { to: 'adele' })
  expect(await drainOutbox(kernel, actor, deliverers)).toBe(1)
  expect(await drainOutbox(kernel, actor, deliverers)).toBe(0)
  expect(received).toEqual([{ to: 'adele' }])
})

test('a write that is rolled back leaves no effect behind', async () => {
  await using kernel = await openTestKernel()
  const { received, deliverers } = mailbox()
  const failed = kernel.store.write(actor, async (w) => {
    w.later({ kind: 'mail', payload: 1 })
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  await drainOutbox(kernel, actor, deliverers)
  expect(received).toEqual([])
})

test('more than a batch is delivered in one turn, oldest first', async () => {
  await using kernel = await openTestKernel()
  const { received, deliverers } = mailbox()
  for (let index = 0; index < 45; index++) {
    kernel.clock.advanceSeconds(1)
    await promise(kernel, index)
  }
  expect(await drainOutbox(kernel, actor, deliverers)).toBe(45)
  expect(received).toEqual(Array.from({ length: 45 }, (_, index) => index))
})

test('several that drain at once deliver each effect once', async () => {
  await using kernel = await openTestKernel()
  const { received, deliverers } = mailbox()
  await Promise.all(Array.from({ length: 10 }, (_, index) => promise(kernel, index)))
  await Promise.all(Array.from({ length: 4 }, () => drainOutbox(kernel, actor, deliverers)))
  expect(received.toSorted((one, other) => Number(one) - Number(other))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a failed delivery is tried again, after a wait that doubles', async () => {
  await using kernel = await openTestKernel()
  const { received, deliverers } = mailbox(2)
  await promise(kernel, 'x')
  for (const [wait, delivered] of [
    [0, 0],
    [1, 0],
    [1, 0],
    [3, 0],
    [1, 1],
  ] as const) {
    kernel.clock.advanceSeconds(wait)
    expect(await drainOutbox(kernel, actor, deliverers)).toBe(delivered)
  }
  expect(received).toEqual(['x'])
})

test('an effect whose process was killed in the middle is delivered later', async () => {
  await using kernel = await openTestKernel()
  const { received, deliverers } = mailbox()
  await promise(kernel, 'x')
  await kernel.test.database.writer
    .updateTable('outbox')
    .set({ attempts: 1, available_at: kernel.clock.now() + 2000 })
    .execute()
  await drainOutbox(kernel, actor, deliverers)
  expect(received).toEqual([])
  kernel.clock.advanceSeconds(2)
  await drainOutbox(kernel, actor, deliverers)
  expect(received).toEqual(['x'])
})

test('after twelve failures an effect is given up, loudly, and holds up no other', async () => {
  await using kernel = await openTestKernel()
  const lines: string[] = []
  const log = createLogger('error', { write: (line) => void lines.push(line) })
  const { received, deliverers } = mailbox()
  await promise(kernel, 'nobody', 'unknown')
  for (let turn = 0; turn < 20; turn++) {
    kernel.clock.advanceSeconds(3600)
    await drainOutbox({ store: kernel.store, log }, actor, deliverers)
  }
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('nobody delivers this kind')
  await promise(kernel, 'later')
  await drainOutbox(kernel, actor, deliverers)
  expect(received).toEqual(['later'])
})

test('what was delivered is deleted after a week, and nothing else', async () => {
  await using kernel = await openTestKernel()
  const { deliverers } = mailbox()
  await promise(kernel, 'delivered')
  await promise(kernel, 'stuck', 'unknown')
  await drainOutbox(kernel, actor, deliverers)
  kernel.clock.advanceSeconds(7 * 24 * 3600 - 1)
  expect(await kernel.store.write(actor, purgeOutbox)).toBe(0)
  kernel.clock.advanceSeconds(1)
  expect(await kernel.store.write(actor, purgeOutbox)).toBe(1)
})
