import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { graphError } from '../../contract/graph/envelope.ts'
import { graphRoutes } from '../../src/faces/graph/routes.ts'
import { operations } from '../../src/roles/rules.ts'
import { aGroup, applicationActor, aUser } from '../kit/builders.ts'
import { edited, editedBase64, editedText, edits, fuzz } from '../kit/fuzz.ts'
import { eventual, type GraphCaller, openTestGraph, type TestGraph } from '../kit/graph.ts'

let graph: TestGraph
let call: GraphCaller
let userId = ''
let groupId = ''
let nextLink = ''

beforeAll(async () => {
  graph = await openTestGraph()
  call = graph.as(applicationActor([...new Set(Object.values(operations).flatMap(({ application }) => application))]))
  const people = [await aUser(graph.kernel), await aUser(graph.kernel), await aUser(graph.kernel)]
  userId = people[0]?.id ?? ''
  groupId = (await aGroup(graph.kernel, { members: people })).id
  nextLink = String((await call('GET', '/v1.0/users?$top=1&$count=true', undefined, eventual)).body['@odata.nextLink'])
  expect(nextLink).toContain('$skiptoken=')
  return () => graph[Symbol.asyncDispose]()
})

const lists = graphRoutes
  .filter(({ method, options }) => method === 'GET' && options?.includes('$filter'))
  .map(({ path }) => path)

const existing = (path: string) => path.replace('/groups/{id}', `/groups/${groupId}`).replaceAll(/\{\w+\}/g, userId)

async function answersWell(path: string, query: string): Promise<number> {
  const answer = await call('GET', `/v1.0${existing(path)}?${query}`, undefined, eventual)
  const told = `${path}?${query} → ${answer.status} ${answer.text.slice(0, 300)}`
  expect(answer.status, told).toBeOneOf([200, 400, 404, 501])
  if (answer.status !== 200) expect(graphError.safeParse(answer.body).success, told).toBe(true)
  return answer.status
}

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => `'${text.replaceAll("'", "''")}'`),
  fc.constantFrom(
    ...[
      'null',
      'true',
      '0',
      '-1',
      '1e400',
      '9007199254740993',
      "''",
      "'%'",
      "'_'",
      "'\\'",
      "'\u{10FFFF}'",
      "'İ'",
      "'ß'",
    ],
    ...[
      '2026-03-02T08:00:00Z',
      '0000-01-01',
      '9999-12-31T23:59:59Z',
      '2026-02-30',
      '00000000-0000-0000-0000-000000000000',
    ],
    ...['P1D', '@p', '()', "datetime'2026-01-01'", "guid'x'", '1L', '1.5f', "binary'AA'", '$it', 'INF', 'NaN'],
  ),
)
const property = fc.constantFrom(
  ...[
    'id',
    'displayName',
    'userPrincipalName',
    'accountEnabled',
    'createdDateTime',
    'mail',
    'userType',
    'status/errorCode',
  ],
  ...[
    'activityDateTime',
    'activityDisplayName',
    'category',
    'result',
    'initiatedBy/user/id',
    'targetResources/any(t:t/id',
    'identities/any(i:i/issuer',
    'businessPhones/any(p:p',
    'businessPhones/any() and id',
    'microsoft.graph.user/displayName',
    'userId',
  ],
  ...[
    'appId',
    'securityEnabled',
    'principalId',
    'roleDefinitionId',
    'businessPhones',
    'constructor',
    '__proto__',
    'toString',
    '/',
    'a/b/c',
  ],
)
const comparison = fc
  .tuple(property, fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in', 'has', 'EQ', '=', 'add'), value)
  .map((parts) => parts.join(' '))
const statuses = new Set<number>()
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 5 },
    comparison,
    fc
      .tuple(fc.constantFrom('startswith', 'endsWith', 'contains', 'tolower', 'x'), property, value)
      .map(([name, left, right]) => `${name}(${left},${right})`),
    fc.tuple(property, fc.array(value, { maxLength: 4 })).map(([name, values]) => `${name} in (${values.join(',')})`),
    fc.tuple(tie('filter'), fc.constantFrom('and', 'or', 'AND', ','), tie('filter')).map((parts) => parts.join(' ')),
    tie('filter').map((inner) => `not (${inner})`),
    tie('filter').map((inner) => `(${inner})`),
  ),
}))

/** Most lists take these, so that however short the time some are answered. */
const sound = fc.constantFrom("displayName eq 'Ada'", "id eq '00000000-0000-4000-8000-000000000001'")

fuzz(
  'no filter is a fault',
  [fc.constantFrom(...lists), fc.oneof(sound, filter), fc.option(edits, { freq: 2 })],
  async (path, text, changes) => {
    const filter = encodeURIComponent(changes ? editedText(text, changes) : text)
    statuses.add(await answersWell(path, `$count=true&$filter=${filter}`))
  },
)

test('some of those filters were answered, and some refused', () => {
  expect(statuses).toContain(200)
  expect(statuses).toContain(400)
})

const option = fc.tuple(
  fc.constantFrom(
    '$filter',
    '$top',
    '$select',
    '$orderby',
    '$count',
    '$skiptoken',
    '$expand',
    '$search',
    '$skip',
    '$format',
    'top',
    '$x',
    '',
  ),
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom(
      '1',
      '999',
      '-1',
      '1e2',
      'id',
      'displayName%20desc',
      'displayName%20desc,id',
      'mail,createdDateTime%20desc',
      'manager($select=id,displayName)',
      'members,memberOf($select=id)',
      '%22displayName:a%22%20OR%20(%22mail:b%22%20AND%20%22userPrincipalName:c%22)',
      '%22displayName:ada%20ex%22',
      'id,id',
      '*',
      'true',
      'json',
      '%',
      '%zz',
      '%00',
      '%ff',
      '+',
      '=',
    ),
  ),
)

fuzz(
  'no options are a fault, alone or together',
  [fc.constantFrom(...lists), fc.array(option, { maxLength: 5 })],
  async (path, options) => {
    await answersWell(path, options.map((pair) => pair.join('=')).join('&'))
  },
)

fuzz('a page token altered anywhere is refused', [edits, fc.boolean()], async (changes, asBytes) => {
  const [before = '', token = ''] = nextLink.replace(/^.*?\/v1\.0\/users\?/, '').split('$skiptoken=')
  const altered = asBytes ? editedBase64(token, changes) : encodeURIComponent(editedText(token, changes))
  if (Buffer.from(altered, 'base64url').equals(Buffer.from(token, 'base64url'))) return
  expect(await answersWell('/users', `${before}$skiptoken=${altered}`)).toBe(400)
})

fuzz(
  'a page token is good for its own list and options alone',
  [fc.constantFrom(...lists), fc.array(option, { minLength: 1, maxLength: 3 })],
  async (path, options) => {
    const [, token = ''] = nextLink.split('$skiptoken=')
    const others = options.filter(([name]) => !/skiptoken/i.test(name)).map((pair) => pair.join('='))
    if (others.length === 0) return
    expect(await answersWell(path, [...others, `$skiptoken=${token}`].join('&'))).not.toBe(200)
  },
)

fuzz(
  'no address is a fault',
  [fc.constantFrom(...graphRoutes.map(({ path }) => path)), edits, fc.boolean()],
  async (path, changes, encode) => {
    const address = `/v1.0${edited(Buffer.from(path), changes).toString('latin1')}`
    const { statusCode, body } = await graph.server.inject({
      url: encode
        ? address.replaceAll(/[^\w/.()'=-]/g, (sign) => encodeURIComponent(sign))
        : address.replaceAll(/[^!-~]/g, '.'),
      headers: { authorization: 'Bearer token-of-somebody-0' },
    })
    expect(statusCode, `${address} → ${body.slice(0, 200)}`).toBeOneOf([200, 400, 401, 403, 404, 405, 501])
  },
)
