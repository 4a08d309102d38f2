import { beforeAll, expect, test } from 'vitest'
import { graphError } from '../../../contract/graph/envelope.ts'
import { aGroup, anAdministrator, applicationActor } from '../../../tests/kit/builders.ts'
import { everyRoute } from '../../../tests/kit/every-route.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { operations, roleIds } from '../../roles/rules.ts'

const everyPermission = [...new Set(Object.values(operations).flatMap(({ application }) => application))]

let graph: TestGraph
let callers: readonly GraphCaller[]
let key: string
let groupKey: string

beforeAll(async () => {
  graph = await openTestGraph()
  const { user, actor } = await anAdministrator(graph.kernel, roleIds.globalAdministrator)
  const other = await anAdministrator(graph.kernel, roleIds.globalReader)
  key = other.user.id
  groupKey = (await aGroup(graph.kernel)).id
  callers = [graph.as(applicationActor(everyPermission)), graph.as(actor)]
  expect(user.id).not.toBe(key)
  return () => graph[Symbol.asyncDispose]()
})

const long = 'x'.repeat(20_000)

/** What somebody may write where an id belongs. */
const hostileKeys = [
  'x',
  "'",
  '%27%20or%201=1--',
  '%F0%9F%94%91',
  '..',
  '%2e%2e%2f',
  'a'.repeat(5000),
  '-1',
  '%E2%80%AE',
]

/** What somebody may send where an object with certain properties belongs. */
const hostileBodies: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  'text',
  [],
  [{}],
  {},
  { unknownProperty: 1 },
  { '@odata.type': '#microsoft.graph.user' },
  { '@odata.type': null, id: 5 },
  { constructor: {}, toString: 1 },
  Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`p${index}`, index])),
]

/** What somebody may send as the value of any property. */
const hostileValues: readonly unknown[] = [
  null,
  -1,
  1e308,
  2 ** 53,
  2 ** 31,
  0.5,
  '',
  long,
  '\u202E\u0007',
  '\u{10FFFF}',
  '9999-12-31T23:59:59.9999999Z',
  '-271821-04-20T00:00:00Z',
  [],
  [[]],
  {},
  { '@odata.type': '#x' },
  [null],
]

/** Properties that some body or other has. */
const properties = [
  ...['displayName', 'userPrincipalName', 'accountEnabled', 'mailNickname', 'passwordProfile', 'businessPhones'],
  ...['employeeHireDate', 'usageLocation', 'description', 'securityEnabled', 'isAssignableToRole', '@odata.id'],
  ...[
    'lifetimeInMinutes',
    'isUsableOnce',
    'startDateTime',
    'state',
    'includeTargets',
    'excludeTargets',
    'keyRestrictions',
  ],
  ...[
    'defaultLength',
    'maximumLifetimeInMinutes',
    'principalId',
    'roleDefinitionId',
    'directoryScopeId',
    'newPassword',
  ],
  'authenticationMethodConfigurations',
  ...['ipAddress', 'devicePlatform', 'appIds'],
]

const bodies = [
  ...hostileBodies,
  ...properties.flatMap((property) => hostileValues.map((value) => ({ [property]: value }))),
]

let made = 0

/** What an address would take, so that a hostile value stands alone among right ones. */
const rightBodies: Readonly<Record<string, () => object>> = {
  '/users': () => ({
    accountEnabled: true,
    displayName: 'Ada',
    mailNickname: 'ada',
    userPrincipalName: `hostile${++made}@example.com`,
    passwordProfile: { password: 'correct horse battery staple', forceChangePasswordNextSignIn: false },
  }),
  '/groups': () => ({ displayName: 'G', mailEnabled: false, mailNickname: 'g', securityEnabled: true }),
  '/roleManagement/directory/roleAssignments': () => ({
    principalId: key,
    roleDefinitionId: roleIds.reportsReader,
    directoryScopeId: '/',
  }),
  '/authenticationMethodConfigurations/{configurationId}': () => ({ '@odata.type': fido2 }),
}

const rightBodyFor = (path: string) => Object.entries(rightBodies).find(([end]) => path.endsWith(end))?.[1]

function bodiesFor(path: string): readonly unknown[] {
  const right = rightBodyFor(path)
  return right ? [...bodies, ...bodies.map((body) => ({ ...right(), ...Object(body) }))] : bodies
}

const fido2 = '#microsoft.graph.fido2AuthenticationMethodConfiguration'

const hostileQueries = [
  '$top=0',
  '$top=99999999999999999999',
  '$skiptoken=AAAA',
  "$filter=displayName eq '%F0%9F%94%91'' or 1 eq 1",
  `$filter=${'not '.repeat(100)}`,
  "$filter=id eq ''",
  '$filter=createdDateTime ge 0001-01-01T00:00:00Z',
  "$filter=startswith(displayName,'')&$top=1",
  "$filter=contains(displayName,'%25_')",
  '$orderby=id desc,id',
  '$select=*,id',
  '$select=,',
  '$count=2',
  '$expand=*($levels=max)',
  '$search="a" OR',
  '$apply=x',
  'a=%E2%80%AE',
]

/** An address with ids of things that are there. */
const existing = (root: string, path: string) =>
  asPath(root, path.replace('{configurationId}', 'Fido2').replace('/groups/{id}', `/groups/${groupKey}`), key)

const asPath = (root: string, path: string, value: string) => `${root}${path.replaceAll(/\{\w+\}/g, value)}`

async function answersWell(call: GraphCaller, method: string, path: string, body?: unknown): Promise<number> {
  const answer = await call(method, path, body)
  const told = `${method} ${path.slice(0, 200)} ${JSON.stringify(body)?.slice(0, 200)} → ${answer.status} ${answer.text.slice(0, 300)}`
  expect(answer.status, told).toBeLessThan(500)
  if (answer.status >= 400) expect(graphError.safeParse(answer.body).success, told).toBe(true)
  return answer.status
}

const shown = everyRoute.map(({ name, root, route }) => [name, { ...route, root }] as const)

test.each(shown)('%s answers hostile ids and options without a fault', async (_, { method, path, root }) => {
  for (const call of callers) {
    for (const hostile of hostileKeys)
      await answersWell(call, method, asPath(root, path, hostile), method === 'GET' ? undefined : {})
    if (method === 'GET')
      for (const query of hostileQueries) await answersWell(call, 'GET', `${existing(root, path)}?${query}`)
  }
})

const writing = shown.filter(([, { method }]) => method !== 'GET' && method !== 'DELETE')

test.each(writing)('%s answers hostile bodies without a fault', async (_, { method, path, root, readsBytes }) => {
  const [call] = callers
  if (!call) throw new Error('nobody calls')
  const statuses = new Set<number>()
  for (const body of bodiesFor(path)) statuses.add(await answersWell(call, method, existing(root, path), body))
  const isForPeople = [...statuses].every((status) => status === 403)
  if (!isForPeople) expect([...statuses]).toContain(readsBytes ? 415 : 400)
  if (rightBodyFor(path)) expect([...statuses].some((status) => status < 300)).toBe(true)
})
