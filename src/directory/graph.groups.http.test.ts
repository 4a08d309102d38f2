import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { groupResource } from '../../contract/graph/group.ts'
import { aGroup, applicationActor, aUser } from '../../tests/kit/builders.ts'
import { eventual, type GraphCaller, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { directoryRoutes } from './graph.ts'

const permissions = ['User.ReadWrite.All', 'Group.ReadWrite.All', 'RoleManagement.ReadWrite.Directory']

let graph: TestGraph
let call: GraphCaller
beforeAll(async () => {
  graph = await openTestGraph({ routes: directoryRoutes })
  call = graph.as(applicationActor(permissions))
})
afterAll(() => graph[Symbol.asyncDispose]())

const reference = (id: string, base = 'http://localhost:8080/v1.0') => ({
  '@odata.id': `${base}/directoryObjects/${id}`,
})
const nobody = '0000ffff-0000-4000-8000-000000000000'

describe('a group', () => {
  test('is created as Entra’s scripts do it, read, changed and deleted', async () => {
    const body = {
      displayName: 'Desk',
      mailEnabled: false,
      mailNickname: 'desk',
      securityEnabled: true,
      groupTypes: [],
    }
    const created = await call('POST', '/v1.0/groups', body)
    expect(created.status).toBe(201)
    const { '@odata.context': context, ...group } = created.body
    expect(context).toBe('http://localhost:8080/v1.0/$metadata#groups/$entity')
    const address = `/v1.0/groups/${groupResource.parse(group).id}`
    expect(created.headers['location']).toBe(`http://localhost:8080${address}`)
    expect((await call('GET', address)).body).toEqual(created.body)
    expect(await call('PATCH', address, { description: 'Tier 1' })).toMatchObject({ status: 204, text: '' })
    expect((await call('GET', `${address}?$select=description`)).body['description']).toBe('Tier 1')
    expect(await call('DELETE', address)).toMatchObject({ status: 204, text: '' })
    expect(await call('GET', address)).toMatchObject({ status: 404 })
  })

  test.each([
    [undefined, 'displayName'],
    [{ displayName: '' }, 'displayName'],
    [{ displayName: 'x', mailEnabled: true }, 'mailEnabled'],
    [{ displayName: 'x', securityEnabled: false }, 'securityEnabled'],
    [{ displayName: 'x', groupTypes: ['Unified'] }, 'groupTypes'],
    [{ displayName: 'x', groupTypes: ['DynamicMembership'], membershipRule: 'x' }, 'groupTypes'],
    [{ displayName: 'x', isAssignableToRole: 'yes' }, 'isAssignableToRole'],
    [{ displayName: 'x', description: 'x'.repeat(1025) }, 'description'],
    [{ displayName: 'x', id: nobody }, 'id'],
    [{ displayName: 'x', 'members@odata.bind': 'x' }, 'members@odata.bind'],
    [{ displayName: 'x', 'owners@odata.bind': ['x'] }, 'owners@odata.bind'],
    [{ displayName: 'x', '@odata.type': '#microsoft.graph.user' }, '@odata.type'],
  ])('from %j is 400, naming %s', async (body, named) => {
    const answer = await call('POST', '/v1.0/groups', body)
    expect(answer).toMatchObject({ status: 400, error: { code: 'Request_BadRequest' } })
    expect(answer.error.message).toContain(named)
  })

  test('stays role-assignable or not for ever', async () => {
    const { id } = await aGroup(graph.kernel, { isAssignableToRole: true })
    for (const isAssignableToRole of [true, false]) {
      expect(await call('PATCH', `/v1.0/groups/${id}`, { isAssignableToRole })).toMatchObject({ status: 400 })
    }
    expect((await call('GET', `/v1.0/groups/${id}`)).body['isAssignableToRole']).toBe(true)
  })

  test('is found in the list by its properties', async () => {
    const { id } = await aGroup(graph.kernel, { displayName: 'Ünique', isAssignableToRole: true })
    const filter = encodeURIComponent("displayName eq 'ÜNIQUE' and isAssignableToRole eq true")
    expect((await call('GET', `/v1.0/groups?$filter=${filter}&$select=id`)).value).toEqual([{ id }])
    expect((await call('GET', `/v1.0/groups/$count?$filter=${filter}`, undefined, eventual)).text).toBe('1')
    for (const item of (await call('GET', '/v1.0/groups')).value) groupResource.parse(item)
  })
})

describe('members', () => {
  test('are added by reference, listed with their type, and removed', async () => {
    const [user, inner, group] = [await aUser(graph.kernel), await aGroup(graph.kernel), await aGroup(graph.kernel)]
    const members = `/v1.0/groups/${group.id}/members`
    for (const { id } of [user, inner]) {
      expect(await call('POST', `${members}/$ref`, reference(id))).toMatchObject({ status: 204, text: '' })
      expect(await call('POST', `${members}/$ref`, reference(id))).toMatchObject({
        status: 400,
        error: { innerCode: 'memberAlreadyThere' },
      })
    }
    const list = await call('GET', members)
    expect(list.body['@odata.context']).toBe('http://localhost:8080/v1.0/$metadata#directoryObjects')
    expect(list.value).toHaveLength(2)
    expect(list.value).toContainEqual(
      expect.objectContaining({ '@odata.type': '#microsoft.graph.user', userPrincipalName: user.userPrincipalName }),
    )
    expect(list.value).toContainEqual(
      expect.objectContaining({ '@odata.type': '#microsoft.graph.group', id: inner.id }),
    )
    expect(list.value.find(({ id }) => id === user.id)).not.toHaveProperty('accountEnabled')
    const selected = await call('GET', `${members}?$select=id,accountEnabled`)
    expect(selected.value).toContainEqual({ '@odata.type': '#microsoft.graph.user', id: user.id, accountEnabled: true })
    const above = await call(
      'GET',
      `/v1.0/users/${user.id}/memberOf/microsoft.graph.group?$count=true`,
      undefined,
      eventual,
    )
    expect(above.body).toMatchObject({ '@odata.count': 1, value: [{ '@odata.type': '#microsoft.graph.group' }] })
    expect(await call('DELETE', `${members}/${user.id}/$ref`)).toMatchObject({ status: 204, text: '' })
    expect(await call('DELETE', `${members}/${user.id}/$ref`)).toMatchObject({ status: 404 })
  })

  test('are paged to the end, those of inner groups among them', async () => {
    const users = await Promise.all(Array.from({ length: 5 }, () => aUser(graph.kernel)))
    const inner = await aGroup(graph.kernel, { members: users.slice(2) })
    const outer = await aGroup(graph.kernel, { members: [...users.slice(0, 3), inner] })
    const seen: unknown[] = []
    let pages = 0
    for (let next: unknown = `/v1.0/groups/${outer.id}/transitiveMembers?$top=2`; typeof next === 'string'; pages++) {
      const page = await call('GET', next)
      seen.push(...page.value.map(({ id }) => id))
      next = page.body['@odata.nextLink']
    }
    expect(pages).toBe(3)
    expect(seen).toEqual([...users.map(({ id }) => id), inner.id].toSorted())
    const groups = await call('GET', `/v1.0/users/${users[4]?.id}/transitiveMemberOf`)
    expect(groups.value.map(({ id }) => id).toSorted()).toEqual([inner.id, outer.id].toSorted())
  })

  test.each([
    undefined,
    {},
    [],
    { '@odata.id': 5 },
    { '@odata.id': '' },
    { '@odata.id': nobody },
    { '@odata.id': `/v1.0/directoryObjects/${nobody}` },
    { '@odata.id': `https://evil.example/v1.0/directoryObjects/${nobody}` },
    { '@odata.id': `http://localhost:8080.evil.example/v1.0/directoryObjects/${nobody}` },
    { '@odata.id': `http://localhost:8080/v1.0/directoryObjects/${nobody}?x=1` },
    { '@odata.id': `http://localhost:8080/v1.0/directoryObjects/${nobody}/x` },
    { '@odata.id': `http://localhost:8080/v1.0/../directoryObjects/${nobody}` },
    { '@odata.id': 'http://localhost:8080/v1.0/users/ada@example.com' },
    { ...reference(nobody), extra: 1 },
    { '@odata.id': `http://localhost:8080/v1.0/${'x'.repeat(5000)}` },
  ])('a reference %j is 400', async (body) => {
    const { id } = await aGroup(graph.kernel)
    expect(await call('POST', `/v1.0/groups/${id}/members/$ref`, body)).toMatchObject({ status: 400 })
    expect((await call('GET', `/v1.0/groups/${id}/members`)).value).toEqual([])
  })

  test('a reference may carry Microsoft’s own address, and one to nobody is 404', async () => {
    const [{ id }, user] = [await aGroup(graph.kernel), await aUser(graph.kernel)]
    const post = (body: unknown) => call('POST', `/v1.0/groups/${id}/members/$ref`, body)
    expect(await post(reference(user.id, 'https://graph.microsoft.com/beta'))).toMatchObject({ status: 204 })
    expect(await post({ '@odata.id': `http://localhost:8080/v1.0/users('${nobody}')` })).toMatchObject({ status: 404 })
  })
})

test('a manager is set, read and removed', async () => {
  const [user, manager] = [await aUser(graph.kernel), await aUser(graph.kernel)]
  const address = `/v1.0/users/${user.id}/manager`
  expect(await call('GET', address)).toMatchObject({ status: 404 })
  expect(await call('PUT', `${address}/$ref`, reference(manager.id))).toMatchObject({ status: 204, text: '' })
  expect((await call('GET', `${address}?$select=id`)).body).toMatchObject({
    '@odata.type': '#microsoft.graph.user',
    id: manager.id,
  })
  const cycle = await call('PUT', `/v1.0/users/${manager.id}/manager/$ref`, reference(user.id))
  expect(cycle).toMatchObject({ status: 400, error: { innerCode: 'managerCycle' } })
  expect(await call('DELETE', `${address}/$ref`)).toMatchObject({ status: 204, text: '' })
  expect(await call('DELETE', `${address}/$ref`)).toMatchObject({ status: 404 })
})
