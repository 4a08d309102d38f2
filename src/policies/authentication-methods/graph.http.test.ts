import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { methodConfiguration, methodsPolicy } from '../../../contract/graph/authentication-methods-policy.ts'
import { applicationActor } from '../../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { methodsPolicyRoutes } from './graph.ts'
import { absentIdsIn, defaultConfigurations } from './rules.ts'

const root = '/v1.0/policies/authenticationMethodsPolicy'
const list = `${root}/authenticationMethodConfigurations`
const pass = `${list}/temporaryAccessPass`
const passType = '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration'
const passkeyType = '#microsoft.graph.fido2AuthenticationMethodConfiguration'

const open = () => openTestGraph({ routes: methodsPolicyRoutes })
const asWriter = (graph: TestGraph) => graph.as(applicationActor(['Policy.ReadWrite.AuthenticationMethod']))
const asReader = (graph: TestGraph) => graph.as(applicationActor(['Policy.Read.All']))

/** For tests that change nothing. */
let graph: TestGraph
beforeAll(async () => {
  graph = await open()
})
afterAll(() => graph[Symbol.asyncDispose]())

describe('reading', () => {
  test('the pass configuration has the properties, values and annotations of Graph', async () => {
    const answer = await asReader(graph)('GET', pass)
    expect(answer.status).toBe(200)
    expect(methodConfiguration.safeParse(answer.body).error).toBeUndefined()
    expect(answer.body).toEqual({
      '@odata.context': `http://localhost:8080/v1.0/$metadata#policies/authenticationMethodsPolicy/authenticationMethodConfigurations/$entity`,
      '@odata.type': passType,
      id: 'TemporaryAccessPass',
      state: 'disabled',
      defaultLifetimeInMinutes: 60,
      defaultLength: 8,
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
      isUsableOnce: false,
      includeTargets: [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }],
      'includeTargets@odata.context': `http://localhost:8080/v1.0/$metadata#policies/authenticationMethodsPolicy/authenticationMethodConfigurations('TemporaryAccessPass')/microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration/includeTargets`,
      excludeTargets: [],
      '@latchkey.passcodeAlphabet': 'unambiguous',
      '@latchkey.passcodeGrowsWithLifetime': false,
      '@latchkey.secondFactorOnly': { state: 'disabled', includeTarget: { targetType: 'group', id: 'all_users' } },
      '@latchkey.administratorsExcluded': false,
    })
  })

  test.each([
    `${list}/TemporaryAccessPass`,
    `${list}('TEMPORARYACCESSPASS')`,
    '/beta/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryaccesspass',
    "/v1.0/authenticationMethodsPolicy/authenticationMethodConfigurations('temporaryAccessPass')",
  ])('the same configuration is at %s', async (path) => {
    expect(await asReader(graph)('GET', path)).toMatchObject({ status: 200, body: { id: 'TemporaryAccessPass' } })
  })

  test('the whole policy holds every configuration', async () => {
    const answer = await asReader(graph)('GET', root)
    expect(answer.status).toBe(200)
    expect(methodsPolicy.safeParse(answer.body).error).toBeUndefined()
    expect(answer.body).toMatchObject({
      id: 'authenticationMethodsPolicy',
      displayName: 'Authentication Methods Policy',
      lastModifiedDateTime: null,
      policyMigrationState: 'migrationComplete',
      authenticationMethodConfigurations: [
        { id: 'TemporaryAccessPass' },
        { id: 'Fido2', '@odata.type': passkeyType },
        { id: 'SoftwareOath' },
        { id: 'Password' },
        ...absentIdsIn('v1.0').map((id) => ({ id, state: 'disabled' })),
      ],
    })
    const configurations = await asReader(graph)('GET', list)
    expect(configurations.value).toEqual(answer.body['authenticationMethodConfigurations'])
  })

  test('a configuration that Graph has not is not found', async () => {
    const answer = await asReader(graph)('GET', `${list}/Pigeon`)
    expect(answer).toMatchObject({ status: 404, error: { code: 'itemNotFound', innerCode: 'configurationNotFound' } })
    expect(answer.error.message).toContain('TemporaryAccessPass, Fido2, SoftwareOath, Password')
  })
})

describe('changing one configuration', () => {
  test('answers 204 and keeps what is not named', async () => {
    await using graph = await open()
    const body = { '@odata.type': passType, state: 'enabled', '@latchkey.secondFactorOnly': { state: 'enabled' } }
    const patched = await asWriter(graph)('PATCH', pass, body)
    expect(patched).toMatchObject({ status: 204, text: '' })
    expect((await asReader(graph)('GET', pass)).body).toMatchObject({
      state: 'enabled',
      maximumLifetimeInMinutes: 480,
      '@latchkey.secondFactorOnly': { state: 'enabled', includeTarget: { targetType: 'group', id: 'all_users' } },
    })
  })

  test('an object may be sent back as it was read', async () => {
    await using graph = await open()
    const read = await asReader(graph)('GET', pass)
    const target = {
      '@odata.type': '#microsoft.graph.authenticationMethodTarget',
      targetType: 'group',
      id: 'all_users',
    }
    expect((await asWriter(graph)('PATCH', pass, { ...read.body, includeTargets: [target] })).status).toBe(204)
    expect((await asReader(graph)('GET', pass)).body).toEqual(read.body)
  })

  test.each([
    [{ state: 'enabled' }, '@odata.type', 'required'],
    [{ '@odata.type': passkeyType }, '@odata.type', passType],
    [{ '@odata.type': passType, id: 'Fido2' }, 'id', 'read-only'],
    [{ '@odata.type': passType, createdDateTime: '2026-01-01' }, 'createdDateTime', 'Leave it out'],
    [{ '@odata.type': passType, '@latchkey.unknown': 1 }, '@latchkey.unknown', 'Leave it out'],
    [{ '@odata.type': passType, isSelfServiceRegistrationAllowed: true }, 'isSelfServiceRegistrationAllowed', 'Leave'],
    [{ '@odata.type': passType, state: null }, 'state', "'enabled' or 'disabled'"],
    [{ '@odata.type': passType, state: 'on' }, 'state', "'enabled' or 'disabled'"],
    [{ '@odata.type': passType, isUsableOnce: 'true' }, 'isUsableOnce', 'true or false'],
    [{ '@odata.type': passType, defaultLength: '12' }, 'defaultLength', 'whole number'],
    [{ '@odata.type': passType, defaultLength: 12.5 }, 'defaultLength', 'whole number'],
    [{ '@odata.type': passType, defaultLength: 4 }, 'defaultLength', 'from 8 to 48'],
    [{ '@odata.type': passType, defaultLifetimeInMinutes: 1e300 }, 'defaultLifetimeInMinutes', 'number'],
    [{ '@odata.type': passType, minimumLifetimeInMinutes: 500 }, 'minimumLifetimeInMinutes', 'which is 480'],
    [{ '@odata.type': passType, includeTargets: 'all_users' }, 'includeTargets', ''],
    [
      { '@odata.type': passType, includeTargets: [{ targetType: 'device', id: 'a' }] },
      'includeTargets/0/targetType',
      "'group' or 'user'",
    ],
    [{ '@odata.type': passType, includeTargets: [{ targetType: 'user', id: 'a' }] }, 'includeTargets', 'of a user'],
    [{ '@odata.type': passType, includeTargets: [{ targetType: 'group' }] }, 'includeTargets/0/id', 'all_users'],
    [{ '@odata.type': passType, includeTargets: [{ targetType: 'group', id: 'x' }] }, 'includeTargets', 'object id'],
  ])('refuses %j, naming %s', async (body, target, part) => {
    const answer = await asWriter(graph)('PATCH', pass, body)
    expect(answer).toMatchObject({ status: 400, error: { code: 'badRequest' }, body: { error: { target } } })
    expect(answer.error.message).toContain(part)
    expect((await asReader(graph)('GET', root)).body['lastModifiedDateTime']).toBeNull()
  })

  test.each([
    ['nothing', undefined],
    ['a list', []],
    ['a text', 'enabled'],
    ['null', null],
    ['a deep nest', JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`)],
  ])('refuses %s as a body', async (_, body) => {
    expect((await asWriter(graph)('PATCH', pass, body)).status).toBe(400)
  })

  test('a group that does not exist is refused', async () => {
    const id = '00000000-0000-4000-8000-000000000000'
    const body = { '@odata.type': passType, excludeTargets: [{ targetType: 'group', id }] }
    const answer = await asWriter(graph)('PATCH', pass, body)
    expect(answer).toMatchObject({ status: 400, error: { innerCode: 'policyInvalid' } })
    expect(answer.error.message).toContain(id)
  })

  test('passkeys take their own settings, objects merged and lists replaced', async () => {
    await using graph = await open()
    const models = ['EE882879-721C-4913-9775-3DFCCE97072A']
    const call = asWriter(graph)
    const patch = (keyRestrictions: object) =>
      call('PATCH', `${list}/fido2`, { '@odata.type': passkeyType, keyRestrictions })
    expect((await patch({ aaGuids: models })).status).toBe(204)
    expect((await patch({ isEnforced: true, enforcementType: 'allow' })).status).toBe(204)
    expect((await call('GET', `${list}/fido2`)).body).toMatchObject({
      isSelfServiceRegistrationAllowed: true,
      keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [models[0]?.toLowerCase()] },
    })
    expect((await patch({ aaGuids: [] })).error.message).toContain('no authenticator at all')
  })
})

test('DELETE puts a configuration back to its defaults', async () => {
  await using graph = await open()
  const call = asWriter(graph)
  const before = await call('GET', pass)
  await call('PATCH', pass, { '@odata.type': passType, state: 'enabled', defaultLength: 20 })
  expect(await call('DELETE', pass)).toMatchObject({ status: 204, text: '' })
  expect((await call('GET', pass)).body).toEqual(before.body)
})

describe('changing the whole policy', () => {
  const both = [
    { '@odata.type': passType, id: 'TemporaryAccessPass', state: 'enabled' },
    { '@odata.type': passkeyType, state: 'disabled' },
  ]

  test('changes several configurations together and answers 200 with the policy', async () => {
    await using graph = await open()
    const answer = await asWriter(graph)('PATCH', root, { authenticationMethodConfigurations: both })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      lastModifiedDateTime: '2026-03-02T08:00:00.000Z',
      authenticationMethodConfigurations: [
        { state: 'enabled' },
        { state: 'disabled' },
        {},
        {},
        ...absentIdsIn('v1.0').map(() => ({})),
      ],
    })
  })

  test('changes none of them when one is refused', async () => {
    await using graph = await open()
    const wrong = [...both, { '@odata.type': passType, defaultLength: 1 }]
    const answer = await asWriter(graph)('PATCH', root, { authenticationMethodConfigurations: wrong })
    expect(answer.status).toBe(400)
    expect((await asReader(graph)('GET', pass)).body).toMatchObject({
      state: defaultConfigurations.TemporaryAccessPass.state,
    })
  })

  test.each([
    [{ displayName: 'Ours' }, 'displayName'],
    [
      { authenticationMethodConfigurations: [{ state: 'enabled' }] },
      'authenticationMethodConfigurations/0/@odata.type',
    ],
    [{ authenticationMethodConfigurations: [{ '@odata.type': '#microsoft.graph.pigeon' }] }, '@odata.type'],
  ])('refuses %j, naming %s', async (body, target) => {
    expect(await asWriter(graph)('PATCH', root, body)).toMatchObject({ status: 400, body: { error: { target } } })
  })
})

describe('permission', () => {
  const calls = [
    ['GET', root],
    ['PATCH', root],
    ['GET', list],
    ['GET', pass],
    ['PATCH', pass],
    ['DELETE', pass],
  ] as const

  test.each(calls)(
    '%s %s is refused without a token, and to an application without the permission',
    async (verb, path) => {
      const body = verb === 'PATCH' ? { '@odata.type': path === root ? undefined : passType } : undefined
      expect((await graph.asNobody(verb, path, body)).status).toBe(401)
      const stranger = graph.as(applicationActor(['User.ReadWrite.All']))
      expect(await stranger(verb, path, body)).toMatchObject({ status: 403, error: { code: 'accessDenied' } })
      const changing = verb === 'GET' ? 200 : 403
      expect((await asReader(graph)(verb, path, body)).status).toBe(changing)
    },
  )
})
