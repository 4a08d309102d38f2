import { describe, expect, test } from 'vitest'
import { aGroup, anAdministrator, applicationActor, aUser } from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { directoryRoutes } from './graph.ts'

const open = () => openTestGraph({ routes: directoryRoutes })
const permissions = ['User.ReadWrite.All', 'Group.ReadWrite.All', 'RoleManagement.ReadWrite.Directory']
const caller = (graph: TestGraph) => graph.as(applicationActor(permissions))
const roles = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
}
const nobody = '0000ffff-0000-4000-8000-000000000000'
const address = (id: string) => `http://localhost:8080/v1.0/directoryObjects/${id}`
const reference = (id: string) => ({ '@odata.id': address(id) })
const idsIn = async (graph: TestGraph, path: string) =>
  (await caller(graph)('GET', path)).value.map(({ id }) => id).toSorted()

describe('owners', () => {
  test('are added by reference, listed with their type, and removed but for the last', async () => {
    await using graph = await open()
    const [ada, bob, group] = [await aUser(graph.kernel), await aUser(graph.kernel), await aGroup(graph.kernel)]
    const call = caller(graph)
    const owners = `/v1.0/groups/${group.id}/owners`
    const records = await recordsOf(graph.kernel, async () => {
      for (const { id } of [ada, bob]) {
        expect(await call('POST', `${owners}/$ref`, reference(id))).toMatchObject({ status: 204, text: '' })
      }
      expect(await call('DELETE', `${owners}/${ada.id}/$ref`)).toMatchObject({ status: 204, text: '' })
    })
    expect(records).toMatchObject([
      { activityDisplayName: 'Add owner to group', category: 'GroupManagement' },
      { activityDisplayName: 'Add owner to group', targetResources: [{ type: 'User' }, { id: group.id }] },
      { activityDisplayName: 'Remove owner from group', targetResources: [{ id: ada.id }, { id: group.id }] },
    ])
    const list = await call('GET', `${owners}?$select=id,accountEnabled`)
    expect(list.value).toEqual([{ '@odata.type': '#microsoft.graph.user', id: bob.id, accountEnabled: true }])
    const tries = [
      ['DELETE', `${owners}/${bob.id}/$ref`, undefined, 400, 'lastOwner'],
      ['DELETE', `${owners}/${ada.id}/$ref`, undefined, 404, 'ownerNotThere'],
      ['DELETE', `${owners}/x/$ref`, undefined, 404, 'ownerNotThere'],
      ['POST', `${owners}/$ref`, reference(bob.id), 400, 'ownerAlreadyThere'],
      ['POST', `${owners}/$ref`, reference(group.id), 404, 'objectNotFound'],
      ['POST', `${owners}/$ref`, reference(nobody), 404, 'objectNotFound'],
      ['POST', `${owners}/$ref`, { '@odata.id': 'x' }, 400, 'malformedRequest'],
    ] as const
    for (const [method, path, body, status, innerCode] of tries) {
      expect(await call(method, path, body)).toMatchObject({ status, error: { innerCode } })
    }
    expect(await idsIn(graph, owners)).toEqual([bob.id])
  })

  test('of a role-assignable group take the permission for roles, and are out of reach like its members', async () => {
    await using graph = await open()
    const { kernel } = graph
    const [owner, group] = [await aUser(kernel), await aGroup(kernel, { isAssignableToRole: true })]
    const path = `/v1.0/groups/${group.id}/owners/$ref`
    const weak = graph.as(applicationActor(['Group.ReadWrite.All']))
    expect(await weak('POST', path, reference(owner.id))).toMatchObject({ status: 403 })
    const { user: chief, actor } = await anAdministrator(kernel, roles.globalAdministrator)
    expect(await graph.as(actor)('POST', path, reference(chief.id))).toMatchObject({
      status: 403,
      error: { innerCode: 'notOnYourself' },
    })
    const { actor: desk } = await anAdministrator(kernel, roles.userAdministrator)
    const rename = () => graph.as(desk)('PATCH', `/v1.0/users/${owner.id}`, { jobTitle: 'x' })
    expect(await rename()).toMatchObject({ status: 204 })
    expect(await graph.as(actor)('POST', path, reference(owner.id))).toMatchObject({ status: 204 })
    expect(await rename()).toMatchObject({ status: 403, error: { innerCode: 'targetOutOfReach' } })
  })

  test('go with their deletion and come back with their restoration', async () => {
    await using graph = await open()
    const [ada, group] = [await aUser(graph.kernel), await aGroup(graph.kernel)]
    const call = caller(graph)
    const owners = `/v1.0/groups/${group.id}/owners`
    await call('POST', `${owners}/$ref`, reference(ada.id))
    await call('DELETE', `/v1.0/users/${ada.id}`)
    expect(await idsIn(graph, owners)).toEqual([])
    await call('POST', `/v1.0/directory/deletedItems/${ada.id}/restore`)
    expect(await idsIn(graph, owners)).toEqual([ada.id])
    await call('DELETE', `/v1.0/groups/${group.id}`)
    await call('POST', `/v1.0/directory/deletedItems/${group.id}/restore`)
    expect(await idsIn(graph, owners)).toEqual([ada.id])
  })
})

describe('binding', () => {
  test('gives a new group its members and owners in one write', async () => {
    await using graph = await open()
    const { kernel } = graph
    const [ada, bob, inner] = [await aUser(kernel), await aUser(kernel), await aGroup(kernel)]
    const body = {
      displayName: 'Desk',
      mailEnabled: false,
      mailNickname: 'desk',
      securityEnabled: true,
      'members@odata.bind': [address(ada.id), address(inner.id)],
      'owners@odata.bind': [`https://graph.microsoft.com/v1.0/users/${bob.id}`],
    }
    let path = ''
    const records = await recordsOf(kernel, async () => {
      const created = await graph.as(applicationActor(['Group.Create']))('POST', '/v1.0/groups', body)
      expect(created.status).toBe(201)
      path = `/v1.0/groups/${created.body['id']}`
    })
    expect(records.map(({ activityDisplayName }) => activityDisplayName)).toEqual([
      'Add group',
      'Add member to group',
      'Add member to group',
      'Add owner to group',
    ])
    expect(await idsIn(graph, `${path}/members`)).toEqual([ada.id, inner.id].toSorted())
    expect(await idsIn(graph, `${path}/owners`)).toEqual([bob.id])
    for (const bound of [{ 'members@odata.bind': [address(nobody)] }, { 'owners@odata.bind': [address(inner.id)] }]) {
      expect(await caller(graph)('POST', '/v1.0/groups', { ...body, displayName: 'Half', ...bound })).toMatchObject({
        status: 404,
      })
    }
    const names = (await caller(graph)('GET', '/v1.0/groups')).value.map(({ displayName }) => displayName)
    expect(names).not.toContain('Half')
  })

  test('adds up to twenty members to a group, all or none', async () => {
    await using graph = await open()
    const { kernel } = graph
    const users = await Promise.all(Array.from({ length: 21 }, () => aUser(kernel)))
    const group = await aGroup(kernel)
    const call = caller(graph)
    const path = `/v1.0/groups/${group.id}`
    const bind = (ids: readonly string[]) => call('PATCH', path, { 'members@odata.bind': ids.map(address) })
    const ids = users.map(({ id }) => id as string)
    expect(await bind(ids)).toMatchObject({ status: 400 })
    expect(await bind([...ids.slice(0, 3), nobody])).toMatchObject({ status: 404 })
    expect(await bind([...ids.slice(0, 3), ids[0] ?? ''])).toMatchObject({ status: 400 })
    expect(await bind([group.id])).toMatchObject({ status: 400, error: { innerCode: 'membershipCycle' } })
    const both = { 'members@odata.bind': [address(ids[0] ?? '')], displayName: 'New' }
    expect(await call('PATCH', path, both)).toMatchObject({ status: 400 })
    expect(await idsIn(graph, `${path}/members`)).toEqual([])
    expect(await bind(ids.slice(0, 20))).toMatchObject({ status: 204, text: '' })
    expect(await idsIn(graph, `${path}/members`)).toEqual(ids.slice(0, 20).toSorted())
    const weak = graph.as(applicationActor(['User.Read.All']))
    expect(await weak('PATCH', path, { 'members@odata.bind': [address(ids[20] ?? '')] })).toMatchObject({ status: 403 })
  })
})
