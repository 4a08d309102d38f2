import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applicationResource, passwordCredentialResource } from '../../contract/graph/application.ts'
import { anAdministrator, applicationActor } from '../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { Secret } from '../base/secret.ts'
import { roleIds } from '../roles/rules.ts'
import { applicationRoutes } from './graph.ts'
import { checkClientSecret } from './service.ts'

let graph: TestGraph
let call: GraphCaller
beforeAll(async () => {
  graph = await openTestGraph({ routes: applicationRoutes })
  const { actor } = await anAdministrator(graph.kernel, roleIds.globalAdministrator)
  call = graph.as(actor)
})
afterAll(() => graph[Symbol.asyncDispose]())

const nobody = '0000ffff-0000-4000-8000-000000000000'

const register = async (body: Record<string, unknown> = {}) => {
  const answer = await call('POST', '/v1.0/applications', { displayName: 'Payroll', ...body })
  expect(answer).toMatchObject({ status: 201 })
  const { '@odata.context': _, ...resource } = answer.body
  return applicationResource.parse(resource)
}

const read = async (id: string) => {
  const { '@odata.context': _, ...resource } = (await call('GET', `/v1.0/applications/${id}`)).body
  return applicationResource.parse(resource)
}

const activities = (id: string) =>
  graph.kernel.store.read(async ({ db }) => {
    const rows = await db
      .selectFrom('directory_audits')
      .select(['activity_display_name', 'result'])
      .where('target_id', '=', id)
      .execute()
    return rows.map((row) => `${row.activity_display_name}: ${row.result}`)
  })

const servicePrincipalOf = async (appId: string) =>
  String((await call('GET', `/v1.0/servicePrincipals(appId='${appId}')`)).body['id'])

describe('an application', () => {
  test('is registered with addresses and permissions, and can be sent back as it was read', async () => {
    const web = { redirectUris: ['https://pay.example/back', 'http://localhost:3000/'] }
    const made = await register({
      web,
      signInAudience: 'AzureADMyOrg',
      '@latchkey.permissions': ['user.read.all'],
      '@latchkey.delegatedPermissions': ['User.Read'],
    })
    expect(made).toMatchObject({
      displayName: 'Payroll',
      isFallbackPublicClient: false,
      web,
      publicClient: { redirectUris: [] },
      passwordCredentials: [],
      '@latchkey.permissions': ['User.Read.All'],
      '@latchkey.delegatedPermissions': ['User.Read'],
    })
    expect(await read(made.id)).toEqual(made)
    const writable = { displayName: made.displayName, web: made.web, publicClient: made.publicClient }
    expect(await call('PATCH', `/v1.0/applications/${made.id}`, writable)).toMatchObject({ status: 204 })
    expect(await read(made.id)).toEqual(made)
    expect(await activities(await servicePrincipalOf(made.appId))).toContain('Add application: success')
  })

  test('is public where its addresses are, and takes no others', async () => {
    const publicClient = { redirectUris: ['msauth.com.example.app://auth', 'http://localhost'] }
    const made = await register({ publicClient })
    expect(made).toMatchObject({ isFallbackPublicClient: true, publicClient, web: { redirectUris: [] } })
    const path = `/v1.0/applications/${made.id}`
    const wrong = await call('PATCH', path, { web: { redirectUris: ['https://pay.example/'] } })
    expect(wrong).toMatchObject({ status: 400, body: { error: { target: 'web/redirectUris' } } })
    expect(await call('PATCH', path, { '@latchkey.permissions': ['User.Read.All'] })).toMatchObject({ status: 400 })
    expect(await call('POST', `${path}/addPassword`, {})).toMatchObject({ status: 404 })
    expect(await read(made.id)).toEqual(made)
    expect((await register({ isFallbackPublicClient: true })).isFallbackPublicClient).toBe(true)
  })

  test('is renamed, sent elsewhere and given other permissions', async () => {
    const { id } = await register()
    const change = {
      displayName: 'Wages',
      web: { redirectUris: ['https://wages.example/'] },
      '@latchkey.permissions': ['Group.Read.All'],
      '@latchkey.delegatedPermissions': [],
    }
    expect(await call('PATCH', `/v1.0/applications/${id}`, change)).toMatchObject({ status: 204 })
    expect(await read(id)).toMatchObject(change)
  })

  test('is kept out and let in by its service principal', async () => {
    const { appId } = await register()
    const id = await servicePrincipalOf(appId)
    const path = `/v1.0/servicePrincipals/${id}`
    for (const accountEnabled of [false, true]) {
      expect(await call('PATCH', path, { accountEnabled })).toMatchObject({ status: 204 })
      expect((await call('GET', path)).body).toMatchObject({ accountEnabled })
    }
    expect(await activities(id)).toEqual(expect.arrayContaining(['Update application: success']))
  })

  test('is deleted once', async () => {
    const { id } = await register()
    expect(await call('DELETE', `/v1.0/applications/${id}`)).toMatchObject({ status: 204 })
    expect(await call('DELETE', `/v1.0/applications/${id}`)).toMatchObject({ status: 404 })
    expect(await call('GET', `/v1.0/applications/${id}`)).toMatchObject({ status: 404 })
  })

  test('is addressed by its object id alone', async () => {
    const { appId } = await register({ displayName: 'Only one so called' })
    for (const key of [appId, nobody, 'Only one so called']) {
      expect(await call('PATCH', `/v1.0/applications/${key}`, { displayName: 'x' })).toMatchObject({ status: 404 })
      expect(await call('DELETE', `/v1.0/applications/${key}`)).toMatchObject({ status: 404 })
      expect(await call('PATCH', `/v1.0/servicePrincipals/${key}`, { accountEnabled: false })).toMatchObject({
        status: 404,
      })
    }
  })
})

describe('a client secret', () => {
  test('is told once, opens the application, and opens nothing after it was removed', async () => {
    const { id, appId } = await register()
    const endDateTime = new Date(graph.kernel.clock.now() + 30 * 86_400_000).toISOString()
    const answer = await call('POST', `/v1.0/applications/${id}/addPassword`, {
      passwordCredential: { displayName: 'Nightly run', endDateTime },
    })
    const { '@odata.context': _, ...secret } = answer.body
    const { secretText, ...told } = passwordCredentialResource.parse(secret)
    expect(told).toMatchObject({ displayName: 'Nightly run', hint: secretText?.slice(0, 3) })
    expect(Date.parse(told.endDateTime)).toBe(Date.parse(endDateTime))
    const check = () => checkClientSecret(graph.kernel, appId, new Secret(secretText ?? ''))
    expect(await check()).toMatchObject({ ok: true })
    expect((await read(id)).passwordCredentials).toEqual([{ ...told, secretText: null }])
    const removing = { keyId: told.keyId }
    expect(await call('POST', `/v1.0/applications/${id}/removePassword`, removing)).toMatchObject({ status: 204 })
    expect(await call('POST', `/v1.0/applications/${id}/removePassword`, removing)).toMatchObject({ status: 404 })
    expect(await check()).toMatchObject({ ok: false })
    expect((await read(id)).passwordCredentials).toEqual([])
  })

  test('lives for 180 days unless told', async () => {
    const { id } = await register()
    const { body } = await call('POST', `/v1.0/applications/${id}/addPassword`, {})
    expect(body).toMatchObject({ displayName: null })
    expect(Date.parse(String(body['endDateTime'])) - graph.kernel.clock.now()).toBe(180 * 86_400_000)
  })
})

test.each([
  ['POST', '', {}, 'displayName'],
  ['POST', '', { displayName: ' ' }, 'displayName'],
  ['POST', '', { displayName: 'x', web: { redirectUris: ['http://pay.example'] } }, 'redirectUris'],
  ['POST', '', { displayName: 'x', web: { redirectUris: 'https://pay.example' } }, 'web/redirectUris'],
  ['POST', '', { displayName: 'x', signInAudience: 'AzureADMultipleOrgs' }, 'signInAudience'],
  ['POST', '', { displayName: 'x', appId: nobody }, 'appId'],
  ['POST', '', { displayName: 'x', requiredResourceAccess: [] }, 'requiredResourceAccess'],
  ['POST', '', { displayName: 'x', '@latchkey.permissions': ['User.Fly'] }, 'permissions'],
  ['PATCH', '/{id}', { isFallbackPublicClient: true }, 'isFallbackPublicClient'],
  ['PATCH', '/{id}', { passwordCredentials: [] }, 'passwordCredentials'],
  ['POST', '/{id}/addPassword', { passwordCredential: { secretText: 'mine' } }, 'passwordCredential/secretText'],
  ['POST', '/{id}/addPassword', { passwordCredential: { endDateTime: 'soon' } }, 'passwordCredential/endDateTime'],
  [
    'POST',
    '/{id}/addPassword',
    { passwordCredential: { endDateTime: '2020-01-01T00:00:00Z' } },
    'passwordCredential/endDateTime',
  ],
  [
    'POST',
    '/{id}/addPassword',
    { passwordCredential: { endDateTime: '2040-01-01T00:00:00Z' } },
    'passwordCredential/endDateTime',
  ],
  ['POST', '/{id}/removePassword', { keyId: 'first' }, 'keyId'],
])('%s %s with %j is 400 at %s, and nothing changes', async (method, path, body, target) => {
  const application = await register()
  const before = (await call('GET', '/v1.0/applications')).value
  const answer = await call(method, `/v1.0/applications${path.replace('{id}', application.id)}`, body)
  expect(answer).toMatchObject({ status: 400, body: { error: { target } } })
  expect((await call('GET', '/v1.0/applications')).value).toEqual(before)
})

test('who only reads changes nothing, and an application hands out only what it holds', async () => {
  const { id, appId } = await register({ '@latchkey.permissions': ['User.Read.All'] })
  const reader = await anAdministrator(graph.kernel, roleIds.globalReader)
  for (const weak of [graph.as(reader.actor), graph.as(applicationActor(['Application.Read.All']))]) {
    const changes = [
      weak('POST', '/v1.0/applications', { displayName: 'x' }),
      weak('PATCH', `/v1.0/applications/${id}`, { displayName: 'x' }),
      weak('DELETE', `/v1.0/applications/${id}`),
      weak('POST', `/v1.0/applications/${id}/addPassword`),
      weak('POST', `/v1.0/applications/${id}/removePassword`, { keyId: nobody }),
      weak('PATCH', `/v1.0/servicePrincipals/${await servicePrincipalOf(appId)}`, { accountEnabled: false }),
    ]
    for (const answer of await Promise.all(changes)) expect(answer).toMatchObject({ status: 403 })
    expect(await weak('GET', `/v1.0/applications/${id}`)).toMatchObject({ status: 200 })
  }
  const narrow = graph.as(applicationActor(['Application.ReadWrite.All']))
  const greedy = { displayName: 'x', '@latchkey.permissions': ['RoleManagement.ReadWrite.Directory'] }
  expect(await narrow('POST', '/v1.0/applications', greedy)).toMatchObject({ status: 403 })
  expect(await narrow('POST', `/v1.0/applications/${id}/addPassword`)).toMatchObject({ status: 403 })
  expect((await read(id)).passwordCredentials).toEqual([])
})
