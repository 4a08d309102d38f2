import { describe, expect, test } from 'vitest'
import { aGroup, anAdministrator, applicationActor, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestGraph } from '../../tests/kit/graph.ts'
import { roleIds } from './rules.ts'
import { assignRole } from './service.ts'

const assignments = '/v1.0/roleManagement/directory/roleAssignments'
const definitions = '/v1.0/roleManagement/directory/roleDefinitions'
const reader = applicationActor(['RoleManagement.Read.Directory'])
const writer = applicationActor(['RoleManagement.ReadWrite.Directory'])
const stranger = applicationActor(['User.ReadWrite.All'])
const nobody = '00000000-0000-4000-8000-00000000dead'
const { authenticationAdministrator, globalAdministrator, reportsReader } = roleIds

describe('role definitions', () => {
  test('are listed by name, filtered and paged', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(reader)
    const all = await call('GET', definitions)
    expect(all.status).toBe(200)
    expect(all.value).toHaveLength(23)
    expect(all.value[0]).toMatchObject({ displayName: 'Authentication Administrator', isBuiltIn: true, version: '1' })
    const one = await call('GET', `${definitions}?$filter=displayName eq 'global administrator'&$select=id,displayName`)
    expect(one.value).toEqual([{ id: globalAdministrator, displayName: 'Global Administrator' }])
    const first = await call('GET', `${definitions}?$top=20`)
    const rest = await call('GET', String(first.body['@odata.nextLink']))
    expect(first.value.length + rest.value.length).toBe(23)
  })

  test('are read by id', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(reader)
    expect((await call('GET', `${definitions}/${authenticationAdministrator}`)).body).toMatchObject({
      id: authenticationAdministrator,
      templateId: authenticationAdministrator,
      displayName: 'Authentication Administrator',
      isEnabled: true,
      resourceScopes: ['/'],
      rolePermissions: [
        {
          allowedResourceActions: expect.arrayContaining(['microsoft.directory/users/authenticationMethods/create']),
          condition: null,
        },
      ],
    })
    expect(await call('GET', `${definitions}/${nobody}`)).toMatchObject({
      status: 404,
      error: { code: 'Request_ResourceNotFound', innerCode: 'roleNotFound' },
    })
  })

  test('stand in the older form too', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(reader)
    const role = `/v1.0/directoryRoles?$filter=roleTemplateId eq '${reportsReader}'`
    expect((await call('GET', role)).value).toMatchObject([{ id: reportsReader, displayName: 'Reports Reader' }])
    expect((await call('GET', `/v1.0/directoryRoles/${reportsReader}`)).body).toMatchObject({
      roleTemplateId: reportsReader,
    })
    expect((await call('GET', '/beta/directoryRoleTemplates')).value).toHaveLength(23)
    expect((await call('GET', `/v1.0/directoryRoleTemplates/${reportsReader}`)).body).toMatchObject({
      id: reportsReader,
    })
  })
})

describe('role assignments', () => {
  test('are made, listed, read and deleted', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const user = await aUser(graph.kernel)
    const body = { principalId: user.id, roleDefinitionId: reportsReader, directoryScopeId: '/' }
    const made = await call('POST', assignments, {
      '@odata.type': '#microsoft.graph.unifiedRoleAssignment',
      ...body,
    })
    const { id } = made.body
    expect(made).toMatchObject({
      status: 201,
      headers: { location: expect.stringContaining(`/roleAssignments/${id}`) },
      body: { ...body, principalOrganizationId: graph.kernel.tenant.id, resourceScope: '/' },
    })
    const mine = await call('GET', `${assignments}?$filter=principalId eq '${user.id}'`)
    expect(mine.value).toMatchObject([{ id, ...body }])
    expect((await call('GET', `${assignments}?$filter=roleDefinitionId eq '${globalAdministrator}'`)).value).toEqual([])
    expect((await call('GET', `${assignments}/${id}`)).body).toMatchObject({ id, ...body })
    expect((await call('POST', assignments, body)).status).toBe(409)
    expect((await call('DELETE', `${assignments}/${id}`)).status).toBe(204)
    expect((await call('DELETE', `${assignments}/${id}`)).status).toBe(404)
  })

  test('are paged', async () => {
    await using graph = await openTestGraph()
    for (let index = 0; index < 5; index++) await anAdministrator(graph.kernel, reportsReader)
    const call = graph.as(reader)
    const seen: unknown[] = []
    let next: string | undefined = `${assignments}?$top=2&$count=true`
    while (next) {
      const page = await call('GET', next)
      seen.push(...page.value.map((item) => item['id']))
      next = page.body['@odata.nextLink'] as string | undefined
    }
    expect(new Set(seen).size).toBe(5)
  })

  test('name the members of the older form', async () => {
    await using graph = await openTestGraph()
    const { user } = await anAdministrator(graph.kernel, reportsReader)
    const group = await aGroup(graph.kernel, { isAssignableToRole: true })
    await assignRole(graph.kernel, systemActor(), { principalId: group.id, roleDefinitionId: reportsReader })
    const members = `/v1.0/directoryRoles/${reportsReader}/members`
    const ofUsers = applicationActor(['RoleManagement.Read.Directory', 'User.Read.All'])
    const answer = await graph.as(ofUsers)('GET', members)
    expect(answer.value).toHaveLength(2)
    expect((await graph.as(reader)('GET', members)).text).not.toContain(user.userPrincipalName)
    expect(answer.value).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ '@odata.type': '#microsoft.graph.user', userPrincipalName: user.userPrincipalName }),
        expect.objectContaining({ '@odata.type': '#microsoft.graph.group', id: group.id }),
      ]),
    )
  })

  test('refuse a body that is not right, and change nothing', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const user = await aUser(graph.kernel)
    const right = { principalId: user.id, roleDefinitionId: reportsReader, directoryScopeId: '/' }
    const wrong = [
      {},
      [],
      'text',
      { ...right, principalId: undefined },
      { ...right, principalId: user.userPrincipalName },
      { ...right, roleDefinitionId: 'Reports Reader' },
      { ...right, roleDefinitionId: 7 },
      { ...right, directoryScopeId: '/administrativeUnits/x' },
      { ...right, directoryScopeId: null },
      { ...right, appScopeId: '/' },
      { ...right, condition: 'x' },
    ]
    for (const body of wrong) expect((await call('POST', assignments, body)).status, JSON.stringify(body)).toBe(400)
    expect((await call('POST', assignments, { ...right, principalId: nobody })).status).toBe(404)
    expect((await call('POST', assignments, { ...right, roleDefinitionId: nobody })).status).toBe(404)
    expect((await call('GET', assignments)).value).toEqual([])
    for (const query of ['$expand=everything', "$filter=displayName eq 'x'", '$orderby=id', '$top=0']) {
      expect((await call('GET', `${assignments}?${query}`)).status).toBe(400)
    }
  })

  test('the last administrator stays, and the answer says why', async () => {
    await using graph = await openTestGraph()
    const user = await aUser(graph.kernel)
    const { id } = await assignRole(graph.kernel, systemActor(), {
      principalId: user.id,
      roleDefinitionId: globalAdministrator,
    })
    expect(await graph.as(writer)('DELETE', `${assignments}/${id}`)).toMatchObject({
      status: 409,
      error: { innerCode: 'lastAdministrator' },
    })
  })

  test('nobody gives a role to themself', async () => {
    await using graph = await openTestGraph()
    const { user, actor } = await anAdministrator(graph.kernel, globalAdministrator)
    const body = { principalId: user.id, roleDefinitionId: reportsReader, directoryScopeId: '/' }
    expect(await graph.as(actor)('POST', assignments, body)).toMatchObject({
      status: 403,
      error: { code: 'Authorization_RequestDenied', innerCode: 'notOnYourself' },
    })
  })
})

test('every address asks who calls and what they may', async () => {
  await using graph = await openTestGraph()
  const user = await aUser(graph.kernel)
  const { id } = await assignRole(graph.kernel, systemActor(), {
    principalId: user.id,
    roleDefinitionId: reportsReader,
  })
  const body = { principalId: user.id, roleDefinitionId: globalAdministrator, directoryScopeId: '/' }
  const calls = [
    ['GET', definitions],
    ['GET', `${definitions}/${reportsReader}`],
    ['GET', assignments],
    ['GET', `${assignments}/${id}`],
    ['POST', assignments, body],
    ['DELETE', `${assignments}/${id}`],
    ['GET', '/v1.0/directoryRoles'],
    ['GET', `/v1.0/directoryRoles/${reportsReader}`],
    ['GET', `/v1.0/directoryRoles/${reportsReader}/members`],
    ['GET', '/v1.0/directoryRoleTemplates'],
    ['GET', `/v1.0/directoryRoleTemplates/${reportsReader}`],
  ] as const
  for (const [method, path, sent] of calls) {
    expect((await graph.asNobody(method, path, sent)).status, `${method} ${path}`).toBe(401)
    expect((await graph.as(stranger)(method, path, sent)).status, `${method} ${path}`).toBe(403)
    if (method !== 'GET') expect((await graph.as(reader)(method, path, sent)).status, `${method} ${path}`).toBe(403)
  }
})
