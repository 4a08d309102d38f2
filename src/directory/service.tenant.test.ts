import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { ensureTenant, tenant } from './service.ts'

const other = { displayName: 'Other', domain: 'other.example' }

test('the first start makes the tenant, records it, and every other start finds it', async () => {
  await using kernel = await openTestKernel({ settings: { domain: 'Example.COM' } })
  expect(kernel.tenant).toMatchObject({ displayName: 'Example', domain: 'example.com', createdAt: kernel.clock.now() })
  expect(await ensureTenant(kernel.store, systemActor(), other)).toEqual(kernel.tenant)
  expect(await kernel.store.read(tenant)).toEqual(kernel.tenant)
  const audits = await kernel.store.read((r) => r.db.selectFrom('directory_audits').selectAll().execute())
  expect(audits.map((audit) => [audit.activity_display_name, audit.target_id])).toEqual([
    ['Set company information', kernel.tenant.id],
  ])
})

test('processes that start together agree on one tenant', async () => {
  await using kernel = await openTestKernel()
  await kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('the test starts without a tenant')
    await w.db.deleteFrom('tenants').execute()
  })
  const made = await Promise.all(Array.from({ length: 6 }, () => ensureTenant(kernel.store, systemActor(), other)))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
})
