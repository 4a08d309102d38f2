import { beforeAll, describe, expect, test } from 'vitest'
import { tenantPassResource } from '../../contract/api/temporary-access-passes.ts'
import {
  aGroup,
  anAdministrator,
  applicationActor,
  aRole,
  aUnit,
  aUser,
  delegated,
  holding,
  systemActor,
} from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { aPass } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import type { ApplicationActor, UserActor } from '../base/actor.ts'
import { instant } from '../base/time.ts'
import { addOwner } from '../directory/owners.ts'
import type { User } from '../directory/rules.ts'
import { issuePass } from '../methods/temporary-access-pass/service.ts'
import { spendPass } from '../methods/temporary-access-pass/store.ts'
import { roleIds } from '../roles/rules.ts'

const root = '/api/v1/temporaryAccessPasses'
const everything = applicationActor(['UserAuthMethod-TAP.ReadWrite.All', 'User.Read.All'])
const nameless = applicationActor(['UserAuthMethod-TAP.Read.All'])

const spend = (site: TestGraph, issued: Awaited<ReturnType<typeof issuePass>>) =>
  site.kernel.store.write(systemActor(), (w) => {
    w.unrecorded('a test spends it')
    return spendPass(w, issued.pass)
  })

interface Tenant extends AsyncDisposable {
  readonly site: TestGraph
  readonly people: Readonly<Record<'live' | 'upcoming' | 'expired' | 'used' | 'late', User>>
}

/** A pass in each state, and one that expired after it was used. */
async function open(): Promise<Tenant> {
  const site = await openTestGraph()
  const { kernel } = site
  const person = (displayName: string) => aUser(kernel, { displayName })
  const people = {
    live: await person('Lin Live'),
    upcoming: await person('Uma Upcoming'),
    expired: await person('Eve Expired'),
    used: await person('Ugo Used'),
    late: await person('Lea Late'),
  }
  await aPass(kernel, people.expired, { lifetimeMinutes: 60 })
  await spend(site, await aPass(kernel, people.late, { lifetimeMinutes: 60 }))
  kernel.clock.advanceSeconds(2 * 3600)
  await aPass(kernel, people.live, { lifetimeMinutes: 480 })
  await aPass(kernel, people.upcoming, { startAt: instant(Date.UTC(2026, 2, 3, 8)), lifetimeMinutes: 60 })
  await spend(site, await aPass(kernel, people.used, { isUsableOnce: true }))
  return { site, people, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() }
}

describe('the passes of the tenant', () => {
  test('are those that live and those that start later, unless the filter speaks of the state', async () => {
    await using tenant = await open()
    const api = tenant.site.as(everything)
    const ownersOf = async (query: string) =>
      (await api('GET', `${root}?${query}`)).value.map((item) => tenantPassResource.parse(item).userDisplayName)
    expect(await ownersOf('')).toEqual(['Lin Live', 'Uma Upcoming'])
    expect((await ownersOf("$filter=state eq 'expired'")).toSorted()).toEqual(['Eve Expired', 'Lea Late'])
    expect(await ownersOf("$filter=state eq 'expired' and lastUsedDateTime eq null")).toEqual(['Eve Expired'])
    expect(await ownersOf("$filter=state eq 'used'")).toEqual(['Ugo Used'])
    expect(await ownersOf("$filter=state in ('live','used')&$orderby=userDisplayName desc")).toEqual([
      'Ugo Used',
      'Lin Live',
    ])
    expect(await ownersOf("$filter=not (state eq 'used')&$orderby=userDisplayName")).toHaveLength(4)
    expect(await ownersOf("$filter=state eq 'upcoming' and startDateTime le 2026-03-03T08:00:00Z")).toHaveLength(1)
    expect(await ownersOf("$filter=state eq 'upcoming' and startDateTime lt 2026-03-03T08:00:00Z")).toEqual([])
    expect(await ownersOf('$filter=endDateTime gt 2026-03-03T00:00:00Z')).toEqual(['Uma Upcoming'])
    expect(await ownersOf(`$filter=userId eq '${tenant.people.live.id}'`)).toEqual(['Lin Live'])
    expect(await ownersOf(`$filter=userId eq '${tenant.people.used.id}'`)).toEqual([])
    expect(await ownersOf("$filter=startswith(userDisplayName,'UMA')&$orderby=startDateTime desc")).toHaveLength(1)
  })

  test('are told with their window, use, issuer and state, and never with a code', async () => {
    await using tenant = await open()
    const { site, people } = tenant
    const { actor, user } = await anAdministrator(site.kernel, roleIds.authenticationAdministrator, {
      displayName: 'Desk',
    })
    const issued = await issuePass(site.kernel, actor, { user: people.live.id, isUsableOnce: true })
    const answer = await site.as(everything)('GET', `${root}?$filter=userId eq '${people.live.id}'`)
    expect(answer.text).not.toContain(issued.code.reveal())
    expect(answer.value).toEqual([
      {
        id: issued.pass.id,
        userId: people.live.id,
        userDisplayName: 'Lin Live',
        userPrincipalName: people.live.userPrincipalName,
        createdDateTime: '2026-03-02T10:00:00.000Z',
        startDateTime: '2026-03-02T10:00:00.000Z',
        endDateTime: '2026-03-02T11:00:00.000Z',
        lifetimeInMinutes: 60,
        isUsableOnce: true,
        state: 'live',
        isUsable: true,
        methodUsabilityReason: 'EnabledByPolicy',
        lastUsedDateTime: null,
        issuedBy: {
          kind: 'user',
          id: user.id,
          displayName: 'Desk',
          userPrincipalName: user.userPrincipalName,
        },
      },
    ])
    await spend(site, issued)
    const used = await site.as(everything)('GET', `${root}?$filter=state eq 'used'&$orderby=userDisplayName`)
    expect(used.value[0]).toMatchObject({
      state: 'used',
      isUsable: false,
      methodUsabilityReason: 'OneTimeUsed',
      lastUsedDateTime: '2026-03-02T10:00:00.000Z',
    })
  })

  test('say that the policy stands in the way of one that is in its window', async () => {
    await using tenant = await open()
    await setPolicy(tenant.site.kernel, 'TemporaryAccessPass', { state: 'disabled' })
    const [live, upcoming] = (await tenant.site.as(everything)('GET', root)).value
    expect(live).toMatchObject({ state: 'live', isUsable: false, methodUsabilityReason: 'DisabledByPolicy' })
    expect(upcoming).toMatchObject({ state: 'upcoming', isUsable: false, methodUsabilityReason: 'NotYetValid' })
  })

  test('come in pages, each once, and are counted', async () => {
    await using tenant = await open()
    const api = tenant.site.as(everything)
    const seen: unknown[] = []
    let next: string | undefined = `${root}?$top=2&$count=true&$filter=state ne 'live'`
    while (next !== undefined) {
      const page = await api('GET', next)
      expect(page.status, page.text).toBe(200)
      if (seen.length === 0) expect(page.body['@odata.count']).toBe(4)
      seen.push(...page.value.map((item) => item['id']))
      next = page.body['@odata.nextLink'] as string | undefined
    }
    expect(new Set(seen).size).toBe(4)
    expect(seen).toHaveLength(4)
  })

  test('name nobody to whoever may not read the directory, nor by a filter or an order', async () => {
    await using tenant = await open()
    const api = tenant.site.as(nameless)
    const { value } = await api('GET', root)
    expect(value).toHaveLength(2)
    for (const item of value) expect(item).toMatchObject({ userDisplayName: null, userPrincipalName: null })
    for (const query of ["$filter=startswith(userDisplayName,'L')", '$orderby=userPrincipalName']) {
      expect(await api('GET', `${root}?${query}`)).toMatchObject({ status: 403 })
    }
  })
})

describe('whose passes somebody sees', () => {
  let site: TestGraph
  let users: readonly User[]
  let actors: Readonly<Record<string, ApplicationActor | UserActor>>

  beforeAll(async () => {
    site = await openTestGraph()
    const { kernel } = site
    const holder = async (role: string) => (await anAdministrator(kernel, role)).user
    const [member, plain, special, nested] = [
      await aUser(kernel),
      await aUser(kernel),
      await aUser(kernel),
      await aUser(kernel),
    ]
    const [keeper, inGroup] = [await aUser(kernel), await aUser(kernel)]
    const assignable = await aGroup(kernel, { isAssignableToRole: true, members: [special] })
    await addOwner(kernel, systemActor(), { group: assignable.id, owner: keeper.id })
    const chief = await holder(roleIds.globalAdministrator)
    const reader = await holder(roleIds.reportsReader)
    const desk = await aUser(kernel)
    const restricting = await aUser(kernel)
    const group = await aGroup(kernel, { members: [inGroup, nested] })
    const unit = await aUnit(kernel, { members: [member, chief, special, desk, group] })
    const restricted = await aUnit(kernel, { isMemberManagementRestricted: true, members: [nested] })
    await holding(kernel, restricting, roleIds.authenticationAdministrator, restricted)
    users = [member, plain, special, nested, keeper, inGroup, chief, reader, desk, restricting]
    for (const user of users) await aPass(kernel, user)
    const role = await aRole(kernel, ['users/authenticationMethods/temporaryAccessPass/standard/restrictedRead'])
    const person = async (roleId: string, where?: Parameters<typeof holding>[3]) =>
      holding(kernel, await aUser(kernel), roleId, where)
    const scoped = await holding(kernel, desk, roleIds.authenticationAdministrator, unit)
    actors = {
      'a desk of one unit': scoped,
      'a desk of the tenant': await person(roleIds.authenticationAdministrator),
      'an administrator of all methods': await person(roleIds.privilegedAuthenticationAdministrator),
      'a reader of everything': await person(roleIds.globalReader),
      'a custom role': await person(role.id),
      'a custom role for one unit': await person(role.id, unit),
      'a desk of a restricted unit': await person(roleIds.authenticationAdministrator, restricted),
      'an application that acts for the desk': delegated(scoped, ['UserAuthMethod-TAP.Read.All']),
      'an application': everything,
      'a reader of logs': await person(roleIds.securityReader),
      'a desk without a second factor': { ...scoped, multifactor: false },
      'an application without the right': applicationActor(['User.Read.All']),
    }
    return () => site[Symbol.asyncDispose]()
  })

  const single = (user: User) => `/v1.0/users/${user.id}/authentication/temporaryAccessPassMethods`

  test.each([
    ['a desk of one unit', 2],
    ['a desk of the tenant', 6],
    ['an administrator of all methods', 10],
    ['a reader of everything', 10],
    ['a custom role', 4],
    ['a custom role for one unit', 1],
    ['a desk of a restricted unit', 1],
    ['an application that acts for the desk', 2],
    ['an application', 10],
  ] as const)('%s: those that are seen one by one', async (name, count) => {
    const actor = actors[name]
    if (!actor) throw new Error(name)
    const call = site.as(actor)
    const visible: string[] = []
    for (const user of users) if ((await call('GET', single(user))).status === 200) visible.push(user.id)
    const list = await call('GET', `${root}?$count=true&$top=3`)
    const rest = await call('GET', `${root}?$top=999`)
    expect(rest.value.map((item) => String(item['userId'])).toSorted()).toEqual(visible.toSorted())
    expect(list.body['@odata.count']).toBe(count)
    expect(list.value).toHaveLength(Math.min(3, count))
    expect('@odata.nextLink' in list.body).toBe(count > 3)
  })

  test.each(['a reader of logs', 'a desk without a second factor', 'an application without the right'])(
    '%s: nobody’s',
    async (name) => {
      const actor = actors[name]
      if (!actor) throw new Error(name)
      const [first] = users
      const call = site.as(actor)
      expect(await call('GET', root)).toMatchObject({ status: 403 })
      const body = { passes: [{ userId: first?.id, passId: first?.id }] }
      const recorded = await recordsOf(site.kernel, async () => {
        expect(await call('POST', `${root}/revoke`, body)).toMatchObject({ status: 403 })
      })
      expect(recorded).toEqual([])
    },
  )
})

describe('revoking many', () => {
  test('does each by itself and tells what came of it', async () => {
    await using tenant = await open()
    const { site, people } = tenant
    const chief = (await anAdministrator(site.kernel, roleIds.globalAdministrator)).user
    const hers = await aPass(site.kernel, chief)
    const { actor } = await anAdministrator(site.kernel, roleIds.authenticationAdministrator)
    const listed = (await site.as(everything)('GET', root)).value
    const passOf = (user: User) => String(listed.find((item) => item['userId'] === user.id)?.['id'])
    const missing = '00000000-0000-4000-8000-00000000dead'
    const passes = [
      { userId: people.live.id, passId: passOf(people.live).toUpperCase() },
      { userId: chief.id, passId: hers.pass.id },
      { userId: people.live.id, passId: passOf(people.live) },
      { userId: missing, passId: missing },
      { userId: people.upcoming.id, passId: passOf(people.upcoming) },
    ]
    let answer: Awaited<ReturnType<ReturnType<TestGraph['as']>>> | undefined
    const records = await recordsOf(site.kernel, async () => {
      answer = await site.as(actor)('POST', `${root}/revoke`, { passes })
    })
    expect(answer?.status).toBe(200)
    expect(answer?.value.map((row) => [row['userId'], row['status']])).toEqual([
      [people.live.id, 204],
      [chief.id, 403],
      [people.live.id, 404],
      [missing, 404],
      [people.upcoming.id, 204],
    ])
    const codes = answer?.value.map((row) => (row['error'] as { readonly code: string } | null)?.code)
    expect(codes).toEqual([undefined, 'targetOutOfReach', 'methodNotFound', 'userNotFound', undefined])
    expect(records.map((record) => record.result).toSorted()).toEqual([
      'failure',
      'failure',
      'failure',
      'success',
      'success',
    ])
    const left = (await site.as(everything)('GET', root)).value.map((item) => item['userId'])
    expect(left).toEqual([chief.id])
  })

  test('deletes the own pass as its owner', async () => {
    await using tenant = await open()
    const { site } = tenant
    const { actor, user } = await anAdministrator(site.kernel, roleIds.authenticationAdministrator)
    const { pass } = await aPass(site.kernel, user)
    const records = await recordsOf(site.kernel, async () => {
      const answer = await site.as(actor)('POST', `${root}/revoke`, {
        passes: [{ userId: user.id, passId: pass.id }],
      })
      expect(answer.value).toEqual([{ userId: user.id, passId: pass.id, status: 204, error: null }])
    })
    expect(records).toMatchObject([{ activityDisplayName: 'User deleted security info', result: 'success' }])
  })

  test.each([
    ['no pass', { passes: [] }],
    ['more than a hundred', { passes: Array(101).fill({ userId: everything.appId, passId: everything.appId }) }],
    ['a name in place of an id', { passes: [{ userId: 'ada@example.com', passId: everything.appId }] }],
    ['a property nobody knows', { passes: [{ userId: everything.appId, passId: everything.appId, force: true }] }],
    ['nothing', {}],
  ])('refuses %s', async (_, body) => {
    await using tenant = await open()
    const records = await recordsOf(tenant.site.kernel, async () => {
      expect(await tenant.site.as(everything)('POST', `${root}/revoke`, body)).toMatchObject({ status: 400 })
    })
    expect(records).toEqual([])
    expect((await tenant.site.as(everything)('GET', root)).value).toHaveLength(2)
  })
})
