import { describe, expect, it, test } from 'vitest'
import { aUser } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { unrecorded } from '../../tests/kit/proving.ts'
import { userId } from '../base/text.ts'
import type { CeremonyKind, CeremonyOwner } from './rules.ts'
import {
  beginCeremony,
  consumeCeremony,
  consumeRegistration,
  findCeremony,
  findLatestCeremony,
  forgetCeremoniesOf,
  purgeCeremonies,
} from './service.ts'

const nobody: CeremonyOwner = { kind: 'passkeyAuthentication', userId: null, boundTo: 'attempt-1' }

const begin = (kernel: TestKernel, owner: CeremonyOwner, id: string, state: string | null = null) =>
  unrecorded(kernel, (w) => beginCeremony(kernel, w, owner, id, state))

const find = (kernel: TestKernel, owner: CeremonyOwner, id: string) =>
  kernel.store.read((r) => findCeremony(kernel, r, owner, id))

const consume = (kernel: TestKernel, id: string) => unrecorded(kernel, (w) => consumeCeremony(w, id))

describe('a ceremony', () => {
  it('gives its owner back what its beginning left, sealed meanwhile', async () => {
    await using kernel = await openTestKernel()
    await begin(kernel, nobody, 'challenge', 'between the two')
    expect(await find(kernel, nobody, 'challenge')).toEqual({ ok: true, id: 'challenge', state: 'between the two' })
    const row = await kernel.store.read((r) => r.db.selectFrom('ceremonies').selectAll().executeTakeFirstOrThrow())
    expect(Buffer.from(row.state).toString('latin1')).not.toContain('between the two')
  })

  const ada = userId('00000000-0000-4000-8000-00000000000a')
  test.each<[string, Partial<CeremonyOwner>]>([
    ['another kind', { kind: 'passkeyDiscovery' }],
    ['another user', { userId: ada }],
    ['another attempt', { boundTo: 'attempt-2' }],
  ])('is unknown to %s', async (_case, difference) => {
    await using kernel = await openTestKernel()
    await begin(kernel, nobody, 'challenge')
    expect(await find(kernel, { ...nobody, ...difference }, 'challenge')).toEqual({ ok: false, why: 'unknown' })
    expect(await find(kernel, nobody, 'another challenge')).toEqual({ ok: false, why: 'unknown' })
  })

  test.each<[CeremonyKind, number]>([
    ['passkeyAuthentication', 300],
    ['passkeyDiscovery', 300],
    ['passkeyRegistration', 300],
    ['softwareOathRegistration', 600],
  ])('of kind %s is over after %i seconds by the clock, whether or not anything cleans up', async (kind, seconds) => {
    await using kernel = await openTestKernel()
    const owner = { ...nobody, kind }
    await begin(kernel, owner, 'challenge')
    kernel.clock.advanceSeconds(seconds - 1)
    expect(await find(kernel, owner, 'challenge')).toMatchObject({ ok: true })
    kernel.clock.advanceSeconds(1)
    expect(await find(kernel, owner, 'challenge')).toEqual({ ok: false, why: 'expired' })
    expect(await kernel.store.read((r) => findLatestCeremony(kernel, r, owner))).toMatchObject({ ok: false })
    expect(await consume(kernel, 'challenge')).toBe(false)
  })

  it('is finished once by sixteen racers', async () => {
    await using kernel = await openTestKernel()
    await begin(kernel, nobody, 'challenge')
    const finished = await Promise.all(Array.from({ length: 16 }, () => consume(kernel, 'challenge')))
    expect(finished.filter(Boolean)).toHaveLength(1)
    expect(await find(kernel, nobody, 'challenge')).toEqual({ ok: false, why: 'finished' })
  })

  it('opens for nobody after a hand in the database gave it to another attempt', async () => {
    await using kernel = await openTestKernel()
    await begin(kernel, nobody, 'challenge')
    await unrecorded(kernel, (w) => w.db.updateTable('ceremonies').set({ bound_to: 'attempt-2' }).execute())
    await expect(find(kernel, { ...nobody, boundTo: 'attempt-2' }, 'challenge')).rejects.toThrow(/does not open/)
  })
})

describe('registrations of one kind by one user', () => {
  it('end together, so that those that race take turns', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const owner = { kind: 'passkeyRegistration', userId: user.id } as const
    const ids = Array.from({ length: 16 }, (_, index) => `challenge-${index}`)
    for (const id of ids) await begin(kernel, { ...owner, boundTo: `session-${id}` }, id)
    await begin(kernel, { ...owner, kind: 'softwareOathRegistration', boundTo: 'session' }, 'of another kind')
    const finished = await Promise.all(ids.map((id) => unrecorded(kernel, (w) => consumeRegistration(w, owner, id))))
    expect(finished.filter(Boolean)).toHaveLength(1)
    expect(await consume(kernel, 'of another kind')).toBe(true)
  })
})

describe('cleaning up', () => {
  it('deletes what is over and nothing else, and what a user who is gone had begun', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await begin(kernel, nobody, 'old')
    kernel.clock.advanceSeconds(200)
    await begin(kernel, nobody, 'new')
    await begin(kernel, { ...nobody, userId: user.id }, 'theirs')
    kernel.clock.advanceSeconds(100)
    expect(await unrecorded(kernel, purgeCeremonies)).toBe(1)
    await unrecorded(kernel, (w) => forgetCeremoniesOf(w, user.id))
    const left = await kernel.store.read((r) => r.db.selectFrom('ceremonies').select('id').execute())
    expect(left).toEqual([{ id: 'new' }])
  })
})
