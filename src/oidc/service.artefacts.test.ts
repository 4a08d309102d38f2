import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { artefactAdapter } from './adapter.ts'
import { purgeArtefacts } from './service.ts'

const code = { jti: 'the-code', kind: 'AuthorizationCode', grantId: 'the-grant', uid: 'the-uid', userCode: 'ABCD-EFGH' }

test('an artefact is found by its id, its uid and its user code, in its own kind only', async () => {
  await using kernel = await openTestKernel()
  const codes = artefactAdapter(kernel, 'AuthorizationCode')
  await codes.upsert(code.jti, code, 60)
  expect(await codes.find(code.jti)).toEqual(code)
  expect(await codes.findByUid(code.uid)).toEqual(code)
  expect(await codes.findByUserCode(code.userCode)).toEqual(code)
  expect(await artefactAdapter(kernel, 'RefreshToken').find(code.jti)).toBeUndefined()
  await codes.upsert(code.jti, { ...code, accountId: 'later' }, 60)
  expect(await codes.find(code.jti)).toEqual({ ...code, accountId: 'later' })
  await codes.destroy(code.jti)
  expect(await codes.find(code.jti)).toBeUndefined()
})

test('of 16 who consume one artefact together, one succeeds', async () => {
  await using kernel = await openTestKernel()
  const codes = artefactAdapter(kernel, 'AuthorizationCode')
  await codes.upsert(code.jti, code, 60)
  const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => codes.consume(code.jti)))
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  expect(await codes.find(code.jti)).toMatchObject({ consumed: Math.floor(kernel.clock.now() / 1000) })
})

test('revoking a grant takes everything that came of it', async () => {
  await using kernel = await openTestKernel()
  const tokens = artefactAdapter(kernel, 'RefreshToken')
  await tokens.upsert('one', { grantId: 'the-grant' }, 60)
  await tokens.upsert('two', { grantId: 'another' }, 60)
  await tokens.revokeByGrantId('the-grant')
  expect(await tokens.find('one')).toBeUndefined()
  expect(await tokens.find('two')).toBeDefined()
})

test('an expired artefact is gone by the clock, purged or not', async () => {
  await using kernel = await openTestKernel()
  const codes = artefactAdapter(kernel, 'AuthorizationCode')
  await codes.upsert(code.jti, code, 60)
  kernel.clock.advanceSeconds(60)
  expect(await codes.find(code.jti)).toBeUndefined()
  expect(await kernel.store.write(systemActor(), purgeArtefacts)).toBe(1)
})

test('the database holds nothing a client could present', async () => {
  await using kernel = await openTestKernel()
  await artefactAdapter(kernel, 'AuthorizationCode').upsert(code.jti, code, 60)
  const rows = await kernel.store.read((r) => r.db.selectFrom('oidc_artefacts').selectAll().execute())
  const stored = rows.map((row) => `${JSON.stringify(row)}${Buffer.from(row.payload).toString('latin1')}`).join()
  for (const secret of [code.jti, code.grantId, code.uid, code.userCode]) expect(stored).not.toContain(secret)
})
