import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { createLogger } from '../kernel/log.ts'
import { sealRecords } from './seal.ts'
import { verifyChain } from './verify.ts'

const actor = systemActor()

async function writeAudits(kernel: TestKernel, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      kernel.store.write(actor, async (w) => {
        w.audit({ activity: 'updateUser', targets: [{ type: 'User', id: `user-${index}` }] })
      }),
    ),
  )
}

const verify = (kernel: TestKernel) => kernel.store.read((r) => verifyChain(r, kernel.vault))

test('a turn seals everything committed, in several batches', async () => {
  await using kernel = await openTestKernel()
  await writeAudits(kernel, 1200)
  expect(await sealRecords(kernel, actor)).toBe(1201)
  expect(await sealRecords(kernel, actor)).toBe(0)
  expect(await verify(kernel)).toMatchObject({ isIntact: true, sealed: 1201, unsealed: 0 })
})

test('a forged record gets no place, raises one alarm and holds up no other', async () => {
  await using kernel = await openTestKernel()
  await writeAudits(kernel, 3)
  await kernel.test.database.writer
    .updateTable('directory_audits')
    .set({ record: '{}' })
    .where('target_id', '=', 'user-1')
    .execute()
  const lines: string[] = []
  const watched = { ...kernel, log: createLogger('info', { write: (line) => void lines.push(line) }) }
  expect(await sealRecords(watched, actor)).toBe(3)
  await writeAudits(kernel, 1)
  expect(await sealRecords(watched, actor)).toBe(1)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('auditTampering')
  const { findings } = await verify(kernel)
  expect(findings.map((finding) => finding.what)).toEqual(['recordEdited', 'sealingRefused'])
})

test('several sealing at once make one chain', async () => {
  await using kernel = await openTestKernel()
  for (let round = 0; round < 5; round++) {
    await writeAudits(kernel, 20)
    await Promise.all(Array.from({ length: 4 }, () => sealRecords(kernel, actor)))
  }
  await sealRecords(kernel, actor)
  expect(await verify(kernel)).toMatchObject({ isIntact: true, sealed: 101, unsealed: 0 })
})
