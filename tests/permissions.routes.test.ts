import { beforeAll, describe, expect, test } from 'vitest'
import type { User } from '../src/directory/rules.ts'
import { roleIds } from '../src/roles/rules.ts'
import { aGroup, anAdministrator, applicationActor, aUnit, aUser, delegated } from './kit/builders.ts'
import { everyGuardedRoute } from './kit/every-route.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from './kit/graph.ts'
import { rightBody } from './kit/right-bodies.ts'
import { storedBy } from './kit/stored-by-table.ts'

let graph: TestGraph
let application: GraphCaller
let actingForChief: GraphCaller
let withoutRole: GraphCaller
let ids: { readonly user: string; readonly group: string; readonly unit: string; readonly role: string }
let chief: User

beforeAll(async () => {
  graph = await openTestGraph()
  const { kernel } = graph
  const administrator = await anAdministrator(kernel, roleIds.globalAdministrator)
  const [user, plain] = [await aUser(kernel), await anAdministrator(kernel, roleIds.guestInviter)]
  chief = administrator.user
  application = graph.as(applicationActor(['Everything.All']))
  actingForChief = graph.as(delegated(administrator.actor, ['openid', 'profile', 'offline_access']))
  withoutRole = graph.as({ ...plain.actor, roles: [], multifactor: true })
  const [group, unit] = [await aGroup(kernel), await aUnit(kernel, { members: [user] })]
  ids = { user: user.id, group: group.id, unit: unit.id, role: roleIds.reportsReader }
  return () => graph[Symbol.asyncDispose]()
})

const addressOf = (path: string, user: string): string =>
  path
    .replace(/^\/users\/\{id\}/, `/users/${user}`)
    .replace(/^\/groups\/\{id\}/, `/groups/${ids.group}`)
    .replace('{unitId}', ids.unit)
    .replace('{roleId}', ids.role)
    .replace('{configurationId}', 'Fido2')
    .replaceAll(/\{\w+\}/g, ids.user)

const stored = () => storedBy(graph.kernel, ['directory_audits', 'directory_audit_targets'])

describe.each(everyGuardedRoute.map((rooted) => [rooted.name, rooted] as const))('%s', (_, { root, route }) => {
  const refused = async (call: GraphCaller, address: string) => {
    const right = rightBody(route.method, route.path, ids)
    const isBodyless = route.method === 'GET' || route.method === 'DELETE'
    const query = /\/microsoft\.graph\.\w+$/.test(address) && route.method === 'GET' ? '?$count=true' : ''
    const body = isBodyless ? undefined : (right ?? {})
    const answer = await call(route.method, `${root}${address}${query}`, body, { consistencylevel: 'eventual' })
    const isTold = isBodyless || right !== undefined
    expect(answer.status, `${route.method} ${address}: ${answer.text}`).toBe(isTold ? 403 : answer.status)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  }

  test('takes a permission of an application', async () => {
    const before = await stored()
    await refused(application, addressOf(route.path, ids.user))
    expect(await stored()).toEqual(before)
  })

  test('takes a permission of an application that acts for the highest administrator, also on their own account', async () => {
    const before = await stored()
    await refused(actingForChief, addressOf(route.path, ids.user))
    const own = route.path.replace(/^\/users\/\{id\}/, '/me')
    if (own !== route.path) {
      await refused(actingForChief, addressOf(own, ids.user))
      await refused(actingForChief, addressOf(route.path, chief.userPrincipalName))
    }
    expect(await stored()).toEqual(before)
  })

  if (route.operation === null || route.operation === 'organization.read') return
  test('takes a role', async () => {
    const before = await stored()
    await refused(withoutRole, addressOf(route.path, ids.user))
    expect(await stored()).toEqual(before)
  })
})
