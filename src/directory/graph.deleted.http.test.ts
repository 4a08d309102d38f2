import { describe, expect, test } from 'vitest'
import { aGroup, anAdministrator, applicationActor, aUser, systemActor } from '../../tests/kit/builders.ts'
import { eventual, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { aPass } from '../../tests/kit/methods.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { inSession, signedInByPasskey } from '../../tests/kit/sessions.ts'
import { Secret } from '../base/secret.ts'
import { findPass } from '../methods/temporary-access-pass/service.ts'
import { rolesOf } from '../roles/service.ts'
import { isSignedIn } from '../sessions/service.ts'
import { eraseLongDeleted } from './deleted.ts'
import { directoryRoutes } from './graph.ts'
import { firstPassword } from './passwords.ts'
import { addMember, createUser, deleteGroup, deleteUser, setManager } from './service.ts'

const open = () => openTestGraph({ routes: directoryRoutes })
const permissions = ['User.ReadWrite.All', 'Group.ReadWrite.All', 'RoleManagement.ReadWrite.Directory']
const system = systemActor()
const roles = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  authenticationAdministrator: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  groups: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  helpdesk: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
}
const items = '/v1.0/directory/deletedItems'
const nobody = '0000ffff-0000-4000-8000-000000000000'

const idsIn = async (graph: TestGraph, address: string): Promise<unknown[]> => {
  const answer = await graph.as(applicationActor(permissions))('GET', address)
  expect(answer.status).toBe(200)
  return answer.value.map(({ id }) => id).toSorted()
}

describe('deleted users', () => {
  test('are listed and read with the time of deletion, under a name that leaves the old one free', async () => {
    await using graph = await open()
    const call = graph.as(applicationActor(['User.Read.All']))
    const [ada, bob] = [await aUser(graph.kernel, { displayName: 'Ada' }), await aUser(graph.kernel)]
    await deleteUser(graph.kernel, system, { user: ada.id })
    const list = await call('GET', `${items}/microsoft.graph.user?$count=true`, undefined, eventual)
    expect(list.body).toMatchObject({
      '@odata.count': 1,
      value: [{ id: ada.id, displayName: 'Ada', deletedDateTime: '2026-03-02T08:00:00.000Z' }],
    })
    const freed = `${ada.id.replaceAll('-', '')}${ada.userPrincipalName}`
    expect(list.value[0]?.['userPrincipalName']).toBe(freed)
    const since = encodeURIComponent('deletedDateTime ge 2026-03-02T00:00:00Z')
    const selected = await call(
      'GET',
      `${items}/microsoft.graph.user?$filter=${since}&$select=id&$orderby=deletedDateTime&$count=true`,
      undefined,
      eventual,
    )
    expect(selected.value).toEqual([{ id: ada.id }])
    expect((await call('GET', `${items}/${ada.id.toUpperCase()}?$select=id,deletedDateTime`)).body).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      id: ada.id,
      deletedDateTime: '2026-03-02T08:00:00.000Z',
    })
    expect(await call('GET', `${items}/${bob.id}`)).toMatchObject({ status: 404 })
    expect(await call('GET', `${items}/ada`)).toMatchObject({ status: 404 })
    const basic = graph.as(applicationActor(['User.ReadBasic.All']))
    expect(await basic('GET', `${items}/microsoft.graph.user`)).toMatchObject({ status: 403 })
    expect(await basic('GET', `${items}/${ada.id}`)).toMatchObject({ status: 403 })
    expect(await basic('GET', `${items}/${nobody}`)).toMatchObject({ status: 403 })
  })

  test('come back with name, manager and ordinary groups, and without session, pass, password or role', async () => {
    await using graph = await open()
    const { kernel } = graph
    await anAdministrator(kernel, roles.globalAdministrator)
    const credential = firstPassword(new Secret('correct horse battery staple'), false)
    const { user } = await anAdministrator(kernel, roles.helpdesk, { credential })
    const [boss, report] = [await aUser(kernel), await aUser(kernel)]
    await setManager(kernel, system, { user: user.id, manager: boss.id })
    await setManager(kernel, system, { user: report.id, manager: user.id })
    const ordinary = await aGroup(kernel, { members: [user] })
    const special = await aGroup(kernel, { isAssignableToRole: true, members: [user] })
    await aPass(kernel, user)
    await inSession(kernel, user)
    await deleteUser(kernel, system, { user: user.id })
    kernel.clock.advanceSeconds(3600)

    const call = graph.as(applicationActor(permissions))
    const records = await recordsOf(kernel, async () => {
      const answer = await call('POST', `${items}/${user.id}/restore`)
      expect(answer).toMatchObject({
        status: 200,
        body: { '@odata.type': '#microsoft.graph.user', id: user.id, userPrincipalName: user.userPrincipalName },
      })
      expect(answer.body['@odata.context']).toBe('http://localhost:8080/v1.0/$metadata#directoryObjects/$entity')
    })
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Restore user',
        category: 'UserManagement',
        targetResources: [{ id: user.id, modifiedProperties: [{ newValue: JSON.stringify([ordinary.id]) }] }],
      },
    ])
    expect((await call('GET', `/v1.0/users/${user.userPrincipalName}/manager`)).body['id']).toBe(boss.id)
    expect((await call('GET', `/v1.0/users/${report.id}/manager`)).body['id']).toBe(user.id)
    expect(await idsIn(graph, `/v1.0/groups/${ordinary.id}/members`)).toEqual([user.id])
    expect(await idsIn(graph, `/v1.0/groups/${special.id}/members`)).toEqual([])
    expect(
      await kernel.store.read(async (r) => [
        await rolesOf(r, user.id),
        await findPass(r, user.id),
        await isSignedIn(r, user.id),
        await r.db.selectFrom('passwords').selectAll().execute(),
      ]),
    ).toEqual([[], undefined, false, []])
    expect(await call('POST', `${items}/${user.id}/restore`)).toMatchObject({ status: 404 })
  })

  test('do not come back under a name that somebody else has by now', async () => {
    await using graph = await open()
    const { kernel } = graph
    const user = await aUser(kernel)
    await deleteUser(kernel, system, { user: user.id })
    const next = await createUser(kernel, system, { displayName: 'B', userPrincipalName: user.userPrincipalName })
    const call = graph.as(applicationActor(permissions))
    const records = await recordsOf(kernel, async () => {
      expect(await call('POST', `${items}/${user.id}/restore`)).toMatchObject({
        status: 409,
        error: { code: 'Request_MultipleObjectsWithSameKeyValue', innerCode: 'userPrincipalNameTaken' },
      })
    })
    expect(records).toMatchObject([{ activityDisplayName: 'Restore user', result: 'failure' }])
    expect(await idsIn(graph, `${items}/microsoft.graph.user`)).toEqual([user.id])
    await deleteUser(kernel, system, { user: next.id })
    expect(await call('POST', `${items}/${user.id}/restore`, {})).toMatchObject({ status: 200 })
  })

  test('are restored and erased by who may, and by nobody else', async () => {
    await using graph = await open()
    const { kernel } = graph
    const user = await aUser(kernel)
    await deleteUser(kernel, system, { user: user.id })
    const { actor: desk } = await anAdministrator(kernel, roles.authenticationAdministrator)
    const { actor: groups } = await anAdministrator(kernel, roles.groups)
    const address = `${items}/${user.id}`
    const tries = [
      [graph.as(applicationActor(['User.Read.All'])), 'POST', `${address}/restore`, 403],
      [graph.as(applicationActor(['User.Read.All'])), 'DELETE', address, 403],
      [graph.as(groups), 'POST', `${address}/restore`, 403],
      [graph.as(desk), 'DELETE', address, 403],
      [graph.as(applicationActor(permissions)), 'POST', `${items}/${nobody}/restore`, 404],
      [graph.as(applicationActor(permissions)), 'DELETE', `${items}/${nobody}`, 404],
    ] as const
    for (const [call, method, path, status] of tries) {
      const records = await recordsOf(kernel, async () => {
        expect(await call(method, path, method === 'POST' ? {} : undefined)).toMatchObject({ status })
      })
      expect(records).toMatchObject([{ result: 'failure' }])
    }
    const body = { newUserPrincipalName: 'x@example.com' }
    expect(await graph.as(desk)('POST', `${address}/restore`, body)).toMatchObject({ status: 400 })
    expect(await idsIn(graph, `${items}/microsoft.graph.user`)).toEqual([user.id])
    expect(await graph.as(desk)('POST', `${address}/restore`, {})).toMatchObject({ status: 200 })
  })

  test('are erased for good, on request or after thirty days', async () => {
    await using graph = await open()
    const { kernel } = graph
    const [first, second, report] = [await aUser(kernel), await aUser(kernel), await aUser(kernel)]
    await setManager(kernel, system, { user: report.id, manager: first.id })
    for (const user of [first, second]) await signedInByPasskey(kernel, user)
    const group = await aGroup(kernel, { members: [first, second] })
    await deleteUser(kernel, system, { user: first.id })
    kernel.clock.advanceSeconds(24 * 3600)
    await deleteUser(kernel, system, { user: second.id })
    await deleteGroup(kernel, system, { group: group.id })
    const call = graph.as(applicationActor(['User.DeleteRestore.All', 'User.Read.All']))
    const records = await recordsOf(kernel, async () => {
      expect(await call('DELETE', `${items}/${first.id}`)).toMatchObject({ status: 204, text: '' })
    })
    expect(records).toMatchObject([
      { activityDisplayName: 'Hard Delete user', operationType: 'Delete', targetResources: [{ id: first.id }] },
    ])
    expect(await call('DELETE', `${items}/${first.id}`)).toMatchObject({ status: 404 })
    expect(await call('POST', `${items}/${first.id}/restore`)).toMatchObject({ status: 404 })
    kernel.clock.advanceSeconds(30 * 24 * 3600)
    const erase = () => kernel.store.write(system, (w) => eraseLongDeleted(w, kernel.consequences))
    expect(await erase()).toBe(0)
    kernel.clock.advanceSeconds(1)
    const later = await recordsOf(kernel, erase)
    expect(later.map(({ activityDisplayName }) => activityDisplayName)).toEqual([
      'Hard Delete group',
      'Hard Delete user',
    ])
    const left = await kernel.store.read((r) => r.db.selectFrom('former_links').selectAll().execute())
    const users = await kernel.store.read((r) => r.db.selectFrom('users').select(['id', 'manager_id']).execute())
    expect([left, users]).toEqual([[], [{ id: report.id, manager_id: null }]])
  })

  test('are restored once, however many ask at once', async () => {
    await using graph = await open()
    const user = await aUser(graph.kernel)
    const group = await aGroup(graph.kernel, { members: [user] })
    await deleteUser(graph.kernel, system, { user: user.id })
    const call = graph.as(applicationActor(permissions))
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('POST', `${items}/${user.id}/restore`)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 404)])
    expect(await idsIn(graph, `/v1.0/groups/${group.id}/members`)).toEqual([user.id])
  })
})

describe('deleted groups', () => {
  test('come back with their members and the groups they were in, and without roles', async () => {
    await using graph = await open()
    const { kernel } = graph
    const [stays, goes] = [await aUser(kernel), await aUser(kernel)]
    const inner = await aGroup(kernel, { members: [stays, goes] })
    const outer = await aGroup(kernel, { members: [inner] })
    await deleteGroup(kernel, system, { group: inner.id })
    await deleteUser(kernel, system, { user: goes.id })
    expect(await idsIn(graph, `${items}/microsoft.graph.group`)).toEqual([inner.id])
    const call = graph.as(applicationActor(['Group.ReadWrite.All']))
    const records = await recordsOf(kernel, async () => {
      expect(await call('POST', `${items}/${inner.id}/restore`)).toMatchObject({
        status: 200,
        body: { '@odata.type': '#microsoft.graph.group', displayName: inner.displayName },
      })
    })
    expect(records).toMatchObject([{ activityDisplayName: 'Restore Group', category: 'GroupManagement' }])
    expect(await idsIn(graph, `/v1.0/groups/${inner.id}/members`)).toEqual([stays.id])
    expect(await idsIn(graph, `/v1.0/groups/${outer.id}/members`)).toEqual([inner.id])
    await graph.as(applicationActor(permissions))('POST', `${items}/${goes.id}/restore`)
    expect(await idsIn(graph, `/v1.0/groups/${inner.id}/members`)).toEqual([stays.id, goes.id].toSorted())
  })

  test('drop a link that would close a cycle by now', async () => {
    await using graph = await open()
    const { kernel } = graph
    const bottom = await aGroup(kernel)
    const middle = await aGroup(kernel, { members: [bottom] })
    const top = await aGroup(kernel, { members: [middle] })
    await deleteGroup(kernel, system, { group: middle.id })
    await addMember(kernel, system, { group: bottom.id, member: top.id })
    await graph.as(applicationActor(permissions))('POST', `${items}/${middle.id}/restore`)
    const [above, below] = [
      await idsIn(graph, `/v1.0/groups/${top.id}/members`),
      await idsIn(graph, `/v1.0/groups/${middle.id}/members`),
    ]
    expect([...above, ...below]).toHaveLength(1)
  })

  test('of the kind that carries roles take the permission for roles, and give nobody a role', async () => {
    await using graph = await open()
    const { kernel } = graph
    const { user: chief, actor } = await anAdministrator(kernel, roles.globalAdministrator)
    const member = await aUser(kernel)
    const group = await aGroup(kernel, { isAssignableToRole: true, members: [member, chief] })
    await deleteGroup(kernel, system, { group: group.id })
    const address = `${items}/${group.id}`
    const weak = graph.as(applicationActor(['Group.ReadWrite.All']))
    for (const [method, path] of [
      ['POST', `${address}/restore`],
      ['DELETE', address],
    ] as const) {
      expect(await weak(method, path)).toMatchObject({ status: 403 })
    }
    expect(await graph.as(actor)('POST', `${address}/restore`, {})).toMatchObject({ status: 200 })
    expect(await idsIn(graph, `/v1.0/groups/${group.id}/members`)).toEqual([member.id])
    await deleteGroup(kernel, system, { group: group.id })
    const records = await recordsOf(kernel, async () => {
      expect(await graph.as(actor)('DELETE', address)).toMatchObject({ status: 204 })
    })
    expect(records).toMatchObject([{ activityDisplayName: 'Hard Delete group' }])
  })
})
