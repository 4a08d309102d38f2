import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { userResource } from '../../contract/graph/user.ts'
import { anExternalGuest, applicationActor, aUser } from '../../tests/kit/builders.ts'
import { eventual, type GraphCaller, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { passwordOf } from '../methods/password/service.ts'
import { directoryRoutes } from './graph.ts'
import { findUser } from './service.ts'

const open = () => openTestGraph({ routes: directoryRoutes })
const caller = (graph: TestGraph) => graph.as(applicationActor(['User.ReadWrite.All']))

/** For tests that change nothing. */
let graph: TestGraph
let call: GraphCaller
beforeAll(async () => {
  graph = await open()
  call = caller(graph)
})
afterAll(() => graph[Symbol.asyncDispose]())

const ada = { displayName: 'Ada', userPrincipalName: 'ada@example.com' }

describe('creating', () => {
  test('answers 201 with the address and the default properties', async () => {
    await using own = await open()
    const body = {
      ...ada,
      '@odata.type': '#microsoft.graph.user',
      accountEnabled: true,
      mailNickname: 'ada',
      jobTitle: null,
      employeeHireDate: '2026-04-01T08:00:00+02:00',
    }
    const created = await caller(own)('POST', '/v1.0/users', body)
    expect(created.status).toBe(201)
    const { id } = created.body
    expect(created.headers['location']).toBe(`http://localhost:8080/v1.0/users/${id}`)
    expect(created.body).toEqual({
      '@odata.context': 'http://localhost:8080/v1.0/$metadata#users/$entity',
      businessPhones: [],
      displayName: 'Ada',
      givenName: null,
      id,
      jobTitle: null,
      mail: null,
      mobilePhone: null,
      officeLocation: null,
      preferredLanguage: null,
      surname: null,
      userPrincipalName: 'ada@example.com',
    })
    const read = await caller(own)('GET', `/v1.0/users/ADA@example.com?$select=id,employeeHireDate,identities`)
    expect(read.body).toMatchObject({
      id,
      employeeHireDate: '2026-04-01T06:00:00.000Z',
      identities: [{ signInType: 'userPrincipalName', issuer: 'example.com', issuerAssignedId: 'ada@example.com' }],
    })
    const again = await caller(own)('POST', '/v1.0/users', body)
    expect(again).toMatchObject({ status: 409, error: { innerCode: 'userPrincipalNameTaken' } })
  })

  test('with a password keeps its hash, to be changed at the first sign-in unless told', async () => {
    await using own = await open()
    const password = 'correct horse battery staple'
    const profile = (forceChangePasswordNextSignIn?: boolean) => ({ password, forceChangePasswordNextSignIn })
    const create = async (userPrincipalName: string, passwordProfile: unknown) => {
      const created = await caller(own)('POST', '/v1.0/users', { ...ada, userPrincipalName, passwordProfile })
      expect(created.text).not.toContain(password)
      const key = String(created.body['id'])
      return own.kernel.store.read(async (r) => {
        const user = await findUser(r, key)
        return user && passwordOf(r, user.id)
      })
    }
    expect(await create('one@example.com', profile())).toMatchObject({ mustChange: true })
    expect(await create('two@example.com', profile(false))).toMatchObject({ mustChange: false })
    const short = await caller(own)('POST', '/v1.0/users', { ...ada, passwordProfile: { password: 'short' } })
    expect(short).toMatchObject({ status: 400, error: { innerCode: 'passwordUnacceptable' } })
    expect(await own.kernel.store.read((r) => findUser(r, ada.userPrincipalName))).toBeUndefined()
  })

  test.each([
    [undefined, 'displayName'],
    [[], 'the body'],
    ['text', 'the body'],
    [null, 'displayName'],
    [{ displayName: 'Ada' }, 'userPrincipalName'],
    [{ ...ada, displayName: 5 }, 'displayName'],
    [{ ...ada, displayName: null }, 'displayName'],
    [{ ...ada, displayName: '' }, 'displayName'],
    [{ ...ada, displayName: 'x'.repeat(257) }, 'displayName'],
    [{ ...ada, displayName: 'x'.repeat(5000) }, 'displayName'],
    [{ ...ada, displayName: 'A\u202eda' }, 'displayName'],
    [{ ...ada, userPrincipalName: 'ada' }, 'userPrincipalName'],
    [{ ...ada, userPrincipalName: 'ada@other.example' }, 'userPrincipalName'],
    [{ ...ada, userPrincipalName: ['ada@example.com'] }, 'userPrincipalName'],
    [{ ...ada, accountEnabled: 'true' }, 'accountEnabled'],
    [{ ...ada, accountEnabled: null }, 'accountEnabled'],
    [{ ...ada, userType: 'Robot' }, 'userType'],
    [{ ...ada, mailNickname: 'a b' }, 'mailNickname'],
    [{ ...ada, mail: 'nobody' }, 'mail'],
    [{ ...ada, businessPhones: '1' }, 'businessPhones'],
    [{ ...ada, businessPhones: ['1', '2'] }, 'businessPhones'],
    [{ ...ada, employeeHireDate: 'soon' }, 'employeeHireDate'],
    [{ ...ada, employeeHireDate: '2026-02-30' }, 'employeeHireDate'],
    [{ ...ada, id: '0000ffff-0000-4000-8000-000000000000' }, 'id'],
    [{ ...ada, createdDateTime: '2026-01-01T00:00:00Z' }, 'createdDateTime'],
    [{ ...ada, creationType: 'Invitation' }, 'creationType'],
    [{ ...ada, favouriteColour: 'green' }, 'favouriteColour'],
    [{ ...ada, '@odata.type': '#microsoft.graph.group' }, '@odata.type'],
    [{ ...ada, passwordProfile: {} }, 'passwordProfile/password'],
    [{ ...ada, passwordProfile: { password: 'x', hint: 'y' } }, 'passwordProfile/hint'],
    [{ ...ada, passwordProfile: { password: 'x', forceChangePasswordNextSignInWithMfa: true } }, 'passwordProfile'],
  ])('from %j is 400, naming %s', async (body, named) => {
    const answer = await call('POST', '/v1.0/users', body)
    expect(answer).toMatchObject({ status: 400, error: { code: 'Request_BadRequest' } })
    expect(answer.error.message.toLowerCase()).toContain(named.toLowerCase())
    expect(await graph.kernel.store.read((r) => findUser(r, ada.userPrincipalName))).toBeUndefined()
  })
})

describe('changing', () => {
  test('answers 204 and keeps what was not mentioned', async () => {
    await using own = await open()
    const user = await aUser(own.kernel, { surname: 'Lovelace', jobTitle: 'Analyst' })
    const body = { '@odata.type': '#microsoft.graph.user', jobTitle: null, businessPhones: ['+49 30 1'] }
    const changed = await caller(own)('PATCH', `/v1.0/users/${user.id}`, body)
    expect([changed.status, changed.text]).toEqual([204, ''])
    expect(await own.kernel.store.read((r) => findUser(r, user.id))).toEqual({
      ...user,
      jobTitle: null,
      businessPhones: ['+49 30 1'],
    })
  })

  test('resets a password when it stands alone', async () => {
    await using own = await open()
    const user = await aUser(own.kernel)
    const passwordProfile = { password: 'correct horse battery staple' }
    const patch = (body: unknown) => caller(own)('PATCH', `/v1.0/users/${user.userPrincipalName}`, body)
    const records = await recordsOf(own.kernel, async () => {
      expect(await patch({ passwordProfile })).toMatchObject({ status: 204 })
    })
    expect(records).toMatchObject([{ activityDisplayName: 'Reset password', targetResources: [{ id: user.id }] }])
    expect(await own.kernel.store.read((r) => passwordOf(r, user.id))).toMatchObject({ mustChange: true })
    expect(await patch({ passwordProfile, surname: 'X' })).toMatchObject({ status: 400 })
    expect(await own.kernel.store.read((r) => findUser(r, user.id))).toMatchObject({ surname: null })
  })

  test.each([
    { id: 'x' },
    { userPrincipalName: null },
    { accountEnabled: 1 },
    { signInSessionsValidFromDateTime: '2026-01-01T00:00:00Z' },
    { manager: 'x' },
    { usageLocation: 'Germany' },
    [],
    'x',
  ])('with %j is 400', async (body) => {
    const user = await aUser(graph.kernel)
    expect(await call('PATCH', `/v1.0/users/${user.id}`, body)).toMatchObject({ status: 400 })
    expect(await graph.kernel.store.read((r) => findUser(r, user.id))).toEqual(user)
  })
})

test('deleting answers 204 once, then 404', async () => {
  await using own = await open()
  const user = await aUser(own.kernel)
  expect(await caller(own)('DELETE', `/v1.0/users/${user.userPrincipalName}`)).toMatchObject({ status: 204, text: '' })
  expect(await caller(own)('DELETE', `/v1.0/users/${user.id}`)).toMatchObject({ status: 404 })
  expect(await caller(own)('GET', `/v1.0/users/${user.id}`)).toMatchObject({ status: 404 })
})

describe('reading', () => {
  let own: TestGraph
  beforeAll(async () => {
    own = await open()
    const people = ['Zoë', 'ada', 'Ada', 'Émile', 'O’Neil', 'grace', 'Łukasz']
    for (const [index, displayName] of people.entries()) {
      const userPrincipalName = `user${index}@example.com`
      await aUser(own.kernel, { displayName, userPrincipalName, department: index % 2 ? 'Desk' : 'Sales' })
    }
    await aUser(own.kernel, { displayName: 'Off', userPrincipalName: 'off@example.com', accountEnabled: false })
    await anExternalGuest(own.kernel)
  })
  afterAll(() => own[Symbol.asyncDispose]())
  const get = (query: string) => caller(own)('GET', `/v1.0/users${query}`, undefined, eventual)
  const names = async (query: string) => (await get(query)).value.map((item) => item['userPrincipalName'])

  test('pages to the end, ordered by name, each user once', async () => {
    const seen: unknown[] = []
    const sizes: number[] = []
    for (let next: unknown = '/v1.0/users?$top=4&$select=displayName&$count=true'; typeof next === 'string'; ) {
      const page = await caller(own)('GET', next, undefined, eventual)
      expect(page.body['@odata.count']).toBe(sizes.length === 0 ? 9 : undefined)
      seen.push(...page.value.map((item) => item['displayName']))
      sizes.push(page.value.length)
      next = page.body['@odata.nextLink']
    }
    expect(sizes).toEqual([4, 4, 1])
    expect(seen.map((name) => String(name).toLowerCase())).toEqual([
      'ada',
      'ada',
      'grace',
      'grace guest',
      'off',
      'o’neil',
      'zoë',
      'émile',
      'łukasz',
    ])
  })

  test('selects properties, and every property has its documented form', async () => {
    const all = Object.keys(userResource.shape).join(',')
    const { value } = await get(`?$select=${all}`)
    expect(value).toHaveLength(9)
    for (const item of value) expect(userResource.safeParse(item).error).toBeUndefined()
    expect((await get("?$select=id&$filter=displayName eq 'grace'")).value).toEqual([{ id: expect.any(String) }])
  })

  test.each([
    ["$filter=userPrincipalName eq 'USER3@example.com'", ['user3@example.com']],
    ["$filter=displayName eq 'ADA'&$orderby=userPrincipalName&$count=true", ['user1@example.com', 'user2@example.com']],
    ["$filter=startswith(displayName,'gra') and userType eq 'Member'", ['user5@example.com']],
    ["$filter=department eq 'desk' and startswith(userPrincipalName,'user1')", ['user1@example.com']],
    ['$filter=accountEnabled eq false', ['off@example.com']],
    ["$filter=mail ne null and creationType eq 'Invitation'&$top=1&$count=true", ['guest']],
    ["$filter=displayName eq 'o''neil'", []],
    ["$filter=displayName eq 'e\u0301mile'", ['user3@example.com']],
  ])('%s finds %j', async (query, expected) => {
    const found = await names(`?${query.replaceAll(' ', '%20')}`)
    expect(found.map((name) => (String(name).includes('#EXT#') ? 'guest' : name))).toEqual(expected)
  })

  test('counts', async () => {
    const answer = await get('/$count')
    expect([answer.text, answer.headers['content-type']]).toEqual(['9', expect.stringContaining('text/plain')])
    expect((await get('/$count?$filter=accountEnabled%20eq%20false')).text).toBe('1')
  })

  test.each([
    '?$top=0',
    '?$top=1000',
    '?$top=x',
    '?$skip=1',
    '?$search=x',
    '?$expand=drives',
    '?$select=favouriteColour',
    '?$filter=mobilePhone eq 1',
    "?$filter=favouriteColour eq 'x'",
    '?$filter=displayName',
    '?$orderby=jobTitle',
    '?$skiptoken=AAAA',
  ])('%s is 400', async (query) => {
    expect(await get(query.replaceAll(' ', '%20'))).toMatchObject({ status: 400 })
  })
})
