import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { differences, otherAddresses } from './differences.ts'
import { openApi, schemaNamed } from './document.ts'
import { templateOf } from './operations.ts'
import { flatten } from './schemas.ts'
import { differencesIn } from './validator.ts'
import { leaveOut, requireConformance, watchAddress } from './watch.ts'

const id = '00000000-0000-4000-8000-000000000001'

const pass = {
  '@odata.context': 'x',
  '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
  id,
  temporaryAccessPass: null,
  createdDateTime: '2026-03-02T08:00:00Z',
  startDateTime: '2026-03-02T08:00:00.123Z',
  lifetimeInMinutes: 60,
  isUsableOnce: true,
  isUsable: true,
  methodUsabilityReason: 'EnabledByPolicy',
}
const passes = `/v1.0/users/${id}/authentication/temporaryAccessPassMethods`

const told = (body: unknown, url = `${passes}/${id}`, status = 200, method = 'GET') =>
  differencesIn({ method, url, status, body }).map(
    ({ problem, where, property }) => `${problem} ${where.replace('microsoft.graph.', '')} ${property}`,
  )

const type = 'temporaryAccessPassAuthenticationMethod'

test('an answer as Graph gives it is right, alone, in a list and in a batch', () => {
  expect(told(pass)).toEqual([])
  expect(told({ value: [pass] }, passes)).toEqual([])
  expect(told(pass, passes, 201, 'POST')).toEqual([])
  expect(told({ id }, `${passes}/${id}?$select=id`)).toEqual([])
})

test.each<[string, object, string]>([
  ['a property that Graph lacks', { ...pass, colour: 'red' }, `unknown ${type} colour`],
  ['another letter case', { ...pass, IsUsable: true }, `unknown ${type} IsUsable`],
  ['a missing property', { ...pass, isUsable: undefined }, `missing ${type} isUsable`],
  ['null where null may not be', { ...pass, id: null }, 'wrong entity id'],
  ['another type', { ...pass, lifetimeInMinutes: '60' }, `wrong ${type} lifetimeInMinutes`],
  ['a time without a zone', { ...pass, startDateTime: '2026-03-02T08:00:00' }, `wrong ${type} startDateTime`],
  [
    'eight digits of a second',
    { ...pass, startDateTime: '2026-03-02T08:00:00.12345678Z' },
    `wrong ${type} startDateTime`,
  ],
])('it finds %s', (_, body, expected) => {
  const found = told(JSON.parse(JSON.stringify(body)))
  expect(found).toContainEqual(expect.stringContaining(expected.split(' ')[0] ?? ''))
  expect(found.map((text) => text.split(' ').at(-1))).toContain(expected.split(' ').at(-1))
  expect(told({ value: [JSON.parse(JSON.stringify(body))] }, passes)).toHaveLength(found.length)
})

test('it finds a wrong member of an enum, a wrong type name and a wrong status', () => {
  const configuration = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations'
  expect(
    told(
      { '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration', state: 'on' },
      `${configuration}/Fido2?$select=state`,
    ),
  ).toEqual([expect.stringMatching(/^wrong .*state$/)])
  expect(told({ value: [{ id: 'x', state: 'enabled' }] }, `${configuration}?$select=id`)).toEqual([
    expect.stringMatching(/^missing .*@odata\.type$/),
  ])
  expect(told(pass, `${passes}/${id}`, 202)).toEqual([expect.stringMatching(/GET 202$/)])
  expect(told({}, '/v1.0/colours')).toEqual(['unknown /colours '])
  expect(told(pass, passes, 200, 'PATCH')).toEqual([expect.stringMatching(/PATCH$/)])
})

test('a user may lack what Graph answers to those who select it, and nothing else', () => {
  const missing = told({ id }, `/v1.0/users/${id}`)
  expect(missing).toContain('missing user displayName')
  expect(missing).not.toContain('missing user aboutMe')
  expect(told({ id }, `/v1.0/users/${id}?$select=id`)).toEqual([])
  expect(told({ value: [{ id }] }, '/v1.0/users/delta')).toEqual([])
})

test('entries are of the type their address narrows them to, or they name, and other keys than ids lead elsewhere', () => {
  const members = `/v1.0/groups/${id}/members`
  const user = { id, userPrincipalName: 'ada@example.com' }
  expect(told({ value: [user] }, `${members}/microsoft.graph.user?$select=id`)).toEqual([])
  expect(told({ value: [user] }, `${members}?$select=id`)).toEqual(['unknown directoryObject userPrincipalName'])
  const application = { '@odata.type': '#microsoft.graph.servicePrincipal', id, appId: id }
  expect(told({ value: [application] }, `${members}?$select=id`)).toEqual([])
  expect(told({ id, appId: id }, `/v1.0/servicePrincipals(appId='${id}')`)).toEqual([])
})

test('it finds what is wrong with an error, and inside a batch', () => {
  const error = { code: 'x', message: 'x', innerError: { date: '2026-03-02T08:00:00', 'request-id': id, code: 'y' } }
  expect(told({ error }, '/v1.0/anything', 404)).toEqual([])
  expect(told({ error: { code: 'x', hint: 'y' } }, '/v1.0/anything', 400).toSorted()).toEqual([
    'missing MainError message',
    'unknown MainError hint',
  ])
  const batch = {
    method: 'POST',
    url: '/v1.0/$batch',
    status: 200,
    sent: {
      requests: [{ id: '1', method: 'GET', url: `/users/${id}/authentication/temporaryAccessPassMethods/${id}` }],
    },
    body: { responses: [{ id: '1', status: 200, headers: {}, body: { ...pass, colour: 'red' } }] },
  }
  expect(differencesIn(batch)).toMatchObject([{ property: 'colour', problem: 'unknown' }])
})

test('a difference fails the test it came in, from a server in this process', async () => {
  const server = fastify()
  server.get('/v1.0/groups/:id', async () => ({ id, colour: 'red' }))
  await server.inject({ url: '/v1.0/groups/1' })
  expect(requireConformance).toThrow("unknown 'colour' in microsoft.graph.group")
  expect(requireConformance).not.toThrow()
  leaveOut(server)
  await server.inject({ url: '/v1.0/groups/1' })
  expect(requireConformance).not.toThrow()
})

test('and from a server in another', async () => {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'application/json').end(JSON.stringify({ id, colour: 'red' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await fetch(`${address}/v1.0/groups/1`)
    expect(requireConformance).not.toThrow()
    watchAddress(address)
    expect(await (await fetch(`${address}/v1.0/groups/1`)).json()).toHaveProperty('colour')
    expect(requireConformance).toThrow("unknown 'colour' in microsoft.graph.group")
  } finally {
    server.close()
  }
})

test.each([
  ['/users', '/users'],
  ["/users('a')", '/users/{user-id}'],
  ['/Users/a/Manager', '/users/{user-id}/manager'],
  ['/users/delta', '/users/delta()'],
  ['/users/microsoft.graph.delta()', '/users/delta()'],
  ['/me/manager', '/users/{user-id}/manager'],
  ['/me/authentication/methods', '/me/authentication/methods'],
  ['/me', '/me'],
  ['/groups/a/members/b/$ref', '/groups/{group-id}/members/{directoryObject-id}/$ref'],
  ['/$batch', '/$batch'],
  ['/colours', undefined],
])('%s is described as %s', (path, template) => {
  expect(templateOf(path)).toBe(template)
})

test.each(differences)('the difference $problem $properties in $where is one that there can be', (known) => {
  expect(known.reason.length).toBeGreaterThan(20)
  const { where, problem, properties } = known
  if (where.startsWith('/')) {
    const methods = Object.keys(openApi().paths[where] ?? { missing: {} })
    if (properties !== 'any') for (const method of properties) expect(methods).not.toContain(method.toLowerCase())
    return
  }
  const described = Object.keys(flatten(schemaNamed(where)).properties)
  for (const property of known.butNot ?? []) expect(described).toContain(property)
  if (properties === 'any') return
  for (const property of properties) {
    if (problem === 'unknown') expect(described).not.toContain(property)
    else expect(described).toContain(property)
  }
})

test.each(otherAddresses)('$pattern has its reason', ({ reason }) => {
  expect(reason.length).toBeGreaterThan(20)
})
