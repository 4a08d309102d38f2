import { beforeEach, expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { Refusal } from '../base/refusal.ts'
import type { Read, Store, Write } from './store.ts'

let kernel: TestKernel
const actor = systemActor()

beforeEach(async () => {
  kernel = await openTestKernel()
  await kernel.store.write(actor, async (w) => {
    w.unrecorded('a test')
    await w.db.insertInto('job_leases').values({ name: 'a', holder: 'h', expires_at: 0 }).execute()
  })
  return () => kernel[Symbol.asyncDispose]()
})

const valueIn = async ({ db }: Read) =>
  (await db.selectFrom('job_leases').select('expires_at').where('name', '=', 'a').executeTakeFirstOrThrow()).expires_at

const value = () => kernel.store.read(valueIn)

const setTo = (next: number) => async (w: Write) => {
  w.unrecorded('a test')
  await w.db.updateTable('job_leases').set({ expires_at: next }).where('name', '=', 'a').execute()
}

const refused = () => new Refusal('entityChanged', 'no')

const only = (expected: number) => async (r: Read) => {
  if ((await valueIn(r)) !== expected) throw refused()
}

test('what the guard refuses is not written', async () => {
  await expect(kernel.store.guardedBy(only(7)).write(actor, setTo(8))).rejects.toThrow(Refusal)
  expect(await value()).toBe(0)
  await kernel.store.guardedBy(only(0)).write(actor, setTo(8))
  expect(await value()).toBe(8)
})

test('only the first write is guarded, and the store itself is not', async () => {
  const guarded = kernel.store.guardedBy(only(0))
  await guarded.write(actor, setTo(1))
  await guarded.write(actor, setTo(2))
  await kernel.store.write(actor, setTo(3))
  expect(await value()).toBe(3)
})

test('of many that depend on the same state one wins', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) => kernel.store.guardedBy(only(0)).write(actor, setTo(index + 1))),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('what changes between the check and the change is noticed', async () => {
  let checks = 0
  let meanwhile: Promise<void> | undefined
  const guard = async (r: Read) => {
    checks++
    const seen = await valueIn(r)
    meanwhile ??= kernel.store.write(actor, setTo(5))
    if (kernel.store.kind === 'postgres') await meanwhile
    if (seen !== 0) throw refused()
  }
  const written = kernel.store.guardedBy(guard).write(actor, setTo(9))
  if (kernel.store.kind === 'postgres') {
    await expect(written).rejects.toThrow(Refusal)
    expect(checks).toBe(2)
  } else await written
  await meanwhile
  expect(await value()).toBe(5)
})

test('where others keep coming between, it says so in the end', async () => {
  let next = 100
  const guard = async (r: Read) => {
    await valueIn(r)
    if (kernel.store.kind === 'postgres') await kernel.store.write(actor, setTo(next++))
  }
  const written = kernel.store.guardedBy(guard).write(actor, setTo(9))
  if (kernel.store.kind === 'postgres') await expect(written).rejects.toMatchObject({ code: 'busy' })
  else await written
})

test('a store inside a write sees what the write sees, at its instant, and writes nothing', async () => {
  const seen = await kernel.store.write(actor, async (w) => {
    await setTo(4)(w)
    const inside: Store = kernel.store.inside(w)
    kernel.clock.advanceSeconds(5)
    await expect(inside.write(actor, setTo(6))).rejects.toThrow('What only reads came to write')
    return inside.read(async (r) => ({ value: await valueIn(r), isSameInstant: r.now === w.now }))
  })
  expect(seen).toEqual({ value: 4, isSameInstant: true })
})
