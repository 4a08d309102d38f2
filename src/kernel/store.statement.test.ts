import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { insertion, statement } from './statement.ts'

let built = 0
const insert = insertion('job_leases')
const rename = statement((db, given: { from: string; to: string; expiry: number }) => {
  built++
  return db
    .updateTable('job_leases')
    .set({ name: given.to, holder: 'renamed' })
    .where('name', '=', given.from)
    .where('expires_at', '<', given.expiry)
    .returning(['name', 'holder'])
})

test('a statement is built once for each handle, and runs with the values of each call', async () => {
  await using kernel = await openTestKernel()
  const renamed = await kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('a test')
    for (const name of ['a', 'b', 'c']) await insert(w, { name, holder: 'h', expires_at: 5 })
    const results = [
      await rename(w, { from: 'a', to: 'x', expiry: 6 }),
      await rename(w, { from: 'b', to: 'y', expiry: 6 }),
      await rename(w, { from: 'c', to: 'z', expiry: 5 }),
    ]
    return results.map(({ rows }) => rows)
  })
  expect(renamed).toEqual([[{ name: 'x', holder: 'renamed' }], [{ name: 'y', holder: 'renamed' }], []])
  await kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('a test')
    await rename(w, { from: 'x', to: 'w', expiry: 6 })
  })
  expect(built).toBe(1)
  const rows = await kernel.store.read((r) => r.db.selectFrom('job_leases').select('name').orderBy('name').execute())
  expect(rows.map((row) => row.name)).toEqual(['c', 'w', 'y'])
})
