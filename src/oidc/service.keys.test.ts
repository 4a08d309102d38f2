import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { openTokenServer } from '../../tests/kit/token.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { Store } from '../kernel/store.ts'
import { signingKeys } from './keys.ts'
import { verifyAccessToken } from './service.ts'

const { origin } = systemActor()

/** Another process on the same database: it shares the rows and nothing in memory. */
const anotherProcess = (kernel: Awaited<ReturnType<typeof openTestKernel>>): Kernel => ({
  ...kernel,
  store: new Store({
    database: kernel.test.database,
    clock: kernel.clock,
    random: kernel.random,
    append: async () => undefined,
  }),
})

const retire = (kernel: Kernel) =>
  kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('the test rotates by hand')
    await w.db.updateTable('signing_keys').set({ retired_at: w.now }).execute()
  })

test('processes that start together agree on one signing key', async () => {
  await using kernel = await openTestKernel()
  const made = await Promise.all(Array.from({ length: 4 }, () => signingKeys(anotherProcess(kernel))))
  expect(new Set(made.flat().map((key) => key.id)).size).toBe(1)
  expect(await kernel.store.read((r) => r.db.selectFrom('signing_keys').select('id').execute())).toHaveLength(1)
})

test('the private key stands sealed in the database', async () => {
  await using kernel = await openTestKernel()
  const [key] = await signingKeys(kernel)
  const row = await kernel.store.read((r) => r.db.selectFrom('signing_keys').selectAll().executeTakeFirstOrThrow())
  expect(Buffer.from(row.private_key).toString('latin1')).not.toContain(key?.privateJwk.d)
  expect(JSON.parse(row.public_key)).not.toHaveProperty('d')
})

test('after a rotation new tokens carry the new key, and old ones stay good until they are over', async () => {
  await using server = await openTokenServer()
  const old = await server.token()
  await retire(server.kernel)
  server.kernel.clock.advanceSeconds(301)
  const fresh = await server.token()
  const keyOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid
  expect(keyOf(fresh)).not.toBe(keyOf(old))
  await verifyAccessToken(server.kernel, old, origin)
  await verifyAccessToken(server.kernel, fresh, origin)
  const published = await server.server.inject({ url: '/common/discovery/v2.0/keys' })
  expect(published.json().keys).toHaveLength(2)
  server.kernel.clock.advanceSeconds(3600 + 600)
  await signingKeys(server.kernel)
  const later = await server.server.inject({ url: '/common/discovery/v2.0/keys' })
  expect(later.json().keys.map((key: { kid: string }) => key.kid)).toEqual([keyOf(fresh)])
})

test('a token signed with a key that another process has just made is believed', async () => {
  await using server = await openTokenServer()
  const other = anotherProcess(server.kernel)
  await signingKeys(other)
  await retire(server.kernel)
  server.kernel.clock.advanceSeconds(301)
  const token = await server.token()
  await verifyAccessToken(other, token, origin)
})

test('a clock set back does not keep a new key unknown until it has caught up', async () => {
  await using kernel = await openTestKernel()
  await signingKeys(kernel)
  kernel.clock.advanceSeconds(-3600)
  await retire(kernel)
  const [fresh] = await signingKeys(anotherProcess(kernel))
  const known = await signingKeys(kernel, fresh?.id)
  expect(known[0]?.id).toBe(fresh?.id)
})
