import { HttpMethod, type ParsableFactory } from '@microsoft/kiota-abstractions'
import { GraphRequestAdapter } from '@microsoft/msgraph-sdk'
import {
  createDirectoryObjectCollectionResponseFromDiscriminatorValue,
  createGroupCollectionResponseFromDiscriminatorValue,
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
import { BatchRequestContent, type PageCollection, PageIterator } from '@microsoft/msgraph-sdk-core'
import { createUsersServiceClient } from '@microsoft/msgraph-sdk-users'
import { beforeAll, expect, test } from 'vitest'
import { aUser } from '../kit/builders.ts'
import { type Clients, openClients } from './clients.ts'
import { errors, type Model, SdkRequests, sdkRefusal } from './sdk.ts'

let clients: Clients
let sdk: SdkRequests

beforeAll(async () => {
  clients = await openClients([
    'User.ReadWrite.All',
    'Group.ReadWrite.All',
    'UserAuthenticationMethod.ReadWrite.All',
    'Policy.ReadWrite.AuthenticationMethod',
  ])
  sdk = new SdkRequests(clients.sdk.adapter)
  return () => clients[Symbol.asyncDispose]()
})

const groupModel: Model<Group> = {
  one: createGroupFromDiscriminatorValue,
  list: createGroupCollectionResponseFromDiscriminatorValue,
  write: serializeGroup,
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
  expect(await sdkRefusal(one.get())).toMatchObject({ responseStatusCode: 404 })
})

test('a group is made, changed, gets a member, read by its kind, loses it and is deleted', async () => {
  const user = await aUser(clients.kernel)
  const group = await sdk.post('/groups', newGroup('Desk'), groupModel)
  const path = `/groups/${group?.id}`
  await sdk.send(HttpMethod.PATCH, path, { description: 'Who issues passes' }, serializeGroup)
  expect(await sdk.list("/groups?$filter=displayName eq 'Desk'", groupModel)).toMatchObject([
    { id: group?.id, description: 'Who issues passes' },
  ])
  const reference = { odataId: `${clients.address}/v1.0/directoryObjects/${user.id}` }
  await sdk.send(HttpMethod.POST, `${path}/members/$ref`, reference, serializeReferenceCreate)
  const members = async () =>
    (
      await sdk.get<DirectoryObjectCollectionResponse>(
        `${path}/members`,
        createDirectoryObjectCollectionResponseFromDiscriminatorValue,
      )
    )?.value
  expect(await members()).toMatchObject([{ id: user.id, odataType: '#microsoft.graph.user' }])
  await sdk.delete(`${path}/members/${user.id}/$ref`)
  expect(await members()).toEqual([])
  await sdk.delete(path)
  expect(await sdkRefusal(sdk.get(path, groupModel.one))).toMatchObject({ responseStatusCode: 404 })
})

test('the policy of passes is read and changed', async () => {
  const path = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass'
  const read = () =>
    sdk.get<TemporaryAccessPassAuthenticationMethodConfiguration>(
      path,
      createTemporaryAccessPassAuthenticationMethodConfigurationFromDiscriminatorValue,
    )
  const before = await read()
  expect(before).toMatchObject({ id: 'TemporaryAccessPass', state: 'enabled' })
  const change: TemporaryAccessPassAuthenticationMethodConfiguration = {
    odataType: before?.odataType ?? null,
    defaultLength: 12,
  }
  await sdk.send(HttpMethod.PATCH, path, change, serializeTemporaryAccessPassAuthenticationMethodConfiguration)
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

test('delta tells of everything, and when asked again of what changed alone', async () => {
  const { delta } = clients.sdk.users
  const [first, second] = [await aUser(clients.kernel), await aUser(clients.kernel)]
  const heard: User[] = []
  const walk = new PageIterator<User>(
    clients.sdk.adapter,
    (await delta.get()) as PageCollection<User>,
    (user) => heard.push(user) > 0,
    createUserCollectionResponseFromDiscriminatorValue as unknown as ParsableFactory<PageCollection<User>>,
    errors,
  )
  await walk.iterate()
  expect(heard.map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]))
  await clients.sdk.users.byUserId(first.id).patch({ jobTitle: 'Poet' })
  await clients.sdk.users.byUserId(second.id).delete()
  const again = await delta.withUrl(walk.getOdataDeltaLink() ?? '').get()
  expect(again?.value).toHaveLength(2)
  expect(again?.value).toContainEqual(expect.objectContaining({ id: first.id, jobTitle: 'Poet' }))
  expect(again?.value).toContainEqual({ id: second.id, additionalData: { '@removed': { reason: 'changed' } } })
  const third = await delta.withUrl(again?.odataDeltaLink ?? '').get()
  expect(third?.value).toEqual([])
})

async function taken() {
  const user = newUser()
  await clients.sdk.users.post(user)
  await clients.sdk.users.post(user)
}

async function stale() {
  const group = await sdk.post('/groups', newGroup('stale'), groupModel)
  await sdk.delete(`/groups/${group?.id}`, { 'If-Match': 'W/"x"' })
}

async function withoutRights() {
  await sdk.get('/roleManagement/directory/roleAssignments', groupModel.one)
}

async function unknownToken() {
  const adapter = new GraphRequestAdapter({
    authenticateRequest: async ({ headers }) => void headers.tryAdd('Authorization', 'Bearer a.b.c'),
  })
  adapter.baseUrl = clients.sdk.adapter.baseUrl
  await createUsersServiceClient(adapter).users.get()
}

test.each<[number, string, () => Promise<unknown>]>([
  [400, 'Request_BadRequest', () => clients.sdk.users.post({ displayName: 'x' })],
  [401, 'InvalidAuthenticationToken', unknownToken],
  [403, 'Authorization_RequestDenied', withoutRights],
  [404, 'Request_ResourceNotFound', () => clients.sdk.users.byUserId('nobody@example.com').get()],
  [409, 'Request_MultipleObjectsWithSameKeyValue', taken],
  [412, 'Request_PreconditionFailed', stale],
  [501, 'NotImplemented', () => sdk.get('/teams', groupModel.one)],
])('%i %s fills its error', async (status, code, work) => {
  const refused = await sdkRefusal(work())
  expect(refused).toMatchObject({
    responseStatusCode: status,
    errorEscaped: {
      code,
      message: expect.any(String),
      innerError: { requestId: expect.stringMatching(/^[\da-f-]{36}$/) },
    },
  })
})
