import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  GraphError,
  PageIterator,
} from '@microsoft/microsoft-graph-client'
import { beforeAll, expect, test } from 'vitest'
import { aUser } from '../kit/builders.ts'
import { type Clients, openClients } from './clients.ts'

let clients: Clients
let client: Client

beforeAll(async () => {
  clients = await openClients([
    'User.ReadWrite.All',
    'Group.ReadWrite.All',
    'UserAuthenticationMethod.ReadWrite.All',
    'Policy.ReadWrite.AuthenticationMethod',
    'AuditLog.Read.All',
  ])
  client = clients.graph
  return () => clients[Symbol.asyncDispose]()
})

let made = 0

const newUser = () => ({
  accountEnabled: true,
  displayName: 'Ada',
  mailNickname: `client${++made}`,
  userPrincipalName: `client${made}@example.com`,
  passwordProfile: { password: 'correct horse battery staple', forceChangePasswordNextSignIn: false },
})

const newGroup = (displayName: string) => ({
  displayName,
  mailEnabled: false,
  mailNickname: 'g',
  securityEnabled: true,
})

async function refusalOf(work: Promise<unknown>): Promise<GraphError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof GraphError) return error
  throw new Error('was not refused', { cause: error })
}

/** Follows every page of a list. */
async function everyId(address: string, most: number): Promise<readonly string[]> {
  const ids: string[] = []
  const walk = new PageIterator(client, await client.api(address).top(most).get(), ({ id }: { id: string }) => {
    ids.push(id)
    return true
  })
  await walk.iterate()
  return ids
}

test('a user is made, read, changed and deleted', async () => {
  const user = await client.api('/users').post(newUser())
  await client.api(`/users/${user.id}`).patch({ jobTitle: 'Poet' })
  expect(await client.api(`/users/${user.userPrincipalName}`).select('id,jobTitle').get()).toMatchObject({
    id: user.id,
    jobTitle: 'Poet',
  })
  const found = await client.api('/users').filter(`userPrincipalName eq '${user.userPrincipalName}'`).get()
  expect(found.value).toMatchObject([{ id: user.id }])
  await client.api(`/users/${user.id}`).delete()
  expect(await refusalOf(client.api(`/users/${user.id}`).get())).toMatchObject({ statusCode: 404 })
})

test('a group gets a member and loses it', async () => {
  const user = await aUser(clients.kernel)
  const group = await client.api('/groups').post(newGroup('Desk'))
  const reference = { '@odata.id': `${clients.address}/v1.0/directoryObjects/${user.id}` }
  await client.api(`/groups/${group.id}/members/$ref`).post(reference)
  expect((await client.api(`/groups/${group.id}/members`).get()).value).toMatchObject([{ id: user.id }])
  expect((await client.api(`/users/${user.id}/memberOf`).get()).value).toMatchObject([{ id: group.id }])
  await client.api(`/groups/${group.id}/members/${user.id}/$ref`).delete()
  expect((await client.api(`/groups/${group.id}/members`).get()).value).toEqual([])
})

test('the policy of passes is read and changed', async () => {
  const address = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass'
  const before = await client.api(address).get()
  const change = { '@odata.type': before['@odata.type'], defaultLength: before.defaultLength + 1 }
  await client.api(address).patch(change)
  expect((await client.api(address).get()).defaultLength).toBe(before.defaultLength + 1)
  const policy = await client.api('/policies/authenticationMethodsPolicy').get()
  expect(policy.authenticationMethodConfigurations).toContainEqual(
    expect.objectContaining({ id: 'TemporaryAccessPass' }),
  )
})

test('a pass is issued, listed, read and deleted', async () => {
  const user = await aUser(clients.kernel)
  const passes = `/users/${user.id}/authentication/temporaryAccessPassMethods`
  const issued = await client.api(passes).post({ lifetimeInMinutes: 60, isUsableOnce: true })
  expect(issued).toMatchObject({ lifetimeInMinutes: 60, isUsableOnce: true, isUsable: true })
  expect(issued.temporaryAccessPass).toEqual(expect.any(String))
  expect((await client.api(passes).get()).value).toMatchObject([{ id: issued.id, temporaryAccessPass: null }])
  const read = await client.api(`${passes}/${issued.id}`).version('beta').get()
  expect(read).toMatchObject({ id: issued.id, methodUsabilityReason: 'EnabledByPolicy', temporaryAccessPass: null })
  await client.api(`${passes}/${issued.id}`).delete()
  expect((await client.api(passes).get()).value).toEqual([])
})

test('pages are followed to the end', async () => {
  for (let count = 0; count < 7; count++) await aUser(clients.kernel)
  for (const address of ['/users', '/auditLogs/directoryAudits']) {
    const ids = await everyId(address, 3)
    expect(ids.length).toBeGreaterThan(6)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('a batch of twenty is filled and read by its own classes', async () => {
  const user = await aUser(clients.kernel)
  const json = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
  const steps = Array.from({ length: 20 }, (_, index) => ({
    id: `${index}`,
    request:
      index === 0
        ? new Request(`${clients.address}/groups`, { ...json, body: JSON.stringify(newGroup('batch')) })
        : new Request(`${clients.address}/users/${index === 19 ? 'nobody@example.com' : user.id}`),
    ...(index > 0 ? { dependsOn: ['0'] } : {}),
  }))
  const content = await new BatchRequestContent(steps).getContent()
  const answers = new BatchResponseContent(await client.api('/$batch').post(content))
  expect(answers.getResponseById('0')).toMatchObject({ status: 201 })
  expect(await answers.getResponseById('5').json()).toMatchObject({ id: user.id })
  expect(answers.getResponseById('19').status).toBe(404)
  expect([...answers.getResponses().values()].filter(({ status }) => status === 200)).toHaveLength(18)
})

test.each<[number, string, () => Promise<unknown>]>([
  [400, 'Request_BadRequest', () => client.api('/users').post({ colour: 'red' })],
  [400, 'badRequest', () => client.api('/me/authentication/methods').get()],
  [404, 'Request_ResourceNotFound', () => client.api('/users/nobody@example.com').get()],
  [403, 'Authorization_RequestDenied', () => client.api('/roleManagement/directory/roleAssignments').get()],
  [400, 'Request_MultipleObjectsWithSameKeyValue', taken],
  [412, 'Request_PreconditionFailed', stale],
  [501, 'NotImplemented', () => client.api('/teams').get()],
  [
    400,
    'BadRequest',
    () => client.api('/$batch').post({ requests: [{ id: '1', method: 'POST', url: '/groups', body: {} }] }),
  ],
])('%i %s fills its error', async (status, code, work) => {
  const refused = await refusalOf(work())
  expect(refused).toMatchObject({ code })
  expect(refused.statusCode).toBeOneOf(code === 'Request_MultipleObjectsWithSameKeyValue' ? [400, 409] : [status])
  expect(refused.requestId).toMatch(/^[\da-f-]{36}$/)
})

async function taken() {
  const user = newUser()
  await client.api('/users').post(user)
  await client.api('/users').post(user)
}

async function stale() {
  const { id } = await client.api('/groups').post(newGroup('stale'))
  await client.api(`/groups/${id}`).header('If-Match', 'W/"x"').patch({ description: 'x' })
}

test('401 comes with a wrong token', async () => {
  const stranger = Client.initWithMiddleware({
    baseUrl: `${clients.address}/`,
    customHosts: new Set(['localhost']),
    authProvider: { getAccessToken: async () => 'a.b.c' },
  })
  expect(await refusalOf(stranger.api('/users').get())).toMatchObject({
    statusCode: 401,
    code: 'InvalidAuthenticationToken',
  })
})
