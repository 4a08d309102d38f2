import { beforeAll, describe, expect, test } from 'vitest'
import type { AdministrativeUnit } from '../src/administrative-units/rules.ts'
import type { UserActor } from '../src/base/actor.ts'
import { Refusal } from '../src/base/refusal.ts'
import type { Group, User } from '../src/directory/rules.ts'
import { addMember } from '../src/directory/service.ts'
import type { Root, Route } from '../src/faces/graph/router.ts'
import { commandCatalogue } from '../src/kernel/command.ts'
import { issuePass } from '../src/methods/temporary-access-pass/service.ts'
import type { RoleDefinition } from '../src/roles/rules.ts'
import { roleIds } from '../src/roles/rules.ts'
import {
  aGroup,
  anAdministrator,
  anExternalGuest,
  aRole,
  aUnit,
  aUser,
  delegated,
  holding,
  systemActor,
} from './kit/builders.ts'
import { everyGuardedRoute } from './kit/every-route.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from './kit/graph.ts'
import { setPolicy } from './kit/proving.ts'
import { recordsOf, refusalOf } from './kit/records.ts'
import { rightBody } from './kit/right-bodies.ts'
import { storedBy } from './kit/stored-by-table.ts'
import { byAnyRole } from './kit/who-acts-for-whom.ts'

let graph: TestGraph
let desk: UserActor
let call: GraphCaller
let unit: AdministrativeUnit
let role: RoleDefinition
let group: Group
let outsideGroup: Group
let people: Readonly<Record<string, User>>
let reachable: readonly string[]

beforeAll(async () => {
  graph = await openTestGraph()
  const { kernel } = graph
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
  const person = await aUser(kernel, { displayName: 'Tier One' })
  const nested = await aUser(kernel, { displayName: 'Nested' })
  const special = await aUser(kernel, { displayName: 'Special' })
  const [member, outside] = [await aUser(kernel, { displayName: 'Member' }), await aUser(kernel)]
  const [guest, outsideGuest] = [await anExternalGuest(kernel), await anExternalGuest(kernel)]
  const { user: chief } = await anAdministrator(kernel, roleIds.globalAdministrator)
  const { user: reader } = await anAdministrator(kernel, roleIds.directoryReaders)
  group = await aGroup(kernel, { members: [nested] })
  outsideGroup = await aGroup(kernel, { members: [member] })
  await aGroup(kernel, { isAssignableToRole: true, members: [special] })
  unit = await aUnit(kernel, { members: [person, member, guest, chief, reader, special, group] })
  await aUnit(kernel, { members: [outside] })
  role = await aRole(kernel, ['users/authenticationMethods/temporaryAccessPass/create'])
  desk = await holding(kernel, person, role.id, unit)
  call = graph.as(desk)
  people = { person, member, guest, chief, reader, special, nested, outside, outsideGuest }
  reachable = [member.id]
  return () => graph[Symbol.asyncDispose]()
})

const stored = () => storedBy(graph.kernel, ['directory_audits', 'directory_audit_targets', 'audit_seals'])
const passPath = (user: { readonly id: string }) => `/v1.0/users/${user.id}/authentication/temporaryAccessPassMethods`
const somebody = (name: string): User => {
  const found = people[name]
  if (!found) throw new Error(`There is nobody called ${name}`)
  return found
}

test('a pass is issued to the members of the unit, and the desk sees the code once', async () => {
  const answer = await call('POST', passPath(somebody('member')), { lifetimeInMinutes: 60 })
  expect(answer).toMatchObject({ status: 201, body: { temporaryAccessPass: expect.any(String) } })
})

test.each(['guest', 'chief', 'reader', 'special', 'nested', 'outside', 'outsideGuest', 'person'])(
  'no pass is issued to %s',
  async (name) => {
    const before = await stored()
    const answer = await call('POST', passPath(somebody(name)), {})
    expect(answer.status).toBe(name === 'guest' ? 400 : 403)
    expect(await stored()).toEqual(before)
  },
)

test('people are found by search, filter and name', async () => {
  const { displayName, userPrincipalName } = somebody('outside')
  expect((await call('GET', `/v1.0/users/${userPrincipalName}`)).status).toBe(200)
  expect((await call('GET', `/v1.0/users?$filter=startswith(displayName,'${displayName.slice(0, 3)}')`)).status).toBe(
    200,
  )
  const members = await call('GET', `/v1.0/directory/administrativeUnits/${unit.id}/members`)
  expect(members.value.map((found) => found['id'])).toContain(somebody('member').id)
})

describe('every command there is', () => {
  const inputFor = (user: User) => ({
    ...{ user: user.id, group: group.id, unit: unit.id, role: role.id, id: user.id, member: desk.userId },
    ...{ manager: desk.userId, principalId: user.id, roleDefinitionId: role.id, passId: user.id, owner: desk.userId },
    ...{ displayName: 'Taken over', change: {}, application: user.id, configuration: 'Fido2', location: user.id },
    organization: graph.kernel.tenant.id,
  })

  test.each(commandCatalogue().map((command) => [command.commandName, command] as const))(
    '%s is refused on everybody',
    async (name, command) => {
      const before = await stored()
      for (const user of Object.values(people)) {
        if (name === 'issuePass' && reachable.includes(user.id)) continue
        const input = name === 'updateConfigurations' ? [{ id: 'Fido2', change: {} }] : inputFor(user)
        const asked = command(graph.kernel, desk, input as never)
        const outcome = await asked.then(
          () => 'done',
          (error: unknown) => (error instanceof Refusal ? error.kind : 'fault'),
        )
        const isGuestsPass = name === 'issuePass' && user.id === somebody('guest').id
        expect(
          isGuestsPass ? ['invalid'] : ['forbidden', 'notFound'],
          `${name} on ${user.displayName}: ${outcome}`,
        ).toContain(outcome)
      }
      expect(await stored()).toEqual(before)
    },
  )
})

describe('every address there is', () => {
  const fill = (path: string, user: User, which: Group): string =>
    path
      .replace(/^\/users\/\{id\}/, `/users/${user.id}`)
      .replace(/^\/groups\/\{id\}/, `/groups/${which.id}`)
      .replace('{unitId}', unit.id)
      .replace('{roleId}', role.id)
      .replace('{memberId}', user.id)
      .replaceAll(/\{\w+\}/g, user.id)

  const isAllowed = (route: Route, user: User): boolean => {
    const isLook = route.method === 'GET' || /\/(?:get|check)\w+$/.test(route.path)
    if (route.operation === null || (isLook && byAnyRole.includes(route.operation))) return true
    if (route.operation === 'passes.create') return reachable.includes(user.id)
    if (route.operation === 'passes.preview') return [...reachable, somebody('guest').id].includes(user.id)
    const isOwn = route.path.startsWith('/users/{id}') && user.id === desk.userId
    return isOwn && (/\.read\w*$/.test(route.operation) || route.operation === 'users.revokeSessions')
  }

  /** As it is written, and as an old client or a clever one might write it. */
  const spellings = [
    (root: Root, path: string) => `${root}${path}`,
    (root: Root, path: string) =>
      `${root.replace('v1.0', 'beta')}${path.replaceAll(/(?<=\/)[a-z]\w*(?=\/|$)/gi, (part) => part.toUpperCase())}`,
    (root: Root, path: string) => `${root}${path.replace(/^\/(users|groups)\/([^/]+)/, "/$1('$2')")}`,
  ]

  test.each(everyGuardedRoute.map((rooted) => [rooted.name, rooted] as const))(
    '%s gives nothing away',
    async (_, { root, route }) => {
      const isOnUsers = route.path.includes('/users/{id}')
      const targets = isOnUsers ? Object.values(people) : [somebody('outside'), somebody('person')]
      const before = await stored()
      for (const user of targets.filter((target) => !isAllowed(route, target))) {
        for (const spell of spellings) {
          const path = spell(root, fill(route.path, user, user.id === desk.userId ? outsideGroup : group))
          const body = rightBody(route.method, route.path, { user: desk.userId, unit: unit.id, role: role.id })
          const needsBody = body === undefined && ['POST', 'PATCH', 'PUT'].includes(route.method)
          const advanced = { consistencylevel: 'eventual' }
          const answer = await call(route.method, path, needsBody ? {} : body, advanced)
          expect(answer.status, `${route.method} ${path} on ${user.displayName}`).toBeGreaterThanOrEqual(400)
          expect(answer.status).toBeLessThan(500)
          expect(answer.text).not.toContain('temporaryAccessPass":"')
        }
      }
      expect(await stored()).toEqual(before)
    },
  )
})

describe('ways to more than that', () => {
  test('somebody else’s pass is not issued through a batch', async () => {
    const before = await stored()
    const requests = ['outside', 'nested', 'chief', 'person'].map((name, index) => ({
      id: String(index),
      method: 'POST',
      url: `/users/${somebody(name).id}/authentication/temporaryAccessPassMethods`,
      headers: { 'Content-Type': 'application/json' },
      body: {},
    }))
    const answer = await call('POST', '/v1.0/$batch', { requests })
    const responses = answer.body['responses'] as readonly { readonly status: number }[]
    expect(responses.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    expect(await stored()).toEqual(before)
  })

  test('the own pass is not issued under any name', async () => {
    const before = await stored()
    const { id, userPrincipalName } = somebody('person')
    for (const path of ['/me', `/users/${userPrincipalName}`, `/users('${id.toUpperCase()}')`, `/Users/${id}`]) {
      const answer = await call('POST', `/v1.0${path}/authentication/temporaryAccessPassMethods`, {})
      expect(answer).toMatchObject({ status: 403, error: { innerCode: 'notOnYourself' } })
    }
    expect(await stored()).toEqual(before)
  })

  test('methods and passes are not read, not by expansion and not through a second endpoint', async () => {
    const { id } = somebody('member')
    const paths = [
      passPath(somebody('member')),
      `/v1.0/users/${id}/authentication/methods`,
      `/beta/users/${id}/authentication/methods`,
      `/v1.0/users/${id}?$expand=authentication`,
      `/v1.0/users?$expand=authentication($expand=temporaryAccessPassMethods)`,
      `/v1.0/users/${id}/authentication?$expand=methods`,
      `/v1.0/directoryObjects/${id}/authentication/methods`,
      `/v1.0/directory/administrativeUnits/${unit.id}/members/${id}/authentication/methods`,
      `/v1.0/directory/administrativeUnits/${unit.id}/scopedRoleMembers`,
      `/v1.0/administrativeUnits/${unit.id}?$expand=scopedRoleMembers`,
      `/v1.0/groups/${group.id}/members?$expand=authentication`,
      '/v1.0/reports/authenticationMethods/userRegistrationDetails',
      '/v1.0/auditLogs/signIns',
      '/v1.0/roleManagement/directory/roleAssignments?$expand=principal',
    ]
    for (const path of paths) expect((await call('GET', path)).status, path).toBeGreaterThanOrEqual(400)
  })

  test('nobody is brought into the unit, and the desk into no group', async () => {
    const before = await stored()
    const reference = (id: string) => ({ '@odata.id': `http://localhost:8080/v1.0/directoryObjects/${id}` })
    for (const units of ['/v1.0/directory/administrativeUnits', '/v1.0/administrativeUnits']) {
      const answer = await call('POST', `${units}/${unit.id}/members/$ref`, reference(somebody('outside').id))
      expect(answer.status).toBe(403)
    }
    for (const { id } of [group, outsideGroup]) {
      expect((await call('POST', `/v1.0/groups/${id}/members/$ref`, reference(desk.userId))).status).toBe(403)
    }
    expect(await stored()).toEqual(before)
  })

  test('a member of a group in the unit is not reached, however the group is nested', async () => {
    const { kernel } = graph
    const [inner, deep] = [await aGroup(kernel), await aUser(kernel)]
    await addMember(kernel, systemActor(), { group: inner.id, member: deep.id })
    await addMember(kernel, systemActor(), { group: group.id, member: inner.id })
    expect(await refusalOf(issuePass(kernel, desk, { user: deep.id }))).toBe('targetOutOfReach')
  })

  test('a session without a second factor gives nothing at all', async () => {
    const weak: UserActor = { ...desk, multifactor: false, roles: [] }
    const answer = await graph.as(weak)('POST', passPath(somebody('member')), {})
    expect(answer.status).toBe(403)
    expect((await graph.as(weak)('GET', '/v1.0/users')).status).toBe(403)
  })

  test('an application does for the desk what both may, and no more', async () => {
    const permission = 'UserAuthMethod-TAP.ReadWrite.All'
    const [member, outside] = [somebody('member'), somebody('outside')]
    const through = (permissions: readonly string[]) => graph.as(delegated(desk, permissions))
    expect((await through([permission])('POST', passPath(member), {})).status).toBe(201)
    expect((await through([permission])('POST', passPath(outside), {})).status).toBe(403)
    expect((await through([permission])('GET', '/v1.0/users')).status).toBe(403)
    expect((await through(['User.Read.All'])('POST', passPath(member), {})).status).toBe(403)
    const [record] = await recordsOf(graph.kernel, () => through([permission])('POST', passPath(member), {}))
    expect(record).toMatchObject({
      initiatedBy: { user: { id: desk.userId } },
      additionalDetails: expect.arrayContaining([
        { key: 'AppId', value: '00000000-0000-4000-8000-0000000000c1' },
        { key: 'AppDisplayName', value: 'Example client' },
      ]),
    })
  })
})
