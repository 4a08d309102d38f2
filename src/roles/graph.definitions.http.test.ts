import { describe, expect, test } from 'vitest'
import { applicationActor, aRole, aUnit, aUser, holding } from '../../tests/kit/builders.ts'
import { openTestGraph } from '../../tests/kit/graph.ts'
import { roleIds } from './rules.ts'

const definitions = '/v1.0/roleManagement/directory/roleDefinitions'
const assignments = '/v1.0/roleManagement/directory/roleAssignments'
const writer = applicationActor(['RoleManagement.ReadWrite.Directory'])
const issue = 'microsoft.directory/users/authenticationMethods/temporaryAccessPass/create'
const reset = 'microsoft.directory/users/password/update'
const unknown = '00000000-0000-4000-8000-00000000dead'
const right = {
  displayName: 'Tier 1 desk',
  description: 'Issues passes',
  isEnabled: true,
  rolePermissions: [{ allowedResourceActions: [issue] }],
}

describe('custom roles', () => {
  test('are defined, listed among the others, read, changed and deleted', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const templateId = '11111111-1111-4111-8111-111111111111'
    const made = await call('POST', definitions, { ...right, templateId, version: '2', resourceScopes: ['/'] })
    const { id } = made.body
    expect(made).toMatchObject({
      status: 201,
      headers: { location: expect.stringContaining(`/v1.0/roleManagement/directory/roleDefinitions/${id}`) },
      body: { ...right, isBuiltIn: false, templateId, version: '2', resourceScopes: ['/'] },
    })
    const own = await call('GET', `${definitions}?$filter=isBuiltIn eq false`)
    expect(own.value).toMatchObject([{ id, rolePermissions: [{ allowedResourceActions: [issue], condition: null }] }])
    expect((await call('GET', `${definitions}?$filter=displayName eq 'tier 1 desk'`)).value).toHaveLength(1)
    expect((await call('GET', `${definitions}?$filter=isBuiltIn eq true&$top=100`)).value).toHaveLength(23)
    expect((await call('GET', '/v1.0/directoryRoles?$top=100')).value).toHaveLength(24)
    expect((await call('GET', '/v1.0/directoryRoleTemplates?$top=100')).value).toHaveLength(23)
    const rolePermissions = [{ allowedResourceActions: [reset], excludedResourceActions: [], condition: null }]
    const change = { displayName: 'Desk', description: null, isEnabled: false, version: null, rolePermissions }
    expect((await call('PATCH', `${definitions}/${id}`, change)).status).toBe(204)
    expect((await call('GET', `${definitions}/${id}`)).body).toMatchObject({
      displayName: 'Desk',
      description: null,
      isEnabled: false,
      version: null,
      templateId,
      rolePermissions: [{ allowedResourceActions: [reset] }],
    })
    expect((await call('DELETE', `${definitions}/${id}`)).status).toBe(204)
    expect((await call('GET', `${definitions}/${id}`)).status).toBe(404)
  })

  test('are refused with the name of what is wrong, and nothing is kept', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const actions = (...allowedResourceActions: unknown[]) => ({ rolePermissions: [{ allowedResourceActions }] })
    const wrong: readonly (readonly [object, string])[] = [
      [{ displayName: undefined }, 'displayName'],
      [{ isEnabled: undefined }, 'isEnabled'],
      [{ rolePermissions: undefined }, 'rolePermissions'],
      [{ rolePermissions: [] }, 'rolePermissions'],
      [actions(), 'allowedResourceActions'],
      [actions(7), 'rolePermissions/0/allowedResourceActions/0'],
      [actions('microsoft.directory/users/fly'), 'microsoft.directory/users/fly'],
      [actions('microsoft.directory/roleAssignments/allProperties/allTasks'), 'allTasks'],
      [{ rolePermissions: [{ allowedResourceActions: [issue], excludedResourceActions: [reset] }] }, 'excluded'],
      [{ rolePermissions: [{ allowedResourceActions: [issue], condition: '$x' }] }, 'condition'],
      [{ resourceScopes: ['/administrativeUnits/x'] }, 'resourceScopes'],
      [{ isBuiltIn: true }, 'isBuiltIn'],
      [{ id: unknown }, 'id'],
      [{ templateId: 'x' }, 'templateId'],
      [{ inheritsPermissionsFrom: [] }, 'inheritsPermissionsFrom'],
      [{ displayName: ' ' }, 'displayName'],
    ]
    const { id } = (await call('POST', definitions, right)).body
    for (const [part, named] of wrong) {
      for (const [method, path] of [
        ['POST', definitions],
        ['PATCH', `${definitions}/${id}`],
      ] as const) {
        if (method === 'PATCH' && Object.values(part)[0] === undefined) continue
        const answer = await call(method, path, method === 'POST' ? { ...right, displayName: 'Other', ...part } : part)
        expect(answer, JSON.stringify(part)).toMatchObject({ status: 400 })
        expect(answer.error.message).toContain(named)
      }
    }
    expect((await call('GET', `${definitions}?$filter=isBuiltIn eq false`)).value).toMatchObject([{ id, ...right }])
    expect((await call('POST', definitions, right)).status).toBe(409)
  })

  test('that are built in or in use stay as they are', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const builtIn = `${definitions}/${roleIds.globalReader}`
    expect(await call('PATCH', builtIn, { displayName: 'Mine' })).toMatchObject({
      status: 400,
      error: { innerCode: 'roleNotCustom' },
    })
    expect((await call('DELETE', builtIn)).status).toBe(400)
    const [role, user] = [await aRole(graph.kernel, [issue]), await aUser(graph.kernel)]
    await holding(graph.kernel, user, role.id)
    expect(await call('DELETE', `${definitions}/${role.id}`)).toMatchObject({
      status: 400,
      error: { innerCode: 'roleInUse' },
    })
    expect((await call('DELETE', `${definitions}/${unknown}`)).status).toBe(404)
  })
})

test('an assignment leads to who holds it, to the role and to the unit', async () => {
  await using graph = await openTestGraph()
  const [user, unit] = [await aUser(graph.kernel), await aUnit(graph.kernel, { displayName: 'Berlin' })]
  const role = await aRole(graph.kernel, [issue])
  await holding(graph.kernel, user, role.id, unit)
  const query = '$expand=principal,roleDefinition($select=displayName),directoryScope($select=displayName)'
  const call = graph.as(applicationActor(['RoleManagement.Read.Directory', 'Directory.Read.All']))
  const { value } = await call('GET', `${assignments}?${query}`)
  expect(value).toMatchObject([
    {
      directoryScopeId: `/administrativeUnits/${unit.id}`,
      principal: { '@odata.type': '#microsoft.graph.user', userPrincipalName: user.userPrincipalName },
      roleDefinition: { displayName: role.displayName },
      directoryScope: { '@odata.type': '#microsoft.graph.administrativeUnit', displayName: 'Berlin' },
    },
  ])
  const one = `${assignments}/${value[0]?.['id']}`
  expect((await call('GET', `${one}?$expand=roleDefinition`)).body).toMatchObject({ roleDefinition: { id: role.id } })
  const rolesOnly = graph.as(applicationActor(['RoleManagement.Read.Directory']))
  const limited = await rolesOnly('GET', `${one}?$expand=principal`)
  const shown = { '@odata.type': '#microsoft.graph.user', id: user.id, displayName: null }
  expect(limited.body['principal']).toMatchObject(shown)
  expect(limited.text).not.toContain(user.userPrincipalName)
})
