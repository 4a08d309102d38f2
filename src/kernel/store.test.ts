import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/kit/database.ts'
import { appendRecords } from '../audit/store.ts'
import { seededRandom } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { type FixedClock, fixedClock, instant } from '../base/time.ts'
import { AuditMissing, Store, type Write } from './store.ts'
import { Vault } from './vault.ts'

const actor = systemActor()
let opened: TestDatabase
let store: Store
let clock: FixedClock

beforeEach(async () => {
  opened = await openTestDatabase()
  clock = fixedClock(instant(1_000_000))
  const random = seededRandom(7)
  const vault = new Vault(new Uint8Array(32), random)
  store = new Store({ database: opened.database, clock, random, append: appendRecords(vault, () => 'tenant') })
})
afterEach(() => opened.close())

const insertLease = (w: Write, name: string) =>
  w.db.insertInto('job_leases').values({ name, holder: 'h', expires_at: w.now }).execute()

/** Writes one lease with one record. */
const recorded = (name: string) =>
  store.write(actor, async (w) => {
    await insertLease(w, name)
    w.audit({ activity: 'updateUser', targets: [{ type: 'User', id: name }] })
    w.later({ kind: 'mail', payload: name })
    return name
  })

async function stored() {
  const { reader } = opened.database
  const leases = await reader.selectFrom('job_leases').select('name').orderBy('name').execute()
  const audits = await reader.selectFrom('directory_audits').select('target_id').orderBy('target_id').execute()
  const effects = await reader.selectFrom('outbox').select('payload').orderBy('payload').execute()
  return {
    leases: leases.map((row) => row.name),
    audits: audits.map((row) => row.target_id),
    effects: effects.map((row) => JSON.parse(row.payload) as unknown),
  }
}

const nothing = { leases: [], audits: [], effects: [] }

describe('what a write keeps', () => {
  test('its work, its records and its effects, together', async () => {
    expect(await recorded('a')).toBe('a')
    expect(await stored()).toEqual({ leases: ['a'], audits: ['a'], effects: ['a'] })
  })

  test('nothing, when it says nothing about what it did', async () => {
    const silent = store.write(actor, async (w) => {
      await insertLease(w, 'silent')
      w.later({ kind: 'mail', payload: 'silent' })
    })
    await expect(silent).rejects.toThrow(AuditMissing)
    expect(await stored()).toEqual(nothing)
  })

  test('its work, when it says that there is nothing to tell', async () => {
    await store.write(actor, async (w) => {
      w.unrecorded('a test')
      await insertLease(w, 'quiet')
    })
    expect(await stored()).toEqual({ ...nothing, leases: ['quiet'] })
  })

  test('nothing, when a refusal is thrown', async () => {
    const refused = store.write(actor, async (w) => {
      await insertLease(w, 'refused')
      w.audit({ activity: 'updateUser', targets: [] })
      throw new Refusal('userNotFound', 'There is no such user.')
    })
    await expect(refused).rejects.toMatchObject({ code: 'userNotFound' })
    expect(await stored()).toEqual(nothing)
  })

  test('nothing, when a statement fails, and the next write goes on', async () => {
    await recorded('a')
    await expect(recorded('a')).rejects.toThrow()
    await recorded('b')
    expect((await stored()).leases).toEqual(['a', 'b'])
  })

  test('one instant, though the clock goes on', async () => {
    const seen = await store.write(actor, async (w) => {
      w.unrecorded('a test')
      const before = w.now
      clock.advanceSeconds(5)
      return [before, w.now]
    })
    expect(seen).toEqual([1_000_000, 1_000_000])
    expect(await store.read(async (r) => r.now)).toBe(1_005_000)
  })
})

describe('writes that come together', () => {
  test('one that fails takes none of the others with it', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 16 }, (_, index) =>
        store.write(actor, async (w) => {
          await insertLease(w, `lease-${index}`)
          w.audit({ activity: 'updateUser', targets: [{ type: 'User', id: `lease-${index}` }] })
          if (index === 7) throw new Error('this one')
        }),
      ),
    )
    expect(outcomes.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1)
    expect(outcomes[7]).toMatchObject({ status: 'rejected', reason: { message: 'this one' } })
    expect((await stored()).leases).toHaveLength(15)
    expect((await stored()).audits).not.toContain('lease-7')
  })

  test('nobody is told that it was kept when the commit failed', async () => {
    const { writer } = opened.database
    await sql`create table parent (id text primary key)`.execute(writer)
    await sql`create table child (parent text references parent (id) deferrable initially deferred)`.execute(writer)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        store.write(actor, async (w) => {
          w.unrecorded('a test')
          await insertLease(w, `lease-${index}`)
          // The foreign key is looked at no sooner than at the commit.
          if (index === 3) await sql`insert into child values ('nobody')`.execute(w.db)
          return `lease-${index}`
        }),
      ),
    )
    const told = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(outcomes[3]?.status).toBe('rejected')
    expect((await stored()).leases).toEqual(told)
    await recorded('after')
    expect((await stored()).leases).toContain('after')
  })

  test('a value read and written back by many is never lost', async () => {
    await recorded('counter')
    const bump = () =>
      store.write(actor, async (w) => {
        w.unrecorded('a test')
        const bumped = { expires_at: sql<number>`expires_at + 1` }
        await w.db.updateTable('job_leases').set(bumped).where('name', '=', 'counter').execute()
      })
    await Promise.all(Array.from({ length: 40 }, bump))
    const row = await opened.database.reader.selectFrom('job_leases').select('expires_at').executeTakeFirstOrThrow()
    expect(row.expires_at).toBe(1_000_040)
  })

  test('two that lock each other out both succeed in the end', async () => {
    await recorded('a')
    await recorded('b')
    let attempts = 0
    let waiting: (() => void)[] = []
    // On SQLite writes follow each other, and nobody may wait for the next.
    const meet = () =>
      new Promise<void>((resume) => {
        waiting.push(resume)
        if (waiting.length < 2 && store.kind === 'postgres') return
        for (const go of waiting) go()
        waiting = []
      })
    const touch = (w: Write, name: string) =>
      w.db.updateTable('job_leases').set({ expires_at: sql<number>`expires_at + 1` }).where('name', '=', name).execute()
    const both = (first: string, second: string) =>
      store.write(actor, async (w) => {
        w.audit({ activity: 'updateUser', targets: [{ type: 'User', id: `${first} then ${second}` }] })
        attempts++
        await touch(w, first)
        if (attempts <= 2) await meet()
        await touch(w, second)
      })
    await Promise.all([both('a', 'b'), both('b', 'a')])
    expect(attempts).toBe(store.kind === 'postgres' ? 3 : 2)
    const rows = await opened.database.reader.selectFrom('job_leases').select('expires_at').execute()
    expect(rows.map((row) => row.expires_at)).toEqual([1_000_002, 1_000_002])
    expect((await stored()).audits).toEqual(['a', 'a then b', 'b', 'b then a'])
  })
})

test("a statement that comes when its write is over is refused, and changes nobody else's", async () => {
  const kept: Write[] = []
  await store.write(actor, async (w) => {
    w.unrecorded('a test')
    kept.push(w)
  })
  const [over] = kept
  await store.write(actor, async (w) => {
    w.unrecorded('a test')
    await insertLease(w, 'a')
    await expect(over && insertLease(over, 'late')).rejects.toThrow(/over/)
  })
  expect((await stored()).leases).toEqual(['a'])
})

test('what one write asks at once is done, or undone, together', async () => {
  const names = ['a', 'b', 'c', 'd']
  const insertAll = (last: string) =>
    store.write(actor, async (w) => {
      w.unrecorded('a test')
      return Promise.all([...names, last].map((name) => insertLease(w, name)))
    })
  await expect(insertAll('a')).rejects.toThrow(/unique/i)
  expect((await stored()).leases).toEqual([])
  await insertAll('e')
  expect((await stored()).leases).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a read sees nothing that is not committed', async () => {
  const namesSeen = () => store.read((r) => r.db.selectFrom('job_leases').select('name').execute())
  await store.write(actor, async (w) => {
    w.unrecorded('a test')
    await insertLease(w, 'a')
    expect(await namesSeen()).toEqual([])
  })
  expect(await namesSeen()).toEqual([{ name: 'a' }])
})
