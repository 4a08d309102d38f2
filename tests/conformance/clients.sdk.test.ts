import { HttpMethod, type Parsable, type ParsableFactory, RequestInformation } from '@microsoft/kiota-abstractions'
import {
  createDirectoryObjectCollectionResponseFromDiscriminatorValue,
  createGroupFromDiscriminatorValue,
  createTemporaryAccessPassAuthenticationMethodConfigurationFromDiscriminatorValue,
  createUserCollectionResponseFromDiscriminatorValue,
  type DirectoryObjectCollectionResponse,
  type Group,
  serializeGroup,
  serializeReferenceCreate,
  serializeTemporaryAccessPassAuthenticationMethodConfiguration,
  type TemporaryAccessPassAuthenticationMethodConfiguration,
  type User,
} from '@microsoft/msgraph-sdk/models/index.js'
import {
  createODataErrorFromDiscriminatorValue,
  type ODataError,
} from '@microsoft/msgraph-sdk/models/oDataErrors/index.js'
import { BatchRequestContent, type PageCollection, PageIterator } from '@microsoft/msgraph-sdk-core'
import { beforeAll, expect, test } from 'vitest'
import { aUser } from '../kit/builders.ts'
import { type Clients, openClients } from './clients.ts'

let clients: Clients

beforeAll(async () => {
  clients = await openClients([
    'User.ReadWrite.All',
    'Group.ReadWrite.All',
    'UserAuthenticationMethod.ReadWrite.All',
    'Policy.ReadWrite.AuthenticationMethod',
  ])
  return () => clients[Symbol.asyncDispose]()
})

const errors = { XXX: createODataErrorFromDiscriminatorValue as ParsableFactory<Parsable> }

/** A request by the SDK's own adapter, for what it has no builder of. */
function asked(method: HttpMethod, path: string, write?: (request: RequestInformation) => void): RequestInformation {
  const request = new RequestInformation(method, `{+baseurl}${path}`, {})
  request.headers.tryAdd('Accept', 'application/json')
  request.pathParameters = { baseurl: clients.sdk.adapter.baseUrl }
  write?.(request)
  return request
}

/** The factories of the SDK do not say what they make. */
const sent = async <Answer extends Parsable>(request: RequestInformation, factory: ParsableFactory<Parsable>) =>
  (await clients.sdk.adapter.send(request, factory, errors)) as Answer | undefined

async function refusalOf(work: Promise<unknown>): Promise<ODataError> {
  return work.then(
    () => {
      throw new Error('was not refused')
    },
    (thrown: ODataError) => thrown,
  )
}

let made = 0

const newUser = (): User => ({
  accountEnabled: true,
  displayName: 'Ada',
  mailNickname: `sdk${++made}`,
  userPrincipalName: `sdk${made}@example.com`,
  passwordProfile: { password: 'correct horse battery staple', forceChangePasswordNextSignIn: false },
})

const newGroup = (displayName: string): Group => ({
  displayName,
  mailEnabled: false,
  mailNickname: 'g',
  securityEnabled: true,
})

const postGroup = (group: Group) =>
  asked(HttpMethod.POST, '/groups', (request) =>
    request.setContentFromParsable(clients.sdk.adapter, 'application/json', group, serializeGroup),
  )

test('a user is made, read, changed and deleted', async () => {
  const { users } = clients.sdk
  const user = await users.post(newUser())
  const one = users.byUserId(user?.id ?? '')
  await one.patch({ jobTitle: 'Poet' })
  const read = await one.get({ queryParameters: { select: ['id', 'jobTitle', 'createdDateTime'] } })
  expect(read).toMatchObject({ id: user?.id, jobTitle: 'Poet' })
  expect(read?.createdDateTime).toEqual(new Date('2026-03-02T08:00:00Z'))
  const found = await users.get({ queryParameters: { filter: `userPrincipalName eq '${user?.userPrincipalName}'` } })
  expect(found?.value).toMatchObject([{ id: user?.id }])
  await one.delete()
  expect(await refusalOf(one.get())).toMatchObject({ responseStatusCode: 404 })
})

test('a group gets a member, read by its kind, and loses it', async () => {
  const user = await aUser(clients.kernel)
  const group = await sent<Group>(postGroup(newGroup('Desk')), createGroupFromDiscriminatorValue)
  const reference = { odataId: `${clients.address}/v1.0/directoryObjects/${user.id}` }
  const add = asked(HttpMethod.POST, `/groups/${group?.id}/members/$ref`, (request) =>
    request.setContentFromParsable(clients.sdk.adapter, 'application/json', reference, serializeReferenceCreate),
  )
  await clients.sdk.adapter.sendNoResponseContent(add, errors)
  const list = asked(HttpMethod.GET, `/groups/${group?.id}/members`)
  const members = await sent<DirectoryObjectCollectionResponse>(
    list,
    createDirectoryObjectCollectionResponseFromDiscriminatorValue,
  )
  expect(members?.value).toMatchObject([{ id: user.id, odataType: '#microsoft.graph.user' }])
  const remove = asked(HttpMethod.DELETE, `/groups/${group?.id}/members/${user.id}/$ref`)
  await clients.sdk.adapter.sendNoResponseContent(remove, errors)
  expect(
    (await sent<DirectoryObjectCollectionResponse>(list, createDirectoryObjectCollectionResponseFromDiscriminatorValue))
      ?.value,
  ).toEqual([])
})

test('the policy of passes is read and changed', async () => {
  const path = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass'
  const read = () =>
    sent<TemporaryAccessPassAuthenticationMethodConfiguration>(
      asked(HttpMethod.GET, path),
      createTemporaryAccessPassAuthenticationMethodConfigurationFromDiscriminatorValue,
    )
  const before = await read()
  expect(before).toMatchObject({ id: 'TemporaryAccessPass', state: 'enabled' })
  const change = { odataType: before?.odataType ?? null, defaultLength: 12 }
  const patch = asked(HttpMethod.PATCH, path, (request) =>
    request.setContentFromParsable(
      clients.sdk.adapter,
      'application/json',
      change,
      serializeTemporaryAccessPassAuthenticationMethodConfiguration,
    ),
  )
  await clients.sdk.adapter.sendNoResponseContent(patch, errors)
  expect((await read())?.defaultLength).toBe(12)
})

test('a pass is issued, listed, read and deleted', async () => {
  const { id } = await aUser(clients.kernel)
  const passes = clients.sdk.users.byUserId(id).authentication.temporaryAccessPassMethods
  const issued = await passes.post({ lifetimeInMinutes: 60, isUsableOnce: true })
  expect(issued).toMatchObject({ lifetimeInMinutes: 60, isUsable: true, temporaryAccessPass: expect.any(String) })
  expect((await passes.get())?.value).toMatchObject([{ id: issued?.id, methodUsabilityReason: 'EnabledByPolicy' }])
  const one = passes.byTemporaryAccessPassAuthenticationMethodId(issued?.id ?? '')
  expect((await one.get())?.temporaryAccessPass ?? null).toBeNull()
  const methods = await clients.sdk.users.byUserId(id).authentication.methods.get()
  expect(methods?.value).toMatchObject([{ odataType: '#microsoft.graph.temporaryAccessPassAuthenticationMethod' }])
  await one.delete()
  expect((await passes.get())?.value).toEqual([])
})

test('pages are followed to the end', async () => {
  for (let count = 0; count < 7; count++) await aUser(clients.kernel)
  const first = await clients.sdk.users.get({ queryParameters: { top: 3 } })
  const ids: string[] = []
  const walk = new PageIterator<User>(
    clients.sdk.adapter,
    first as PageCollection<User>,
    ({ id }) => ids.push(id ?? '') > 0,
    createUserCollectionResponseFromDiscriminatorValue as unknown as ParsableFactory<PageCollection<User>>,
    errors,
  )
  await walk.iterate()
  expect(ids.length).toBeGreaterThan(6)
  expect(new Set(ids).size).toBe(ids.length)
})

/** Its classes lose headers and JSON inside a batch (preview 17): no request has a body, and statuses tell the answers. */
test('a batch of twenty is filled and read by its own classes', async () => {
  const { id } = await aUser(clients.kernel)
  const content = new BatchRequestContent(clients.sdk.adapter, errors)
  const user = clients.sdk.users.byUserId(id)
  for (let index = 0; index < 18; index++) content.addBatchRequest(user.toGetRequestInformation(), `read${index}`)
  const gone = await aUser(clients.kernel)
  content.addBatchRequest(clients.sdk.users.byUserId(gone.id).toDeleteRequestInformation(), 'gone')
  content.addBatchRequest(clients.sdk.users.byUserId('nobody@example.com').toGetRequestInformation(), 'nobody')
  const statuses = await (await content.postAsync())?.getResponsesStatusCodes()
  expect(statuses?.get('gone')).toBe(204)
  expect(statuses?.get('nobody')).toBe(404)
  expect([...(statuses ?? [])].filter(([, status]) => status === 200)).toHaveLength(18)
})

const groups = (method: HttpMethod, path: string, headers: Readonly<Record<string, string>> = {}) =>
  sent(
    asked(method, path, (request) => {
      for (const [name, value] of Object.entries(headers)) request.headers.tryAdd(name, value)
    }),
    createGroupFromDiscriminatorValue,
  )

async function taken() {
  const user = newUser()
  await clients.sdk.users.post(user)
  await clients.sdk.users.post(user)
}

async function stale() {
  const group = await sent<Group>(postGroup(newGroup('stale')), createGroupFromDiscriminatorValue)
  await groups(HttpMethod.DELETE, `/groups/${group?.id}`, { 'If-Match': 'W/"x"' })
}

test.each<[number, string, () => Promise<unknown>]>([
  [400, 'Request_BadRequest', () => clients.sdk.users.post({ displayName: 'x' })],
  [404, 'Request_ResourceNotFound', () => clients.sdk.users.byUserId('nobody@example.com').get()],
  [403, 'Authorization_RequestDenied', () => groups(HttpMethod.GET, '/roleManagement/directory/roleAssignments')],
  [400, 'Request_MultipleObjectsWithSameKeyValue', taken],
  [412, 'Request_PreconditionFailed', stale],
  [501, 'NotImplemented', () => groups(HttpMethod.GET, '/teams')],
])('%i %s fills its error', async (status, code, work) => {
  const refused = await refusalOf(work())
  expect(refused.errorEscaped).toMatchObject({ code, message: expect.any(String) })
  expect(refused.responseStatusCode).toBeOneOf(
    code === 'Request_MultipleObjectsWithSameKeyValue' ? [400, 409] : [status],
  )
  expect(refused.errorEscaped?.innerError?.requestId).toMatch(/^[\da-f-]{36}$/)
})
