import { beforeAll, expect, test } from 'vitest'
import { aGroup, anExternalGuest, applicationActor, aUser, systemActor } from '../../tests/kit/builders.ts'
import { eventual, type GraphCaller, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { directoryRoutes } from './graph.ts'
import type { Group, User } from './rules.ts'
import { setManager } from './service.ts'

let graph: TestGraph
let call: GraphCaller
let boss: User
let ann: User
let sue: User
let guest: User
let desk: Group
let outer: Group

const names = (users: readonly object[]) => users.map((user) => Reflect.get(user, 'displayName'))

beforeAll(async () => {
  graph = await openTestGraph({ routes: directoryRoutes })
  const { kernel } = graph
  boss = await aUser(kernel, { displayName: 'Zoe Boss', mail: 'zoe@example.com', jobTitle: 'Head' })
  ann = await aUser(kernel, {
    displayName: 'Ann-Marie Smith',
    mail: 'ann@example.com',
    businessPhones: ['+1 555'],
  })
  sue = await aUser(kernel, { displayName: "Sue O'Neil", businessPhones: ['3'], department: 'Sales' })
  guest = await anExternalGuest(kernel)
  for (const user of [ann, sue]) await setManager(kernel, systemActor(), { user: user.id, manager: boss.id })
  desk = await aGroup(kernel, { displayName: 'Desk', members: [ann, sue] })
  outer = await aGroup(kernel, { displayName: 'Outer', members: [desk, guest] })
  call = graph.as(applicationActor(['User.Read.All', 'Group.Read.All', 'GroupMember.Read.All', 'Directory.Read.All']))
  return () => graph[Symbol.asyncDispose]()
})

const found = async (query: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await call('GET', `/v1.0/users?${query}`, undefined, headers)
  expect(answer.text).toContain('"value"')
  return names(answer.value)
}

test.each<[string, readonly string[]]>([
  ["businessPhones/any(p:p eq '+1 555')", ['Ann-Marie Smith']],
  ["businessPhones/any(p:startswith(p,'+1'))", ['Ann-Marie Smith']],
  ["businessPhones/any(p:p eq '+1 555' or p eq '3')", ['Ann-Marie Smith', "Sue O'Neil"]],
  ["businessPhones/any() and businessPhones/all(p:p eq '3')", ["Sue O'Neil"]],
  [
    "identities/any(i:i/issuer eq 'Example.com' and startswith(i/issuerAssignedId,'ADA'))",
    ['Ann-Marie Smith', "Sue O'Neil", 'Zoe Boss'],
  ],
  ["identities/any(i:i/signInType eq 'federated' and i/issuer eq 'ExternalAzureAD')", ['Grace Guest']],
  ["userType eq 'guest'", ['Grace Guest']],
])('finds users by %s', async (filter, wanted) => {
  expect(await found(`$filter=${encodeURIComponent(filter)}`)).toEqual(wanted)
})

test.each<[string, readonly string[]]>([
  ['"displayName:ann"', ['Ann-Marie Smith']],
  ['"displayName:MARIE smi"', ['Ann-Marie Smith']],
  ['"displayName:neil" OR "mail:zoe@"', ["Sue O'Neil", 'Zoe Boss']],
  ['"displayName:s" AND ("department:sal" OR "jobTitle:x")', ["Sue O'Neil"]],
  ['"displayName:oss"', []],
  ['"mail:example"', []],
])('searches users by %s', async (search, wanted) => {
  expect(await found(`$search=${encodeURIComponent(search)}`, eventual)).toEqual(wanted)
})

test.each([
  ['ann', /'ann' is not expected here; write "displayName:ann"/],
  ['"ann"', /names no property/],
  ['"nickname:x"', /'nickname' cannot be searched; of users these can: displayName/],
  ['"displayName:"', /no text behind 'displayName:'/],
  ['"displayName:a" OR', /ends too early/],
  ['"displayName:a" or "mail:x"', /'or' is not expected/],
  ['("displayName:a"', /a '\)' is missing/],
  ['"displayName:a', /'"' is not expected/],
  [`${'('.repeat(9)}"displayName:a"${')'.repeat(9)}`, /at most 8 levels/],
])('refuses the search %s', async (search, message) => {
  const answer = await call('GET', `/v1.0/users?$search=${encodeURIComponent(search)}`, undefined, eventual)
  expect(answer).toMatchObject({ status: 400, error: { code: 'Request_UnsupportedQuery' } })
  expect(answer.error.message).toMatch(message)
})

test('the manager is brought along, with what is selected of it', async () => {
  const answer = await call('GET', '/v1.0/users?$select=displayName&$expand=manager($select=id,displayName)')
  expect(answer.body['@odata.context']).toMatch(/#users\(displayName,manager\(id,displayName\)\)$/)
  expect(answer.value).toEqual([
    {
      displayName: 'Ann-Marie Smith',
      manager: { '@odata.type': '#microsoft.graph.user', displayName: 'Zoe Boss', id: boss.id },
    },
    { displayName: 'Grace Guest' },
    { displayName: "Sue O'Neil", manager: expect.objectContaining({ id: boss.id }) },
    { displayName: 'Zoe Boss' },
  ])
  const one = await call('GET', `/v1.0/users/${ann.id}?$expand=manager`)
  expect(one.body['manager']).toMatchObject({ userPrincipalName: boss.userPrincipalName, jobTitle: 'Head' })
  expect(one.body['manager']).not.toHaveProperty('accountEnabled')
  const reports = await call('GET', `/v1.0/users/${boss.id}?$expand=directReports($select=displayName)`)
  expect(names(reports.body['directReports'] as [])).toEqual(
    names([ann, sue].toSorted((a, b) => (a.id < b.id ? -1 : 1))),
  )
})

test('members, groups and owners are brought along', async () => {
  const groups = await call('GET', '/v1.0/groups?$expand=members($select=id),memberOf,owners')
  expect(groups.value).toMatchObject([
    { displayName: 'Desk', memberOf: [{ id: outer.id, '@odata.type': '#microsoft.graph.group' }], owners: [] },
    { displayName: 'Outer', memberOf: [] },
  ])
  const members = groups.value.map((group) => (group['members'] as { id: string }[]).map(({ id }) => id))
  expect(members).toEqual([[ann.id, sue.id].toSorted(), [desk.id, guest.id].toSorted()])
  const users = await call('GET', '/v1.0/users?$select=id&$expand=memberOf($select=displayName)')
  expect(users.value.find(({ id }) => id === ann.id)).toMatchObject({ memberOf: [{ displayName: 'Desk' }] })
  const one = await call('GET', `/v1.0/groups/${desk.id}?$expand=members`)
  expect(one.body['members']).toHaveLength(2)
})

test('of many members twenty come along, those with the lowest ids', async () => {
  const members = await Promise.all(Array.from({ length: 23 }, () => aUser(graph.kernel)))
  const group = await aGroup(graph.kernel, { members })
  const answer = await call('GET', `/v1.0/groups/${group.id}?$expand=members($select=id)`)
  const ids = (answer.body['members'] as { id: string }[]).map(({ id }) => id)
  expect(ids).toEqual(
    members
      .map(({ id }) => id)
      .toSorted()
      .slice(0, 20),
  )
})

test.each([
  ['users?$expand=everything', /'everything' cannot be expanded in users; it expands manager, directReports, memberOf/],
  ['users?$expand=manager,manager', /'manager' is there twice/],
  ['users?$expand=manager($expand=manager)', /of nested options \$select is/],
  ['users?$expand=manager($select=id;$top=1)', /of nested options \$select is/],
  ['users?$expand=manager($select=nickname)', /'nickname' is not a property of users/],
  ['users?$expand=manager(', /'\)' is missing/],
  ['users?$expand=manager)', /parentheses are written once/],
  ['users?$expand=manager((x))', /parentheses are written once/],
  ['users?$expand=', /cannot be expanded/],
  ['users?$expand=manager%20x', /cannot be expanded/],
  ['groups?$expand=manager', /it expands members, memberOf, owners/],
])('refuses %s', async (path, message) => {
  const answer = await call('GET', `/v1.0/${path}`)
  expect(answer).toMatchObject({ status: 400, error: { code: 'Request_UnsupportedQuery' } })
  expect(answer.error.message).toMatch(message)
})

test.each([
  ['characters to search', `$search="displayName:${'a'.repeat(2000)}"`, /at most 1024 characters/],
  ['clauses', `$search=${Array.from({ length: 21 }, () => '"displayName:a"').join(' OR ')}`, /at most 20 clauses/],
  ['characters to expand', `$expand=${'x'.repeat(3000)}`, /at most 2048 characters/],
])('refuses too many %s', async (_, query, message) => {
  const answer = await call('GET', `/v1.0/users?${encodeURI(query)}`, undefined, eventual)
  expect(answer.status).toBe(400)
  expect(answer.error.message).toMatch(message)
})
