import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { graphScope, plainOidcFace } from '../../tests/kit/token.ts'
import { createApplication, updateApplication } from '../applications/service.ts'
import { graphFace } from '../faces/graph/plugin.ts'
import { buildServer } from '../main/server.ts'
import { roleRoutes } from '../roles/graph.ts'
import { verifyAccessToken } from './service.ts'

const roles = '/v1.0/roleManagement/directory/roleDefinitions'

test('a token from the endpoint opens Graph as far as its application may go at that moment', async () => {
  await using kernel = await openTestKernel()
  const credentials = {
    verifyAccessToken: (token: string) => verifyAccessToken(kernel, token, systemActor().origin),
    findSession: async () => undefined,
  }
  const faces = [
    { name: 'oidc', plugin: plainOidcFace(kernel) },
    { name: 'graph', plugin: graphFace({ kernel, routes: roleRoutes, credentials }) },
  ] as const
  const server = await buildServer({ kernel, faces })
  const { application, secret } = await createApplication(kernel, systemActor(), {
    displayName: 'HR import',
    permissions: ['RoleManagement.Read.Directory'],
  })
  const granted = await server.inject({
    method: 'POST',
    url: '/common/oauth2/v2.0/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: application.appId,
      client_secret: secret.secret.reveal(),
      scope: graphScope,
    }).toString(),
  })
  const authorization = `Bearer ${granted.json().access_token}`
  const ask = async () => (await server.inject({ url: roles, headers: { authorization } })).statusCode
  expect(await ask()).toBe(200)
  await updateApplication(kernel, systemActor(), { application: application.appId, permissions: ['User.Read.All'] })
  expect(await ask()).toBe(403)
  await updateApplication(kernel, systemActor(), { application: application.appId, accountEnabled: false })
  expect(await ask()).toBe(401)
  await server.close()
})
