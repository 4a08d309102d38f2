import { describe, expect, test } from 'vitest'
import {
  aGroup,
  anAdministrator,
  applicationActor,
  aUnit,
  aUser,
  systemActor,
  userActor,
} from '../../tests/kit/builders.ts'
import { eventual, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { createApplication } from '../applications/service.ts'
import { roleIds } from '../roles/rules.ts'
import { assignRole } from '../roles/service.ts'
import { directoryRoutes } from './graph.ts'

const open = () => openTestGraph({ routes: directoryRoutes })
const everything = ['Directory.Read.All', 'RoleManagement.Read.Directory', 'AdministrativeUnit.Read.All']
const caller = (graph: TestGraph) => graph.as(applicationActor(everything))
const nobody = '0000ffff-0000-4000-8000-000000000000'
const typesIn = (items: readonly Readonly<Record<string, unknown>>[]) =>
  items.map((item) => [item['@odata.type'], item['id']]).toSorted()
const [group, role, unit] = ['group', 'directoryRole', 'administrativeUnit'].map((name) => `#microsoft.graph.${name}`)

/** A user in a group in a group, with a role of their own, one through a group, and a unit. */
async function somebody(graph: TestGraph) {
  const { kernel } = graph
  const { user, actor } = await anAdministrator(kernel, roleIds.reportsReader)
  const inner = await aGroup(kernel, { displayName: 'Inner', members: [user] })
  const outer = await aGroup(kernel, { displayName: 'Outer', members: [inner] })
  const special = await aGroup(kernel, { displayName: 'Special', isAssignableToRole: true, members: [user] })
  await assignRole(kernel, systemActor(), { principalId: special.id, roleDefinitionId: roleIds.guestInviter })
  const team = await aUnit(kernel, { members: [user] })
  const secret = await aUnit(kernel, { members: [user, inner], visibility: 'HiddenMembership' })
  return { user, actor, inner, outer, special, team, secret }
}

describe('what somebody is in', () => {
  test('is groups, roles and units, directly or through groups', async () => {
    await using graph = await open()
    const { user, inner, outer, special, team, secret } = await somebody(graph)
    const call = caller(graph)
    const direct = await call('GET', `/v1.0/users/${user.userPrincipalName}/memberOf`)
    expect(direct.body['@odata.context']).toBe('http://localhost:8080/v1.0/$metadata#directoryObjects')
    const own = [
      [group, inner.id],
      [group, special.id],
      [role, roleIds.reportsReader],
      [unit, team.id],
    ]
    expect(typesIn(direct.value)).toEqual(own.toSorted())
    expect(direct.value.find(({ id }) => id === roleIds.reportsReader)).toMatchObject({
      displayName: 'Reports Reader',
      roleTemplateId: roleIds.reportsReader,
    })
    const all = await call('GET', `/v1.0/users/${user.id}/transitiveMemberOf?$top=2`)
    const rest = await call('GET', String(all.body['@odata.nextLink']))
    const last = await call('GET', String(rest.body['@odata.nextLink']))
    expect(last.body).not.toHaveProperty('@odata.nextLink')
    expect(typesIn([...all.value, ...rest.value, ...last.value])).toEqual(
      [...own, [group, outer.id], [role, roleIds.guestInviter]].toSorted(),
    )
    expect(typesIn((await call('GET', `/v1.0/groups/${inner.id}/memberOf`)).value)).toEqual([[group, outer.id]])
    const ofSpecial = await call('GET', `/v1.0/groups/${special.id}/transitiveMemberOf`)
    expect(typesIn(ofSpecial.value)).toEqual([[role, roleIds.guestInviter]])
    const hidden = graph.as(applicationActor([...everything, 'Member.Read.Hidden']))
    expect(typesIn((await hidden('GET', `/v1.0/groups/${inner.id}/memberOf`)).value)).toEqual(
      [
        [group, outer.id],
        [unit, secret.id],
      ].toSorted(),
    )
  })

  test('can be cast, filtered, searched, sorted and counted', async () => {
    await using graph = await open()
    const { user, special, team } = await somebody(graph)
    const call = caller(graph)
    const get = (rest: string) => call('GET', `/v1.0/users/${user.id}/${rest}`, undefined, eventual)
    expect((await get('memberOf/microsoft.graph.directoryRole?$count=true')).body).toMatchObject({
      '@odata.count': 1,
      value: [{ '@odata.type': role, id: roleIds.reportsReader }],
    })
    expect(typesIn((await get('memberOf/microsoft.graph.administrativeUnit?$count=true')).value)).toEqual([
      [unit, team.id],
    ])
    expect((await get('memberOf/$count')).text).toBe('4')
    expect((await get("memberOf?$filter=displayName eq 'special'&$select=id")).value).toEqual([
      { '@odata.type': group, id: special.id },
    ])
    expect((await get('memberOf?$search="displayName:reader"&$select=displayName')).value).toMatchObject([
      { displayName: 'Reports Reader' },
    ])
    const sorted = await get('transitiveMemberOf?$orderby=displayName desc&$select=displayName&$count=true')
    const names = sorted.value.map(({ displayName }) => String(displayName))
    expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? 1 : -1)))
    expect(await get('memberOf?$filter=unknown eq 1')).toMatchObject({ status: 400 })
    expect(await call('GET', `/v1.0/users/${user.id}/memberOf/microsoft.graph.directoryRole`)).toMatchObject({
      status: 400,
    })
  })

  test('is told without roles and units to who may not read those, and whole to oneself', async () => {
    await using graph = await open()
    const { user, inner, special } = await somebody(graph)
    const weak = graph.as(applicationActor(['User.Read.All']))
    expect(typesIn((await weak('GET', `/v1.0/users/${user.id}/memberOf`)).value)).toEqual(
      [
        [group, inner.id],
        [group, special.id],
      ].toSorted(),
    )
    const own = await graph.as(userActor(user))('GET', '/v1.0/me/memberOf')
    expect(own.value).toHaveLength(5)
    const stranger = graph.as(userActor(await aUser(graph.kernel)))
    expect(await stranger('GET', `/v1.0/users/${user.id}/memberOf`)).toMatchObject({ status: 403 })
    expect(await stranger('GET', `/v1.0/groups/${inner.id}/memberOf`)).toMatchObject({ status: 403 })
  })
})

describe('groups by their ids', () => {
  test('are checked and told, also through groups, for users, groups, objects and oneself', async () => {
    await using graph = await open()
    const { user, inner, outer, special } = await somebody(graph)
    const [call, own] = [caller(graph), graph.as(userActor(user))]
    const groupIds = [outer.id.toUpperCase(), special.id, nobody]
    const expected = [outer.id, special.id].toSorted()
    const paths = [`/v1.0/users/${user.id}`, `/v1.0/directoryObjects/${user.id}`]
    for (const path of paths) {
      const checked = await call('POST', `${path}/checkMemberGroups`, { groupIds })
      expect(checked.body).toEqual({
        '@odata.context': 'http://localhost:8080/v1.0/$metadata#Collection(Edm.String)',
        value: expected,
      })
      const all = await call('POST', `${path}/microsoft.graph.getMemberGroups`, { securityEnabledOnly: true })
      expect(all.body['value']).toEqual([inner.id, outer.id, special.id].toSorted())
    }
    expect((await own('POST', '/v1.0/me/checkMemberGroups', { groupIds })).body['value']).toEqual(expected)
    expect((await own('POST', '/v1.0/me/getMemberGroups', {})).body['value']).toHaveLength(3)
    for (const path of [`/v1.0/groups/${inner.id}`, `/v1.0/directoryObjects/${inner.id}`]) {
      expect((await call('POST', `${path}/getMemberGroups`, { securityEnabledOnly: false })).body['value']).toEqual([
        outer.id,
      ])
    }
  })

  test.each([
    ['checkMemberGroups', {}, 400],
    ['checkMemberGroups', { groupIds: 'x' }, 400],
    ['checkMemberGroups', { groupIds: ['x'] }, 400],
    ['checkMemberGroups', { groupIds: Array.from({ length: 21 }, () => nobody) }, 400],
    ['checkMemberGroups', { groupIds: [], other: 1 }, 400],
    ['getMemberGroups', { securityEnabledOnly: 'yes' }, 400],
    ['getMemberGroups', { securityEnabledOnly: null }, 200],
  ])('%s with %j is %i', async (action, body, status) => {
    await using graph = await open()
    const user = await aUser(graph.kernel)
    expect(await caller(graph)('POST', `/v1.0/users/${user.id}/${action}`, body)).toMatchObject({ status })
    expect(await caller(graph)('POST', `/v1.0/directoryObjects/${nobody}/getMemberGroups`, {})).toMatchObject({
      status: 404,
    })
    const weak = graph.as(applicationActor(['Mail.Read']))
    expect(await weak('POST', `/v1.0/users/${user.id}/getMemberGroups`, {})).toMatchObject({ status: 403 })
  })
})

describe('objects', () => {
  test('are found by their ids, of the types asked for', async () => {
    await using graph = await open()
    const { user, inner, team } = await somebody(graph)
    const call = caller(graph)
    const ids = [user.id.toUpperCase(), inner.id, team.id, roleIds.guestInviter, nobody, user.id]
    const all = await call('POST', '/v1.0/directoryObjects/getByIds', { ids })
    expect(all.body['@odata.context']).toBe('http://localhost:8080/v1.0/$metadata#directoryObjects')
    expect(typesIn(all.value)).toEqual(
      [
        ['#microsoft.graph.user', user.id],
        [group, inner.id],
        [unit, team.id],
        [role, roleIds.guestInviter],
      ].toSorted(),
    )
    const { application } = await createApplication(graph.kernel, systemActor(), { displayName: 'A', permissions: [] })
    const program = { ids: [application.servicePrincipalId], types: ['microsoft.graph.servicePrincipal'] }
    const programs = await call('POST', '/v1.0/directoryObjects/getByIds', program)
    expect(programs.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.servicePrincipal', appId: application.appId },
    ])
    const some = await call('POST', '/v1.0/directoryObjects/getByIds', { ids, types: ['user', 'device'] })
    expect(typesIn(some.value)).toEqual([['#microsoft.graph.user', user.id]])
    expect((await call('GET', `/v1.0/directoryObjects/${inner.id}`)).body).toMatchObject({ '@odata.type': group })
    expect(await call('GET', `/v1.0/directoryObjects/${nobody}`)).toMatchObject({ status: 404 })
    expect(await call('GET', '/v1.0/directoryObjects/x')).toMatchObject({ status: 404 })
    const weak = graph.as(applicationActor(['User.Read.All']))
    expect(await weak('POST', '/v1.0/directoryObjects/getByIds', { ids })).toMatchObject({ status: 403 })
    expect(await weak('GET', `/v1.0/directoryObjects/${inner.id}`)).toMatchObject({ status: 403 })
  })

  test.each([
    {},
    { ids: 'x' },
    { ids: ['x'] },
    { ids: Array.from({ length: 1001 }, () => nobody) },
    { ids: [], types: ['nonsense'] },
    { ids: [], types: 'user' },
    { ids: [], other: 1 },
  ])('asked for with %j are 400', async (body) => {
    await using graph = await open()
    expect(await caller(graph)('POST', '/v1.0/directoryObjects/getByIds', body)).toMatchObject({ status: 400 })
  })

  test('are found a thousand at once', async () => {
    await using graph = await open()
    const user = await aUser(graph.kernel)
    const others = Array.from({ length: 999 }, (_, index) => `0000ffff-0000-4000-8000-${`${index}`.padStart(12, '0')}`)
    const answer = await caller(graph)('POST', '/v1.0/directoryObjects/getByIds', { ids: [...others, user.id] })
    expect(answer.value).toHaveLength(1)
  })
})
