import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aGroup, applicationActor, aUser, systemActor } from '../../tests/kit/builders.ts'
import { DeltaClient } from '../../tests/kit/delta-client.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { inSession } from '../../tests/kit/sessions.ts'
import { Refusal } from '../base/refusal.ts'
import { eraseDeleted, restoreDeleted } from './deleted.ts'
import { forgetOldChanges, orderChanges } from './delta.ts'
import { directoryRoutes } from './graph.ts'
import type { Group, User } from './rules.ts'
import {
  addMember,
  createUser,
  deleteGroup,
  deleteUser,
  removeManager,
  removeMember,
  setManager,
  updateGroup,
  updateUser,
} from './service.ts'
import { endSignInSessions } from './sign-in-sessions.ts'

const open = () => openTestGraph({ routes: directoryRoutes })
const permissions = ['User.Read.All', 'Group.Read.All']
const system = systemActor()
const caller = (graph: TestGraph) => graph.as(applicationActor(permissions))
const [users, groups] = ['/v1.0/users/delta', '/v1.0/groups/delta']
const ids = (items: readonly { readonly id?: unknown }[]) => items.map(({ id }) => id)
const day = 24 * 3600

/** What the directory is, as a client with every change knows it. */
async function truth(graph: TestGraph) {
  return graph.kernel.store.read(async (r) => {
    const people = await r.db.selectFrom('users').selectAll().where('deleted_at', 'is', null).execute()
    const standing = new Set(people.map(({ id }) => id))
    const teams = await r.db.selectFrom('groups').selectAll().where('deleted_at', 'is', null).execute()
    const members = await r.db.selectFrom('group_members').selectAll().execute()
    return {
      users: new Map(
        people.map((row) => {
          const manager = row.manager_id !== null && standing.has(row.manager_id) ? [row.manager_id] : []
          return [row.id, { properties: { displayName: row.display_name }, links: new Set(manager) }]
        }),
      ),
      groups: new Map(
        teams.map((row) => {
          const own = members.filter(({ group_id }) => group_id === row.id).map(({ member_id }) => member_id)
          return [row.id, { properties: { displayName: row.display_name }, links: new Set(own) }]
        }),
      ),
    }
  })
}

const clientsOf = (graph: TestGraph, options = '') => ({
  users: new DeltaClient(caller(graph), `${users}()?$select=displayName,manager${options}`),
  groups: new DeltaClient(caller(graph), `${groups}()?$select=displayName,members${options}`),
})

describe('a round', () => {
  test('tells of everything, and then of what changed alone', async () => {
    await using graph = await open()
    const { kernel } = graph
    const people = [await aUser(kernel), await aUser(kernel), await aUser(kernel)]
    const [first, second, third] = people as [User, User, User]
    const client = new DeltaClient(caller(graph), users)
    const all = await client.sync()
    expect(ids(all).toSorted()).toEqual(ids(people).toSorted())
    expect(all[0]).toMatchObject({ businessPhones: [], userPrincipalName: expect.any(String) })
    expect(all[0]).not.toHaveProperty('accountEnabled')
    expect(await client.sync()).toEqual([])
    await updateUser(kernel, system, { user: first.id, change: { jobTitle: 'Clerk' } })
    await updateUser(kernel, system, { user: first.id, change: { jobTitle: 'Boss' } })
    await deleteUser(kernel, system, { user: second.id })
    const later = await client.sync()
    expect(later).toHaveLength(2)
    expect(later).toContainEqual(expect.objectContaining({ id: first.id, jobTitle: 'Boss' }))
    expect(later).toContainEqual({ id: second.id, '@removed': { reason: 'changed' } })
    await eraseDeleted(kernel, system, second.id)
    expect(await client.sync()).toEqual([{ id: second.id, '@removed': { reason: 'deleted' } }])
    await endSignInSessions(kernel, system, { user: third.id })
    expect(ids(await client.sync())).toEqual([third.id])
    await inSession(kernel, third)
    expect(await client.sync()).toEqual([])
  })

  test.each([users, `${users}()`, '/beta/Users/Microsoft.Graph.Delta()'])('answers at %s', async (address) => {
    await using graph = await open()
    const { body } = await caller(graph)('GET', address)
    const version = address.split('/')[1]
    expect(body).toMatchObject({ '@odata.context': `http://localhost:8080/${version}/$metadata#users`, value: [] })
    expect(String(body['@odata.deltaLink'])).toMatch(`http://localhost:8080/${version}/users/delta()?$deltatoken=`)
  })

  test('of groups tells of members that came and went, and pages through large groups', async () => {
    await using graph = await open()
    const { kernel } = graph
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const inner = await aGroup(kernel)
    const group = await aGroup(kernel, { members: [ada, inner] })
    const client = new DeltaClient(caller(graph), groups)
    const all = await client.sync()
    const told = all.find(({ id }) => id === group.id)?.['members@delta']
    expect(told).toHaveLength(2)
    expect(told).toContainEqual({ '@odata.type': '#microsoft.graph.user', id: ada.id })
    expect(told).toContainEqual({ '@odata.type': '#microsoft.graph.group', id: inner.id })
    await addMember(kernel, system, { group: group.id, member: bob.id })
    await removeMember(kernel, system, { group: group.id, member: ada.id })
    const [later] = await client.sync()
    expect(later?.['members@delta']).toHaveLength(2)
    expect(later?.['members@delta']).toContainEqual({ '@odata.type': '#microsoft.graph.user', id: bob.id })
    expect(later?.['members@delta']).toContainEqual({
      '@odata.type': '#microsoft.graph.user',
      id: ada.id,
      '@removed': { reason: 'deleted' },
    })
    await kernel.store.write(system, async (w) => {
      w.unrecorded('many members at once')
      const many = Array.from({ length: 2500 }, (_, index) => `0000ffff-0000-4000-8000-${`${index}`.padStart(12, '0')}`)
      for (let start = 0; start < many.length; start += 500) {
        const rows = many.slice(start, start + 500).map((member_id) => ({ group_id: inner.id, member_id }))
        const values = rows.map((row) => ({ ...row, member_kind: 'user' as const, added_at: w.now }))
        await w.db.insertInto('group_members').values(values).execute()
      }
    })
    const anew = new DeltaClient(caller(graph), groups)
    await anew.sync()
    expect(anew.pages).toBe(3)
    expect(anew.known.get(inner.id)?.links.size).toBe(2500)
    expect(anew.known.get(group.id)?.links).toEqual(new Set([inner.id, bob.id]))
  })

  test('is limited to what is selected and to the objects named, and keeps to that', async () => {
    await using graph = await open()
    const { kernel } = graph
    const [ada, bob, eve] = [await aUser(kernel), await aUser(kernel), await aUser(kernel)]
    const filter = encodeURIComponent(`id eq '${ada.id}' or id eq '${bob.id}'`)
    const client = new DeltaClient(caller(graph), `${users}?$select=jobTitle&$filter=${filter}&$top=1`)
    expect(await client.sync()).toEqual(
      [ada, bob].map(({ id }) => ({ jobTitle: null, id })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
    expect(client.pages).toBe(2)
    for (const { id } of [eve, bob]) await updateUser(kernel, system, { user: id, change: { jobTitle: 'Boss' } })
    await setManager(kernel, system, { user: ada.id, manager: bob.id })
    expect(await client.sync()).toEqual([{ jobTitle: 'Boss', id: bob.id }])
    const bare = new DeltaClient(caller(graph), `${groups}?$select=displayName`)
    const group = await aGroup(kernel, { members: [ada] })
    expect(await bare.sync()).toEqual([{ displayName: group.displayName, id: group.id }])
    await removeMember(kernel, system, { group: group.id, member: ada.id })
    expect(await bare.sync()).toEqual([])
  })

  test('takes the page size that is preferred', async () => {
    await using graph = await open()
    for (let count = 0; count < 5; count++) await aUser(graph.kernel)
    const client = new DeltaClient(caller(graph), users, { prefer: 'return=minimal, odata.maxpagesize=2' })
    expect(await client.sync()).toHaveLength(5)
    expect(client.pages).toBe(3)
    const answer = await caller(graph)('GET', users, undefined, { prefer: 'odata.maxpagesize=2' })
    expect(answer.headers['preference-applied']).toBe('odata.maxpagesize=2')
  })

  test('can begin with the latest, and tells of nothing before', async () => {
    await using graph = await open()
    await aUser(graph.kernel)
    const client = new DeltaClient(caller(graph), `${users}?$deltatoken=latest`)
    expect(await client.sync()).toEqual([])
    const next = await aUser(graph.kernel)
    expect(ids(await client.sync())).toEqual([next.id])
  })
})

describe('a token', () => {
  const tokenIn = (link: string) => new URL(link).searchParams.get('$deltatoken') ?? ''

  test('is refused when it is altered, made up, of another list or beside other options', async () => {
    await using graph = await open()
    const call = caller(graph)
    const client = new DeltaClient(call, users)
    await client.sync()
    const token = tokenIn(client.link)
    const altered = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`
    const addresses = [
      `${users}?$deltatoken=${altered}`,
      `${users}?$deltatoken=`,
      `${users}?$deltatoken=AAAA`,
      `${users}?$skiptoken=${'A'.repeat(80)}`,
      `${groups}?$deltatoken=${token}`,
      `${users}?$deltatoken=${token}&$select=id`,
      `${users}?$deltatoken=${token}&$top=5`,
      `${users}?$deltatoken=${token}&$skiptoken=${token}`,
    ]
    for (const address of addresses) expect(await call('GET', address)).toMatchObject({ status: 400 })
    expect(await call('GET', `${users}?$deltatoken=${token}`)).toMatchObject({ status: 200 })
  })

  test('is good for seven days, and then the answer says how to begin again', async () => {
    await using graph = await open()
    const client = new DeltaClient(caller(graph), users)
    await client.sync()
    graph.kernel.clock.advanceSeconds(7 * day)
    const link = client.link
    expect(await caller(graph)('GET', link)).toMatchObject({ status: 200 })
    graph.kernel.clock.advanceSeconds(1)
    const answer = await caller(graph)('GET', link)
    expect(answer).toMatchObject({ status: 410, error: { code: 'syncStateNotFound', innerCode: 'syncStateNotFound' } })
    expect(answer.error.message).toContain('without a token')
  })

  test('from a state that the database does not have any more is refused', async () => {
    await using graph = await open()
    const client = new DeltaClient(caller(graph), users)
    await aUser(graph.kernel)
    await client.sync()
    await graph.kernel.store.write(system, async (w) => {
      w.unrecorded('as an older copy of the database would be')
      await w.db.updateTable('change_counter').set({ position: 0 }).execute()
    })
    expect(await caller(graph)('GET', client.link)).toMatchObject({ status: 410 })
  })
})

test.each([
  [`${users}?$filter=displayName eq 'x'`, 400],
  [`${users}?$filter=id ne '0000ffff-0000-4000-8000-000000000000'`, 400],
  [`${users}?$select=nothing`, 400],
  [`${users}?$orderby=displayName`, 400],
  [`${users}?$top=0`, 400],
  [`${groups}?$select=members`, 200],
])('%s is %i', async (address, status) => {
  await using graph = await open()
  expect(await caller(graph)('GET', address)).toMatchObject({ status })
})

test('it takes the permission to read everything about users, or groups', async () => {
  await using graph = await open()
  const basic = graph.as(applicationActor(['User.ReadBasic.All', 'Mail.Read']))
  for (const address of [users, groups, `${users}?$deltatoken=latest`]) {
    expect(await basic('GET', address)).toMatchObject({ status: 403 })
  }
  const client = new DeltaClient(caller(graph), users)
  await client.sync()
  expect(await basic('GET', client.link)).toMatchObject({ status: 403 })
})

test('what is forgotten is what is gone for thirty days', async () => {
  await using graph = await open()
  const { kernel } = graph
  const [gone, stays] = [await aUser(kernel), await aUser(kernel)]
  await deleteUser(kernel, system, { user: gone.id })
  await eraseDeleted(kernel, system, gone.id)
  await kernel.store.write(system, orderChanges)
  kernel.clock.advanceSeconds(30 * day)
  expect(await kernel.store.write(system, forgetOldChanges)).toBe(0)
  kernel.clock.advanceSeconds(1)
  expect(await kernel.store.write(system, forgetOldChanges)).toBe(1)
  const left = await kernel.store.read((r) => r.db.selectFrom('changes').select('object_id').execute())
  expect(left).toEqual([{ object_id: stays.id }])
})

/** Does something to the directory, by numbers; what is not possible now is not done. */
async function act(graph: TestGraph, made: { users: User[]; groups: Group[] }, step: readonly number[]): Promise<void> {
  const { kernel } = graph
  const [what = 0, one = 0, other = 0] = step
  const pick = <Item>(items: readonly Item[], index: number) => items[index % Math.max(items.length, 1)]
  const [user, boss] = [pick(made.users, one), pick(made.users, other)]
  const [group, inner] = [pick(made.groups, one), pick(made.groups, other)]
  const member = other % 3 === 0 ? inner : boss
  const change = { displayName: `Name ${one} ${other}` }
  const acts: (() => Promise<unknown>)[] = [
    async () => made.users.push(await aUser(kernel, boss && other % 2 ? { manager: boss.id } : {})),
    async () => made.groups.push(await aGroup(kernel)),
    async () => user && updateUser(kernel, system, { user: user.id, change }),
    async () => group && updateGroup(kernel, system, { group: group.id, change }),
    async () => user && boss && setManager(kernel, system, { user: user.id, manager: boss.id }),
    async () => user && removeManager(kernel, system, { user: user.id }),
    async () => group && member && addMember(kernel, system, { group: group.id, member: member.id }),
    async () => group && member && addMember(kernel, system, { group: group.id, member: member.id }),
    async () => group && member && removeMember(kernel, system, { group: group.id, member: member.id }),
    async () => user && deleteUser(kernel, system, { user: user.id }),
    async () => group && deleteGroup(kernel, system, { group: group.id }),
    async () => user && restoreDeleted(kernel, system, user.id),
    async () => group && restoreDeleted(kernel, system, group.id),
    async () => user && other % 4 === 0 && eraseDeleted(kernel, system, user.id),
    async () => group && other % 4 === 0 && eraseDeleted(kernel, system, group.id),
  ]
  await pick(acts, what)?.().catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}

const steps = fc.array(fc.array(fc.nat(14), { minLength: 3, maxLength: 3 }), { minLength: 5, maxLength: 40 })

test('a client that follows the deltas always knows what the directory is', { timeout: 60_000 }, async () => {
  await using graph = await open()
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), async (todo, top) => {
      const made = { users: [] as User[], groups: [] as Group[] }
      const clients = clientsOf(graph, `&$top=${top}`)
      for (const [index, step] of todo.entries()) {
        await act(graph, made, step)
        if (index % 7 === 3) await Promise.all([clients.users.sync(), clients.groups.sync()])
      }
      await Promise.all([clients.users.sync(), clients.groups.sync()])
      const expected = await truth(graph)
      expect(clients.users.known).toEqual(expected.users)
      expect(clients.groups.known).toEqual(expected.groups)
    }),
    { numRuns: 15 },
  )
})

test('a client loses nothing that others write while it asks', { timeout: 60_000 }, async () => {
  await using graph = await open()
  const { kernel } = graph
  const made = { users: [] as User[], groups: [] as Group[] }
  for (let count = 0; count < 6; count++) {
    made.users.push(await aUser(kernel))
    made.groups.push(await aGroup(kernel))
  }
  const clients = clientsOf(graph, '&$top=3')
  let writing = true
  const write = async (seed: number) => {
    for (let count = 0; count < 25; count++) {
      const numbers = [seed * 7 + count, seed + count * 3, seed * 5 + count * 11]
      await act(graph, made, numbers)
    }
  }
  const ask = async (client: DeltaClient) => {
    while (writing) {
      await client.sync()
      await setImmediate()
    }
  }
  const asking = [ask(clients.users), ask(clients.groups)]
  await Promise.all(Array.from({ length: 8 }, (_, seed) => write(seed + 1)))
  writing = false
  await Promise.all(asking)
  await Promise.all([clients.users.sync(), clients.groups.sync()])
  const expected = await truth(graph)
  expect(clients.users.known).toEqual(expected.users)
  expect(clients.groups.known).toEqual(expected.groups)
})

test('a write that takes its time is told of once it is committed, however many went before', async () => {
  await using graph = await open()
  const { kernel } = graph
  if (kernel.store.kind === 'sqlite') return expect(await new DeltaClient(caller(graph), users).sync()).toEqual([])
  const late = await aUser(kernel)
  const client = new DeltaClient(caller(graph), users)
  await client.sync()
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = kernel.store.write(system, async (w) => {
    w.unrecorded('only that it is late matters')
    await w.db.insertInto('change_notes').values({ list: 'users', object_id: late.id, link_id: '' }).execute()
    await w.db.updateTable('users').set({ job_title: 'Late' }).where('id', '=', late.id).execute()
    begun.resolve()
    await held.promise
  })
  await begun.promise
  const quick = await createUser(kernel, system, { displayName: 'Quick', userPrincipalName: 'quick@example.com' })
  expect(ids(await client.sync())).toContain(quick.id)
  expect(await client.sync()).toEqual([])
  held.resolve()
  await slow
  expect(await client.sync()).toMatchObject([{ id: late.id, jobTitle: 'Late' }])
})
