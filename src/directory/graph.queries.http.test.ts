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

const counted = '$count=true'

test.each<[what: string, path: string, withCount: string]>([
  ['ne', "/users?$filter=userType ne 'Guest'", counted],
  ['not', "/users?$filter=not(userType eq 'Guest')", counted],
  ['endswith', "/users?$filter=endswith(mail,'@example.com')", counted],
  ['ne in any', "/users?$filter=businessPhones/any(p:p ne '3')", counted],
  ['$filter and $orderby', "/users?$filter=userType eq 'Member'&$orderby=displayName", counted],
  ['$search', '/users?$search="displayName:a"', ''],
  ['$search and ne', '/users?$search="displayName:a"&$filter=mail ne null', counted],
  ['$count', '/groups?$count=true', ''],
  ['the segment $count', '/users/$count', ''],
  ['the segment $count with ne', '/users/$count?$filter=mail ne null', ''],
  ['the number of members', '/groups/{group}/members/$count', ''],
  ['a cast', '/groups/{group}/members/microsoft.graph.user', counted],
  ['a cast with $search', '/groups/{group}/transitiveMembers/microsoft.graph.user?$search="displayName:a"', counted],
  ['the number behind a cast', '/users/{user}/memberOf/microsoft.graph.group/$count', ''],
])('%s is answered as an advanced query only', async (_, path, more) => {
  const address = `/v1.0${path.replace('{group}', outer.id).replace('{user}', ann.id)}`
  const whole = encodeURI(more ? `${address}${address.includes('?') ? '&' : '?'}${more}` : address)
  expect((await call('GET', whole, undefined, { consistencylevel: 'Eventual' })).status).toBe(200)
  const refused = [await call('GET', whole), await call('GET', whole, undefined, { consistencylevel: 'session' })]
  if (more) refused.push(await call('GET', encodeURI(address), undefined, eventual))
  for (const answer of refused) {
    expect(answer).toMatchObject({ status: 400, error: { code: 'Request_UnsupportedQuery' } })
    expect(answer.error.message).toMatch(/is an advanced query of \w+\. Send the header ConsistencyLevel: eventual/)
    expect(answer.error.message.includes(counted)).toBe(more !== '')
  }
})

test.each([
  "/users?$filter=userType eq 'Guest' and accountEnabled eq true",
  "/users?$filter=startswith(displayName,'a') or mail in ('a@example.com')",
  "/users?$filter=businessPhones/any(p:p eq '3')",
  '/users?$orderby=displayName desc,id',
  '/groups?$count=false',
  '/users/{user}/memberOf',
])('%s is no advanced query', async (path) => {
  expect((await call('GET', encodeURI(`/v1.0${path.replace('{user}', ann.id)}`))).status).toBe(200)
})

test('members are listed and counted by their type', async () => {
  const ask = (path: string) => call('GET', `/v1.0${path}`, undefined, eventual)
  const members = `/groups/${outer.id}/members`
  const transitive = `/groups/${outer.id}/transitiveMembers`
  const users = await ask(
    `${transitive}/microsoft.graph.user?$count=true&$select=displayName&$orderby=displayName desc`,
  )
  expect(users.body).toMatchObject({
    '@odata.context': expect.stringMatching(/#users\(displayName\)$/),
    '@odata.count': 3,
    value: [{ displayName: "Sue O'Neil" }, { displayName: 'Grace Guest' }, { displayName: 'Ann-Marie Smith' }],
  })
  const found = await ask(`${transitive}/microsoft.graph.user?$count=true&$filter=userType eq 'Guest'&$expand=memberOf`)
  expect(found.value).toMatchObject([{ id: guest.id, memberOf: [{ id: outer.id }] }])
  expect(names((await ask(`${members}/microsoft.graph.group?$count=true`)).value)).toEqual(['Desk'])
  const counts = [members, transitive].flatMap((path) =>
    ['', '/microsoft.graph.user', '/microsoft.graph.group'].map((cast) => `${path}${cast}`),
  )
  const answers = await Promise.all(counts.map((path) => ask(`${path}/$count`)))
  expect(answers.map(({ text }) => text)).toEqual(['2', '1', '1', '4', '3', '1'])
  expect(answers[0]?.headers['content-type']).toMatch(/^text\/plain/)
  expect((await ask(`/users/${ann.id}/memberOf/$count`)).text).toBe('1')
  expect((await ask(`/users/${ann.id}/transitiveMemberOf/$count`)).text).toBe('2')
  expect(
    (await ask(`/users/${ann.id}/transitiveMemberOf/microsoft.graph.group/$count?$search="displayName:out"`)).text,
  ).toBe('1')
})

test('a list sorted by several properties goes on where it ended', async () => {
  const seen: unknown[] = []
  for (let next: unknown = '/v1.0/users?$top=2&$orderby=mail desc,displayName'; typeof next === 'string'; ) {
    const page = await call('GET', next)
    seen.push(...page.value.map(({ mail }) => mail))
    next = page.body['@odata.nextLink']
  }
  const mails = seen.filter((mail) => mail !== null)
  expect(mails).toEqual(mails.toSorted().toReversed())
  expect(seen.slice(mails.length).every((mail) => mail === null)).toBe(true)
  expect(mails.length).toBeGreaterThan(2)
  expect(seen.length).toBeGreaterThan(mails.length)
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
  ['words', `$search=${Array.from({ length: 21 }, () => '"displayName:a"').join(' OR ')}`, /at most 20 words/],
  ['characters to expand', `$expand=${'x'.repeat(3000)}`, /at most 2048 characters/],
])('refuses too many %s', async (_, query, message) => {
  const answer = await call('GET', `/v1.0/users?${encodeURI(query)}`, undefined, eventual)
  expect(answer.status).toBe(400)
  expect(answer.error.message).toMatch(message)
})
