import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { instant } from '../base/time.ts'
import { sealRecords, signInsBack, verifyAuditChain } from './service.ts'

const count = 1100

let kernel: TestKernel
beforeAll(async () => {
  kernel = await openTestKernel()
  await kernel.store.write(systemActor(), async (w) => {
    for (let number = 0; number < count; number++) {
      w.signIn({
        subject: { kind: 'user', userId: null, userPrincipalName: `ada${number}@example.com`, displayName: 'Ada' },
        app: { appId: '00000000-0000-4000-8000-0000000000a1', displayName: 'App' },
        errorCode: 0,
        details: [],
        requirement: 'multiFactorAuthentication',
      })
    }
  })
  while ((await sealRecords(kernel, systemActor())) > 0);
})
afterAll(() => kernel[Symbol.asyncDispose]())

/** How often others had their turn while something was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let isOver = false
  const next = () => {
    turns++
    if (!isOver) setImmediate(next)
  }
  setImmediate(next)
  await work()
  isOver = true
  return turns
}

async function countBack(): Promise<void> {
  const span = { from: instant(0), until: kernel.clock.now() }
  let read = 0
  for await (const rows of signInsBack(kernel.store, span, 20_000)) read += rows.length
  expect(read).toBe(count)
}

test.each<[string, () => Promise<unknown>]>([
  ['the newest records are verified', () => verifyAuditChain(kernel, systemActor(), { part: 'newest' })],
  ['all records are verified', () => verifyAuditChain(kernel, systemActor(), { part: 'whole' })],
  ['sign-ins are gone through', countBack],
])('others have their turn while %s', async (_, work) => {
  expect(await turnsDuring(work)).toBeGreaterThanOrEqual(4)
})
