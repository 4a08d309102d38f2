import { describe, expect, test } from 'vitest'
import { auditChain, chainVerification } from '../../contract/api/logs.ts'
import { anAdministrator, applicationActor, systemActor } from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { roleIds } from '../roles/rules.ts'
import { sealRecords } from './seal.ts'

const reader = applicationActor(['AuditLog.Read.All'])
const state = '/api/v1/auditChain'

async function written(graph: TestGraph, count: number): Promise<void> {
  const { kernel } = graph
  await kernel.store.write(systemActor(), async (w) => {
    for (let number = 0; number < count; number++) {
      if (number % 2) w.audit({ activity: 'updateUser', targets: [{ type: 'User', id: `user-${number}` }] })
      else {
        w.signIn({
          subject: { kind: 'user', userId: null, userPrincipalName: `user${number}@example.com`, displayName: 'A' },
          app: { appId: 'app', displayName: 'App' },
          errorCode: 0,
          details: [],
          requirement: 'multiFactorAuthentication',
        })
      }
    }
  })
}

async function openSealed(count: number): Promise<TestGraph> {
  const graph = await openTestGraph()
  await written(graph, count)
  await sealRecords(graph.kernel, systemActor())
  return graph
}

const read = async (graph: TestGraph) => auditChain.parse((await graph.as(reader)('GET', state)).body)

async function verify(graph: TestGraph, body: object = {}) {
  const answer = await graph.as(reader)('POST', `${state}/verify`, body)
  expect(answer.status, answer.text).toBe(200)
  return chainVerification.parse(answer.body)
}

test('how the chain stands is told from its end, before and after the first verification', async () => {
  await using graph = await openSealed(10)
  await written(graph, 3)
  const before = await read(graph)
  expect(before).toMatchObject({
    head: { sealedDateTime: '2026-03-02T08:00:00.000Z', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    waitingCount: 3,
    waitingSinceDateTime: '2026-03-02T08:00:00.000Z',
    lastVerification: null,
    newest: null,
    whole: null,
  })
  expect(before.sealedCount).toBe(before.head?.sequence)
  const found = await verify(graph)
  expect(found).toMatchObject({
    part: 'newest',
    isIntact: true,
    endedDateTime: '2026-03-02T08:00:00.000Z',
    fromSequence: 1,
    throughSequence: before.sealedCount,
    checkedCount: before.sealedCount + 3,
    findings: [],
    continueFrom: null,
  })
  expect(await read(graph)).toMatchObject({ lastVerification: found, newest: found, whole: null })
})

test('an empty chain verifies', async () => {
  await using graph = await openTestGraph()
  expect(await read(graph)).toMatchObject({ head: null, sealedCount: 0 })
  expect(await verify(graph)).toMatchObject({ isIntact: true, fromSequence: null, throughSequence: null })
  expect(await verify(graph, { part: 'whole' })).toMatchObject({
    isIntact: true,
    fromSequence: null,
    continueFrom: null,
  })
})

describe('what was tampered with is told', () => {
  test.each(['newest', 'whole'])('by a verification of the %s', async (part) => {
    await using graph = await openSealed(10)
    const { writer } = graph.kernel.test.database
    await writer.updateTable('sign_ins').set({ ip_address: '203.0.113.9' }).where('seal_sequence', '=', 4).execute()
    const records = await recordsOf(graph.kernel, async () => {
      const found = await verify(graph, { part })
      expect(found).toMatchObject({
        isIntact: false,
        findingCount: 1,
        findings: [
          { log: 'signIns', sequence: 4, kind: 'columnEdited', message: expect.stringContaining('contradicts') },
        ],
      })
      expect((await read(graph)).lastVerification).toEqual(found)
    })
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Verify audit chain',
        result: 'failure',
        initiatedBy: { app: { displayName: 'Example automation' } },
      },
    ])
  })

  test('by the newest where a record was deleted, a seal was, and one waiting was edited', async () => {
    await using graph = await openSealed(10)
    await written(graph, 2)
    const { writer } = graph.kernel.test.database
    await writer.deleteFrom('sign_ins').where('seal_sequence', '=', 4).execute()
    await writer.deleteFrom('audit_seals').where('sequence', '=', 7).execute()
    await writer.updateTable('sign_ins').set({ record: '{}' }).where('seal_sequence', 'is', null).execute()
    const kinds = (await verify(graph)).findings.map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['recordDeleted', 'recordEdited', 'sealsDeleted'])
  })

  test('by the whole where a record was slipped in under the place of another', async () => {
    await using graph = await openSealed(10)
    const { writer } = graph.kernel.test.database
    const row = await writer.selectFrom('sign_ins').selectAll().where('seal_sequence', '=', 4).executeTakeFirstOrThrow()
    await writer
      .insertInto('sign_ins')
      .values({ ...row, id: '00000000-0000-4000-8000-00000000dead' })
      .execute()
    expect(await verify(graph)).toMatchObject({ isIntact: true })
    expect((await verify(graph, { part: 'whole' })).findings).toMatchObject([
      { kind: 'recordEdited' },
      { kind: 'recordInserted' },
    ])
  })
})

test('the whole is verified slice by slice, and each slice goes on where the one before ended', async () => {
  await using graph = await openSealed(20_400)
  const { sealedCount } = await read(graph)
  const first = await verify(graph, { part: 'whole' })
  expect(first).toMatchObject({
    endedDateTime: null,
    fromSequence: 1,
    throughSequence: 20_000,
    continueFrom: 'seals:20000',
  })
  expect(await read(graph)).toMatchObject({ whole: first, lastVerification: null })
  const wrong = await graph.as(reader)('POST', `${state}/verify`, { part: 'whole', continueFrom: 'seals:5' })
  expect(wrong).toMatchObject({ status: 409, error: { innerCode: 'verificationElsewhere' } })
  let last = first
  while (last.continueFrom !== null) last = await verify(graph, { part: 'whole', continueFrom: last.continueFrom })
  expect(last).toMatchObject({
    isIntact: true,
    fromSequence: 1,
    throughSequence: sealedCount,
    checkedCount: sealedCount + 1,
  })
  expect(await read(graph)).toMatchObject({ whole: last, lastVerification: last })
  const again = await graph.as(reader)('POST', `${state}/verify`, { part: 'whole', continueFrom: first.continueFrom })
  expect(again.status).toBe(409)
  const newest = await verify(graph)
  expect(newest).toMatchObject({ isIntact: true, throughSequence: sealedCount })
  expect(newest.fromSequence).toBeGreaterThan(1)
}, 60_000)

test.each<[object, string]>([
  [{ part: 'half' }, 'part'],
  [{ part: 'whole', continueFrom: 'anything' }, 'continueFrom'],
  [{ continueFrom: 'seals:5' }, 'continueFrom'],
  [{ head: 'abc' }, 'head'],
])('%j is refused', async (body, named) => {
  await using graph = await openTestGraph()
  const answer = await graph.as(reader)('POST', `${state}/verify`, body)
  expect(answer).toMatchObject({ status: 400, error: { innerCode: 'malformedRequest' } })
  expect(answer.error.message).toContain(named)
  expect((await read(graph)).newest).toBeNull()
})

test('who may not read the audit may neither see nor verify it', async () => {
  await using graph = await openTestGraph()
  const { actor } = await anAdministrator(graph.kernel, roleIds.helpdeskAdministrator)
  expect(await graph.as(actor)('GET', state)).toMatchObject({ status: 403 })
  expect(await graph.as(actor)('POST', `${state}/verify`, {})).toMatchObject({ status: 403 })
  expect((await read(graph)).newest).toBeNull()
})
