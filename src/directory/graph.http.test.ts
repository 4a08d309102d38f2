import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { domainResource, organizationResource } from '../../contract/graph/organization.ts'
import { aGroup, applicationActor, aUser, userActor } from '../../tests/kit/builders.ts'
import { eventual, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { directoryRoutes } from './graph.ts'
import type { Group, User } from './rules.ts'

/** For tests that change nothing. */
let graph: TestGraph
let user: User
let group: Group
beforeAll(async () => {
  graph = await openTestGraph({ routes: directoryRoutes })
  user = await aUser(graph.kernel)
  group = await aGroup(graph.kernel, { members: [user] })
})
afterAll(() => graph[Symbol.asyncDispose]())

const nobody = '0000ffff-0000-4000-8000-000000000000'

const routes = directoryRoutes.map(({ method, path }) => [method, path] as const)

/** The address for one user or group, whichever the route is about. */
const addressed = (path: string, id?: string) =>
  `/v1.0${path
    .replace(/\/microsoft\.graph\.\w+$/, '$&?$count=true')
    .replace('{memberId}', user.id)
    .replace('{id}', id ?? (path.startsWith('/users') ? user.id : path.startsWith('/groups') ? group.id : nobody))}`

/** A body that would be right, so that the permission decides. */
function bodyOf(method: string, path: string): unknown {
  if (method === 'POST' && path === '/users') return { displayName: 'Ada', userPrincipalName: 'new@example.com' }
  if (method === 'POST' && path === '/groups') return { displayName: 'Desk' }
  if (method === 'PATCH' && path === '/organization/{id}') return { displayName: 'Example' }
  if (path.endsWith('/checkMemberGroups')) return { groupIds: [] }
  if (path.endsWith('/getByIds')) return { ids: [] }
  if (path.endsWith('$ref') && method !== 'DELETE') {
    return { '@odata.id': `http://localhost:8080/v1.0/directoryObjects/${user.id}` }
  }
  return undefined
}

test.each(routes)('%s %s without a token is 401', async (method, path) => {
  const answer = await graph.asNobody(method, addressed(path), bodyOf(method, path), eventual)
  expect(answer).toMatchObject({ status: 401, error: { code: 'InvalidAuthenticationToken' } })
})

test.each(routes)('%s %s without the permission is 403', async (method, path) => {
  const call = graph.as(applicationActor(['Mail.Read']))
  const answer = await call(method, addressed(path), bodyOf(method, path), eventual)
  expect(answer).toMatchObject({ status: 403, error: { code: 'Authorization_RequestDenied' } })
})

test('a refused change is recorded', async () => {
  const call = graph.as(applicationActor(['User.Read.All']))
  const records = await recordsOf(graph.kernel, () => call('DELETE', addressed('/users/{id}')))
  expect(records).toMatchObject([{ activityDisplayName: 'Delete user', result: 'failure' }])
})

const everything = applicationActor([
  'User.ReadWrite.All',
  'Group.ReadWrite.All',
  'RoleManagement.ReadWrite.Directory',
  'Organization.ReadWrite.All',
  'Directory.Read.All',
])

const onOthers = routes.filter(([, path]) => path.includes('{id}') && !path.endsWith('/changePassword'))

test.each(onOthers)('%s %s of nobody is 404', async (method, path) => {
  const answer = await graph.as(everything)(method, addressed(path, nobody), bodyOf(method, path), eventual)
  expect(answer).toMatchObject({ status: 404, error: { code: 'Request_ResourceNotFound' } })
})

describe('somebody without a role', () => {
  const own = ['/me', `/users/{id}`, '/me/memberOf', '/me/transitiveMemberOf', '/organization', '/domains']

  test.each(own)('may read %s', async (path) => {
    expect(await graph.as(userActor(user))('GET', addressed(path))).toMatchObject({ status: 200 })
  })

  test.each(['/users', '/users/$count', `/users/${nobody}`, '/groups', `/groups/${nobody}`])(
    'may not read %s',
    async (path) => {
      expect(await graph.as(userActor(user))('GET', `/v1.0${path}`, undefined, eventual)).toMatchObject({ status: 403 })
    },
  )

  test('changes nothing about the own entry, and an application has none', async () => {
    expect(await graph.as(userActor(user))('PATCH', '/v1.0/me', { jobTitle: 'Boss' })).toMatchObject({ status: 403 })
    expect(await graph.as(everything)('GET', '/v1.0/me')).toMatchObject({ status: 400 })
  })
})

describe('the tenant', () => {
  test('is one organization', async () => {
    const call = graph.as(everything)
    const list = await call('GET', '/v1.0/organization')
    expect(list.value.map((item) => organizationResource.parse(item).verifiedDomains[0]?.name)).toEqual(['example.com'])
    const { tenant } = graph.kernel
    const one = await call('GET', `/v1.0/organization/${tenant.id}?$select=displayName`)
    expect(one.body).toEqual({
      '@odata.context': 'http://localhost:8080/v1.0/$metadata#organization(displayName)/$entity',
      displayName: 'Example',
    })
    expect(await call('GET', `/v1.0/organization/${nobody}`)).toMatchObject({ status: 404 })
  })

  test('gets another name, which is recorded once and read at once', async () => {
    const { tenant } = graph.kernel
    const call = graph.as(everything)
    const manage = graph.as(applicationActor(['Organization.ReadWrite.All']))
    const path = `/v1.0/organization/${tenant.id}`
    const rename = (displayName: unknown) => manage('PATCH', path, { displayName })
    const nameNow = async () => (await call('GET', path)).body['displayName']
    const before = await nameNow()
    for (const wrong of ['', '  ', 'x'.repeat(257), 'a\nb', 7, null]) {
      expect(await rename(wrong)).toMatchObject({ status: 400, body: { error: { target: 'displayName' } } })
    }
    expect(await manage('PATCH', path, { displayName: 'x', tenantType: 'AAD' })).toMatchObject({ status: 400 })
    expect(await manage('PATCH', `/v1.0/organization/${nobody}`, { displayName: 'x' })).toMatchObject({ status: 404 })
    const reader = graph.as(applicationActor(['Organization.Read.All']))
    expect(await reader('PATCH', path, { displayName: 'Taken over' })).toMatchObject({ status: 403 })
    expect(await nameNow()).toBe(before)
    expect(await rename('  Beispiel AG ')).toMatchObject({ status: 204 })
    expect(await rename('Beispiel AG')).toMatchObject({ status: 204 })
    expect(await nameNow()).toBe('Beispiel AG')
    const audits = await graph.kernel.store.read((read) =>
      read.db
        .selectFrom('directory_audits')
        .select(['result', 'target_id'])
        .where('activity_display_name', '=', 'Set company information')
        .where('result', '=', 'success')
        .execute(),
    )
    expect(audits).toHaveLength(2)
    await rename(before)
  })

  test('has its domain', async () => {
    const call = graph.as(everything)
    const list = await call('GET', '/v1.0/domains?$top=1&$count=true')
    expect(list.body['@odata.count']).toBe(1)
    expect(list.value.map((item) => domainResource.parse(item).id)).toEqual(['example.com'])
    expect(await call('GET', "/v1.0/domains('EXAMPLE.com')")).toMatchObject({ status: 200, body: { isDefault: true } })
    expect(await call('GET', '/v1.0/domains/other.example')).toMatchObject({ status: 404 })
  })
})
