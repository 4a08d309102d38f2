import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { commandLine } from '../../tests/kit/command-line.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { sealRecords } from './service.ts'

let kernel: TestKernel
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-audit-'))
  kernel = await openTestKernel()
  await writeBoth()
  await sealRecords(kernel, systemActor())
})
afterAll(async () => {
  await kernel.test.close()
  await rm(folder, { recursive: true })
})

async function writeBoth(): Promise<void> {
  kernel.clock.advanceSeconds(3600)
  await kernel.store.write(systemActor(), async (w) => {
    const user = { type: 'User', id: 'u1', userPrincipalName: 'adele@example.com' } as const
    w.audit({ activity: 'disableAccount', targets: [user] })
    w.signIn({
      subject: { kind: 'user', userId: null, userPrincipalName: 'adele@example.com', displayName: 'Adele' },
      app: { appId: 'app', displayName: 'Example' },
      errorCode: 50057,
      details: [],
      requirement: 'singleFactorAuthentication',
    })
  })
}

const latchkey = (...argv: string[]) => commandLine(kernel)('audit', ...argv)

const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test('list shows the newest records of a log', async () => {
  const audits = await latchkey('list')
  expect(audits.out).toMatch(/Disable account +adele@example.com +Latchkey +success/)
  const signIns = await latchkey('list', '--log', 'signIns', '--top', '1')
  expect(signIns.out).toMatch(/adele@example.com +Example +192.0.2.1 +50057/)
  expect(await latchkey('list', '--top', '0')).toMatchObject({ exitCode: 2, out: '' })
})

test('export writes both logs as JSON lines, oldest first', async () => {
  const { exitCode, out, err } = await latchkey('export')
  expect([exitCode, err]).toEqual([0, '3 records exported.\n'])
  expect(lines(out).map((line) => line['@odata.type'])).toEqual([
    '#microsoft.graph.directoryAudit',
    '#microsoft.graph.directoryAudit',
    '#microsoft.graph.signIn',
  ])
})

test('export begins at a time, or so long ago, and can go into a new file of the owner', async () => {
  expect(lines((await latchkey('export', '--since', '30m')).out)).toHaveLength(2)
  expect((await latchkey('export', '--since', '2030-01-01')).out).toBe('')
  expect((await latchkey('export', '--since', 'yesterday')).exitCode).toBe(2)
  const file = join(folder, 'signins.jsonl')
  expect(await latchkey('export', '--log', 'signIns', '--out-file', file)).toMatchObject({ exitCode: 0, out: '' })
  expect(lines(await readFile(file, 'utf8'))).toMatchObject([{ userPrincipalName: 'adele@example.com' }])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await latchkey('export', '--out-file', file)).exitCode).toBe(2)
})

test('verify ends with 0 on logs nobody touched, and knows an earlier head', async () => {
  const found = await latchkey('verify', '-o', 'json')
  const { head } = JSON.parse(found.out) as { readonly head: { readonly hash: string } }
  expect([found.exitCode, found.err]).toEqual([0, ''])
  expect((await latchkey('verify', '--head', head.hash)).exitCode).toBe(0)
  expect((await latchkey('verify', '--head', 'f'.repeat(64))).exitCode).toBe(1)
  expect((await latchkey('verify', '--head', 'nonsense')).exitCode).toBe(2)
})

test('verify ends with 1 and names the record when one was edited', async () => {
  const { writer } = kernel.test.database
  await writer.updateTable('sign_ins').set({ error_code: 0 }).execute()
  const found = await latchkey('verify')
  expect(found.exitCode).toBe(1)
  expect(found.out).toMatch(/signIns .*contradicts the record/)
  expect(found.err).toMatch(/do not verify/)
  await writer.updateTable('sign_ins').set({ error_code: 50057 }).execute()
})
