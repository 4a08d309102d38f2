import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  GraphError,
  type PageCollection,
  PageIterator,
} from '@microsoft/microsoft-graph-client'
import { beforeAll, expect, test } from 'vitest'
import { aGroup, aUser } from '../kit/builders.ts'
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

/** Follows every page from a first one, and hands back the link for the next round where there is one. */
async function everything(first: PageCollection) {
  const items: Readonly<Record<string, unknown>>[] = []
  const walk = new PageIterator(client, first, (item) => items.push(item) > 0)
  await walk.iterate()
  return { items, next: walk.getDeltaLink() ?? '' }
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

test('a group is made, changed, gets a member, loses it and is deleted', async () => {
  const user = await aUser(clients.kernel)
  const group = await client.api('/groups').post(newGroup('Desk'))
  const path = `/groups/${group.id}`
  await client.api(path).patch({ description: 'Who issues passes' })
  expect((await client.api('/groups').filter("displayName eq 'Desk'").get()).value).toMatchObject([
    { id: group.id, description: 'Who issues passes' },
  ])
  const reference = { '@odata.id': `${clients.address}/v1.0/directoryObjects/${user.id}` }
  await client.api(`${path}/members/$ref`).post(reference)
  expect((await client.api(`${path}/members`).get()).value).toMatchObject([{ id: user.id }])
  expect((await client.api(`/users/${user.id}/memberOf`).get()).value).toMatchObject([{ id: group.id }])
  await client.api(`${path}/members/${user.id}/$ref`).delete()
  expect((await client.api(`${path}/members`).get()).value).toEqual([])
  await client.api(path).delete()
  expect(await refusalOf(client.api(path).get())).toMatchObject({ statusCode: 404 })
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
    const { items } = await everything(await client.api(address).top(3).get())
    const ids = items.map(({ id }) => id)
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

test.each(['/users/delta', '/groups/delta()'])(
  '%s tells of everything, and then of what changed alone',
  async (path) => {
    const [first, second] = path.startsWith('/users')
      ? [await aUser(clients.kernel), await aUser(clients.kernel)]
      : [await aGroup(clients.kernel), await aGroup(clients.kernel)]
    const all = await everything(await client.api(path).header('Prefer', 'odata.maxpagesize=2').get())
    expect(all.items.map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]))
    const objects = path.slice(0, path.indexOf('/delta'))
    await client.api(`${objects}/${first.id}`).patch({ displayName: 'Other' })
    await client.api(`${objects}/${second.id}`).delete()
    const later = await everything(await client.api(all.next).get())
    expect(later.items).toHaveLength(2)
    expect(later.items).toContainEqual(expect.objectContaining({ id: first.id, displayName: 'Other' }))
    expect(later.items).toContainEqual({ id: second.id, '@removed': { reason: 'changed' } })
    expect((await everything(await client.api(later.next).get())).items).toEqual([])
  },
)

async function wrongToken() {
  const customHosts = new Set(['localhost'])
  const authProvider = { getAccessToken: async () => 'a.b.c' }
  await Client.initWithMiddleware({ baseUrl: `${clients.address}/`, customHosts, authProvider })
    .api('/users')
    .get()
}

test.each<[number, string, () => Promise<unknown>]>([
  [400, 'Request_BadRequest', () => client.api('/users').post({ colour: 'red' })],
  [400, 'badRequest', () => client.api('/me/authentication/methods').get()],
  [
    400,
    'BadRequest',
    () => client.api('/$batch').post({ requests: [{ id: '1', method: 'POST', url: '/groups', body: {} }] }),
  ],
  [401, 'InvalidAuthenticationToken', wrongToken],
  [403, 'Authorization_RequestDenied', () => client.api('/roleManagement/directory/roleAssignments').get()],
  [404, 'Request_ResourceNotFound', () => client.api('/users/nobody@example.com').get()],
  [409, 'Request_MultipleObjectsWithSameKeyValue', taken],
  [412, 'Request_PreconditionFailed', stale],
  [501, 'NotImplemented', () => client.api('/teams').get()],
])('%i %s fills its error', async (status, code, work) => {
  const refused = await refusalOf(work())
  expect(refused).toMatchObject({ statusCode: status, code, message: expect.any(String) })
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
