import { describe, expect, test } from 'vitest'
import { permissionsOnUser, permissionsResource, resourceActionResource } from '../../contract/api/permissions.ts'
import { resourceAction, resourceNamespace } from '../../contract/graph/role-management.ts'
import {
  aGroup,
  anAdministrator,
  applicationActor,
  aRole,
  aUnit,
  aUser,
  delegated,
  holding,
  systemActor,
  userActor,
} from '../../tests/kit/builders.ts'
import { openTestGraph } from '../../tests/kit/graph.ts'
import { inSession } from '../../tests/kit/sessions.ts'
import { onOwnAccount } from './rules/own-account.ts'
import { roleIds } from './rules.ts'
import { assignRole } from './service.ts'

const api = '/api/v1'

describe('permissions on /api/v1', () => {
  test('tell a person at the desk of a unit what they may do, at /me and by their id', async () => {
    await using site = await openTestGraph()
    const { kernel } = site
    const unit = await aUnit(kernel, { displayName: 'Branch' })
    const role = await aRole(kernel, ['users/authenticationMethods/temporaryAccessPass/create'])
    const actor = await holding(kernel, await aUser(kernel), role.id, unit)
    const call = site.as(actor)
    const answer = await call('GET', `${api}/me/permissions`)
    const told = permissionsResource.parse(answer.body)
    const branch = { id: unit.id, displayName: 'Branch' }
    expect(told).toMatchObject({
      id: actor.userId,
      session: { isMultifactor: true, application: null },
      roles: [
        { id: role.id, displayName: role.displayName, isBuiltIn: false, administrativeUnit: branch, group: null },
      ],
    })
    expect(told.operations.find(({ name }) => name === 'passes.create')).toEqual({
      name: 'passes.create',
      description: 'Issue a Temporary Access Pass',
      actsOn: 'user',
      reach: 'administrativeUnits',
      administrativeUnits: [branch],
      includesAdministrators: false,
    })
    expect(told.operations.find(({ name }) => name === 'users.read')).toMatchObject({ reach: 'tenant' })
    const onOneself = { name: 'passkeys.delete', description: 'Delete passkeys of a user' }
    expect(told.ownOperations).toContainEqual(onOneself)
    expect(told.operations.some(({ name }) => name === 'passkeys.delete')).toBe(false)
    expect(told.operations.some(({ name }) => name === 'users.create')).toBe(false)
    const byId = await call('GET', `${api}/users/${actor.userPrincipalName}/permissions`)
    expect(byId.body).toEqual(answer.body)
  })

  test('of others are told to whoever may read roles', async () => {
    await using site = await openTestGraph()
    const { kernel } = site
    const { user } = await anAdministrator(kernel, roleIds.reportsReader)
    const reader = site.as(userActor(await aUser(kernel), [roleIds.globalReader]))
    const told = permissionsResource.parse((await reader('GET', `${api}/users/${user.id}/permissions`)).body)
    expect(told).toMatchObject({
      session: null,
      roles: [{ displayName: 'Reports Reader', administrativeUnit: null, isEnabled: true }],
    })
    expect(told.resourceActions.find(({ name }) => name.includes('auditLogs'))).toEqual({
      name: 'microsoft.directory/auditLogs/allProperties/read',
      description: 'Read the audit log',
      area: 'logs',
      isPrivileged: false,
      reach: 'tenant',
      administrativeUnits: [],
    })
    expect(await reader('GET', `${api}/users/nobody@example.com/permissions`)).toMatchObject({
      status: 404,
      error: { innerCode: 'userNotFound' },
    })
    const desk = site.as(userActor(await aUser(kernel), [roleIds.helpdeskAdministrator]))
    expect((await desk('GET', `${api}/users/${user.id}/permissions`)).status).toBe(403)
  })

  test('of others tell an application no name that it may not read', async () => {
    await using site = await openTestGraph()
    const { kernel } = site
    const user = await aUser(kernel)
    const group = await aGroup(kernel, { displayName: 'Board', isAssignableToRole: true, members: [user] })
    await assignRole(kernel, systemActor(), {
      principalId: group.id,
      roleDefinitionId: roleIds.reportsReader,
      directoryScopeId: '/',
    })
    const blind = site.as(applicationActor(['RoleManagement.Read.Directory']))
    for (const key of [user.id, user.userPrincipalName, 'nobody@example.com']) {
      const answer = await blind('GET', `${api}/users/${key}/permissions`)
      expect(answer, key).toMatchObject({ status: 403, error: { innerCode: 'insufficientPrivileges' } })
      expect(answer.text).not.toContain(user.displayName)
    }
    const groupSeen = async (...permissions: readonly string[]) => {
      const call = site.as(applicationActor(['RoleManagement.Read.Directory', 'User.ReadBasic.All', ...permissions]))
      return permissionsResource.parse((await call('GET', `${api}/users/${user.id}/permissions`)).body).roles[0]?.group
    }
    expect(await groupSeen()).toEqual({ id: group.id, displayName: null })
    expect(await groupSeen('GroupMember.Read.All')).toEqual({ id: group.id, displayName: 'Board' })
  })

  test('of an application are none: it says so, and one that acts for a person needs their profile', async () => {
    await using site = await openTestGraph()
    const alone = await site.as(applicationActor(['Directory.Read.All']))('GET', `${api}/me/permissions`)
    expect(alone).toMatchObject({ status: 400, error: { innerCode: 'malformedRequest' } })
    const { actor } = await anAdministrator(site.kernel, roleIds.globalAdministrator)
    const blind = await site.as(delegated(actor, ['openid']))('GET', `${api}/me/permissions`)
    expect(blind).toMatchObject({ status: 403, error: { innerCode: 'insufficientPrivileges' } })
    const seeing = await site.as(delegated(actor, ['User.Read']))('GET', `${api}/me/permissions`)
    const told = permissionsResource.parse(seeing.body)
    expect(told.session?.application).toMatchObject({ displayName: 'Example client' })
    expect(told.operations.map(({ name }) => name)).toContain('organization.read')
    expect(told.ownOperations.map(({ name }) => name)).toEqual(['users.read', 'users.readMemberships'])
    expect(told.operations.some(({ name }) => name === 'users.create')).toBe(false)
  })

  test('on one user are what would be allowed, and why the rest of what one may do is not', async () => {
    await using site = await openTestGraph()
    const { kernel } = site
    const { user: chief } = await anAdministrator(kernel, roleIds.globalAdministrator)
    const desk = userActor(await aUser(kernel), [roleIds.helpdeskAdministrator])
    const call = site.as(desk)
    const namesIn = (body: unknown) => {
      const { operations, ...told } = permissionsOnUser.parse(body)
      return { ...told, operations: operations.map(({ name }) => name) }
    }
    const on = async (key: string) => namesIn((await call('GET', `${api}/users/${key}/myPermissions`)).body)
    const member = await aUser(kernel)
    expect(await on(member.id)).toEqual({
      id: member.id,
      operations: [
        'users.read',
        'users.readMemberships',
        'users.resetPassword',
        'users.revokeSessions',
        'passwords.reset',
        'methodOperations.read',
        'users.readSessions',
      ],
      refusals: [],
    })
    const above = await on(chief.id)
    expect(above.operations).toEqual(['users.read', 'users.readMemberships'])
    expect(above.refusals.map(({ operation, code }) => [operation, code])).toContainEqual([
      'users.resetPassword',
      'targetOutOfReach',
    ])
    expect(above.refusals[0]?.message).toContain('holds Global Administrator')
    const own = namesIn((await call('GET', `${api}/me/myPermissions`)).body)
    expect(own.operations).toEqual(
      expect.arrayContaining(['users.revokeSessions', 'passkeys.delete', 'users.readSessions']),
    )
    expect(own.refusals).toContainEqual(
      expect.objectContaining({ operation: 'users.resetPassword', code: 'notOnYourself' }),
    )
    expect((await call('GET', `${api}/users/nobody/myPermissions`)).status).toBe(404)
  })

  test('on the own account are what people do there without a role', async () => {
    await using site = await openTestGraph()
    const call = site.as(await inSession(site.kernel, await aUser(site.kernel)))
    const { operations } = permissionsOnUser.parse((await call('GET', `${api}/me/myPermissions`)).body)
    expect(operations.map(({ name }) => name).toSorted()).toEqual([...onOwnAccount].toSorted())
    const methods = '/v1.0/me/authentication'
    const unknown = '00000000-0000-4000-8000-00000000dead'
    const done: readonly (readonly [string, string, unknown?])[] = [
      ['GET', '/v1.0/me'],
      ['GET', '/v1.0/me/memberOf'],
      ['GET', `${api}/me/sessions`],
      ['GET', `${methods}/methods`],
      ...['temporaryAccessPass', 'fido2', 'softwareOath', 'password', 'phone', 'email'].map(
        (kind) => ['GET', `${methods}/${kind}Methods`] as const,
      ),
      ...['temporaryAccessPass', 'fido2', 'softwareOath', 'phone', 'email'].map(
        (kind) => ['DELETE', `${methods}/${kind}Methods/${unknown}`] as const,
      ),
      ['GET', `${methods}/microsoftAuthenticatorMethods`],
      ['GET', `${methods}/windowsHelloForBusinessMethods`],
      ['POST', `${methods}/phoneMethods`, { phoneType: 'mobile', phoneNumber: '+1 5550100' }],
      ['POST', `${methods}/emailMethods`, { emailAddress: 'me@example.org' }],
      ['POST', '/v1.0/me/revokeSignInSessions'],
    ]
    for (const [method, path, body] of done) {
      expect((await call(method, path, body)).error.innerCode, `${method} ${path}`).not.toBe('insufficientPrivileges')
      expect((await call(method, path, body)).error.innerCode, `${method} ${path}`).not.toBe('notOnYourself')
    }
  })
})

describe('resource actions', () => {
  const reader = applicationActor(['RoleManagement.Read.Directory'])
  const namespaces = '/v1.0/roleManagement/directory/resourceNamespaces'

  test.each([namespaces, namespaces.replace('v1.0', 'beta')])('stand in Graph at %s', async (path) => {
    await using site = await openTestGraph()
    const call = site.as(reader)
    const found = await call('GET', path)
    expect(found.value.map((one) => resourceNamespace.parse(one))).toEqual([
      { id: 'microsoft.directory', name: 'microsoft.directory' },
    ])
    expect((await call('GET', `${path}/Microsoft.Directory`)).body).toMatchObject({ name: 'microsoft.directory' })
    const seen: string[] = []
    let next: string | undefined = `${path}/microsoft.directory/resourceActions?$top=20`
    while (next !== undefined) {
      const page = await call('GET', next)
      for (const one of page.value) seen.push(resourceAction.parse(one).name)
      next = page.body['@odata.nextLink'] as string | undefined
    }
    expect(seen).toEqual(seen.toSorted())
    expect(new Set(seen).size).toBe(seen.length)
    const privileged = await call('GET', `${path}/microsoft.directory/resourceActions?$filter=isPrivileged eq true`)
    const names = privileged.value.map(({ name }) => name)
    expect(names).toContain('microsoft.directory/users/password/update')
    expect(names).not.toContain('microsoft.directory/groups/create')
    const one = `${path}/microsoft.directory/resourceActions/microsoft.directory-users-password-update-patch`
    expect((await call('GET', one)).body).toMatchObject({
      id: 'microsoft.directory-users-password-update-patch',
      name: 'microsoft.directory/users/password/update',
      actionVerb: 'PATCH',
      description: 'Reset passwords',
      isPrivileged: true,
      resourceScopeId: null,
    })
  })

  test('are for whoever may read roles, and those that are not there are told', async () => {
    await using site = await openTestGraph()
    const call = site.as(reader)
    const { actor } = await anAdministrator(site.kernel, roleIds.helpdeskAdministrator)
    for (const path of [namespaces, `${namespaces}/microsoft.directory/resourceActions`, `${api}/resourceActions`]) {
      expect((await site.as(actor)('GET', path)).status).toBe(403)
    }
    expect((await call('GET', `${namespaces}/microsoft.intune`)).error.innerCode).toBe('resourceNamespaceNotFound')
    expect((await call('GET', `${namespaces}/microsoft.directory/resourceActions/nothing`)).error.innerCode).toBe(
      'resourceActionNotFound',
    )
  })

  test('come whole for a picker, and exactly those it may offer can be granted', async () => {
    await using site = await openTestGraph()
    const { value } = await site.as(reader)('GET', `${api}/resourceActions`)
    const all = value.map((one) => resourceActionResource.parse(one))
    expect(all.every(({ description, operations }) => description !== '' && operations.length > 0)).toBe(true)
    const define = site.as(applicationActor(['RoleManagement.ReadWrite.Directory']))
    const tried = (displayName: string, actions: readonly string[]) =>
      define('POST', '/v1.0/roleManagement/directory/roleDefinitions', {
        displayName,
        isEnabled: true,
        rolePermissions: [{ allowedResourceActions: actions }],
      })
    const grantable = all.filter(({ isGrantable }) => isGrantable).map(({ name }) => name)
    expect((await tried('Everything offered', grantable)).status).toBe(201)
    for (const { name, isGrantable } of all) {
      if (isGrantable) continue
      expect((await tried('Too much', [name])).error.innerCode, name).toBe('resourceActionNotAllowed')
    }
    const logs = await site.as(reader)('GET', `${api}/resourceActions?$filter=area eq 'logs'&$select=name`)
    expect(logs.value).toHaveLength(2)
  })
})
