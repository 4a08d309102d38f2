import { expect, test, vi } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { type Job, moreToDo, startJobs } from './jobs.ts'
import { createLogger } from './log.ts'
import { systemRandom } from './system.ts'

const actor = systemActor()

const start = (kernel: TestKernel, run: Job['run'], log = kernel.log) =>
  startJobs({ store: kernel.store, actor, random: systemRandom, log }, [{ name: 'count', everyMilliseconds: 5, run }])

const leases = (kernel: TestKernel) => kernel.test.database.reader.selectFrom('job_leases').selectAll().execute()

function counter() {
  let count = 0
  return { count: () => count, run: async () => void count++ }
}

test('a job recurs, in one of two processes', async () => {
  await using kernel = await openTestKernel()
  const first = counter()
  const second = counter()
  const running = [start(kernel, first.run), start(kernel, second.run)]
  await vi.waitFor(() => expect(first.count() + second.count()).toBeGreaterThan(5))
  expect(Math.min(first.count(), second.count())).toBe(0)
  await Promise.all(running.map((jobs) => jobs.stop()))
})

test('the lease of a killed process is taken over when it runs out', async () => {
  await using kernel = await openTestKernel()
  await kernel.test.database.writer
    .insertInto('job_leases')
    .values({ name: 'count', holder: 'killed', expires_at: kernel.clock.now() + 10_000 })
    .execute()
  const { count, run } = counter()
  const jobs = start(kernel, run)
  await new Promise((resume) => setTimeout(resume, 60))
  expect(count()).toBe(0)
  kernel.clock.advanceSeconds(10)
  await vi.waitFor(() => expect(count()).toBeGreaterThan(0))
  await jobs.stop()
})

test('a lease from a clock that ran ahead holds nobody up', async () => {
  await using kernel = await openTestKernel()
  await kernel.test.database.writer
    .insertInto('job_leases')
    .values({ name: 'count', holder: 'killed', expires_at: kernel.clock.now() + 7 * 24 * 3600_000 })
    .execute()
  const { count, run } = counter()
  const jobs = start(kernel, run)
  await vi.waitFor(() => expect(count()).toBeGreaterThan(0))
  await jobs.stop()
})

test('the lease is renewed while the job goes on', async () => {
  await using kernel = await openTestKernel()
  const jobs = start(kernel, async () => kernel.clock.advanceSeconds(3))
  const before = kernel.clock.now()
  await vi.waitFor(() => expect(kernel.clock.now()).toBeGreaterThan(before + 30_000))
  expect(await leases(kernel)).toMatchObject([{ name: 'count' }])
  await jobs.stop()
})

test('a turn that left work over is followed by the next one soon', async () => {
  await using kernel = await openTestKernel()
  let left = 8
  const job: Job = { name: 'count', everyMilliseconds: 1000, run: async () => (--left > 0 ? moreToDo : undefined) }
  const jobs = startJobs({ store: kernel.store, actor, random: systemRandom, log: kernel.log }, [job])
  await vi.waitFor(() => expect(left).toBe(0), { timeout: 6000 })
  await jobs.stop()
})

test('a turn that fails is logged and the next one tries again', async () => {
  await using kernel = await openTestKernel()
  const lines: string[] = []
  const { count, run } = counter()
  const failing = async () => {
    await run()
    throw new Error('the mail server is away')
  }
  const jobs = start(kernel, failing, createLogger('error', { write: (line) => void lines.push(line) }))
  await vi.waitFor(() => expect(count()).toBeGreaterThan(2))
  await jobs.stop()
  expect(lines[0]).toContain('the mail server is away')
})

test('stop waits for the turn under way, starts no other, and gives the lease back', async () => {
  await using kernel = await openTestKernel()
  const steps: string[] = []
  let finish = () => {}
  const jobs = start(kernel, () => {
    steps.push('begun')
    return new Promise<void>((resolve) => {
      finish = resolve
    }).then(() => void steps.push('ended'))
  })
  await vi.waitFor(() => expect(steps).toEqual(['begun']))
  const stopped = jobs.stop().then(() => void steps.push('stopped'))
  await new Promise((resume) => setTimeout(resume, 20))
  expect(steps).toEqual(['begun'])
  finish()
  await stopped
  await new Promise((resume) => setTimeout(resume, 20))
  expect(steps).toEqual(['begun', 'ended', 'stopped'])
  expect(await leases(kernel)).toEqual([])
})
