import { describe, expect, test } from 'vitest'
import {
  type OverviewNumber,
  overview,
  passwordless,
  personResource,
  signInsByMethod,
} from '../../contract/api/overview.ts'
import { aPolicy } from '../../tests/kit/access-in-force.ts'
import {
  anAdministrator,
  anExternalGuest,
  applicationActor,
  aUnit,
  aUser,
  delegated,
  holding,
  systemActor,
  userActor,
} from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { verifyAuditChain } from '../audit/service.ts'
import type { UserActor } from '../base/actor.ts'
import { instant } from '../base/time.ts'
import { disableUser } from '../directory/service.ts'
import { setExclusionEnd } from '../policies/conditional-access/service.ts'
import { roleIds } from '../roles/rules.ts'

const root = '/api/v1/overview'
const readsAll = applicationActor([
  'Organization.Read.All',
  'UserAuthMethod-TAP.Read.All',
  'AuditLog.Read.All',
  'Policy.Read.All',
  'User.Read.All',
])

const failedRedemption = (site: TestGraph, errorCode: 130503 | 130504 | 50126) =>
  site.kernel.store.write(systemActor(), async (w) =>
    w.signIn({
      subject: { kind: 'user', userId: null, userPrincipalName: 'ada@example.com', displayName: 'Ada' },
      app: { appId: '00000000-0000-4000-8000-0000000000c1', displayName: 'App' },
      errorCode,
      details: [{ at: w.now, authenticationMethod: 'Temporary Access Pass', succeeded: false, resultDetail: '' }],
      requirement: 'singleFactorAuthentication',
    }),
  )

interface Tenant extends AsyncDisposable {
  readonly site: TestGraph
  readonly desk: UserActor
}

/** A tenant with something of everything that the overview counts. */
async function open(): Promise<Tenant> {
  const site = await openTestGraph()
  const { kernel } = site
  await setPolicy(kernel, 'Fido2', { state: 'enabled' })
  await setPolicy(kernel, 'SoftwareOath', { state: 'enabled' })
  const people = await Promise.all(Array.from({ length: 6 }, () => aUser(kernel)))
  const [early, live, soon, later, app, gone] = people
  if (!early || !live || !soon || !later || !app || !gone) throw new Error('Six people')
  await failedRedemption(site, 130504)
  await aPass(kernel, early, { lifetimeMinutes: 60 })
  kernel.clock.advanceSeconds(2 * 24 * 3600)
  await failedRedemption(site, 130503)
  await failedRedemption(site, 50126)
  await aPass(kernel, live)
  await aPass(kernel, soon, { startAt: instant(kernel.clock.now() + 3600_000) })
  await aPass(kernel, later, { startAt: instant(kernel.clock.now() + 48 * 3600_000) })
  await aPasskey(kernel, live)
  await anAuthenticatorApp(kernel, app)
  await aPassword(kernel, later)
  await disableUser(kernel, systemActor(), { user: gone.id })
  await anExternalGuest(kernel)
  const { user: keeper } = await anAdministrator(kernel, roleIds.globalAdministrator)
  const policy = await aPolicy(kernel, {
    displayName: 'MFA for all',
    users: { excludeUsers: [early.id, keeper.id] },
    grant: { builtInControls: ['mfa'] },
  })
  const endAt = instant(kernel.clock.now() + 24 * 3600_000)
  await setExclusionEnd(kernel, systemActor(), { id: `${policy.id}_user_${early.id}`, endAt })
  const desk = await aUser(kernel)
  const unit = await aUnit(kernel, { members: [live] })
  const actor = await holding(kernel, desk, roleIds.authenticationAdministrator, unit)
  return { site, desk: actor, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() }
}

type Answer = Awaited<ReturnType<ReturnType<TestGraph['as']>>>
const numbersOf = (answer: Answer): readonly (readonly [string, OverviewNumber])[] => {
  const { asOfDateTime: _, securityDefaults: __, auditChain: ___, ...groups } = overview.parse(answer.body)
  return Object.entries(groups).flatMap(([group, numbers]) =>
    Object.entries(numbers).map(([name, number]) => [`${group} ${name}`, number] as const),
  )
}
const countsOf = (answer: Answer) => Object.fromEntries(numbersOf(answer).map(([name, { count }]) => [name, count]))

describe('the overview', () => {
  test('counts what needs attention', async () => {
    await using tenant = await open()
    const answer = await tenant.site.as(readsAll)('GET', root)
    expect(answer.status, answer.text).toBe(200)
    expect(countsOf(answer)).toEqual({
      'passes live': 1,
      'passes startingSoon': 1,
      'passes expiredUnused': 1,
      'failedRedemptions lastDay': 1,
      'failedRedemptions lastWeek': 2,
      'exclusions permanent': 1,
      'exclusions endingSoon': 1,
      'people enabled': 7,
      'people withoutPasskey': 6,
      'people withoutMethod': 4,
      'administrators withoutPasskey': 2,
    })
    expect(answer.body['securityDefaults']).toMatchObject({ reason: null })
    expect(answer.body['auditChain']).toMatchObject({ findingCount: null, verifiedDateTime: null, reason: null })
    expect(overview.parse(answer.body).auditChain.waiting).toBeGreaterThan(20)
    await verifyAuditChain(tenant.site.kernel, systemActor(), { part: 'newest' })
    const after = overview.parse((await tenant.site.as(readsAll)('GET', root)).body)
    expect(after.auditChain).toMatchObject({ findingCount: 0, verifiedDateTime: after.asOfDateTime })
  })

  test('names for each number the list that has just as many', async () => {
    await using tenant = await open()
    const call = tenant.site.as(readsAll)
    for (const [name, { count, list }] of numbersOf(await call('GET', root))) {
      const listed = await call('GET', `${list.path}?$filter=${encodeURIComponent(list.filter)}`)
      expect(listed.status, `${name}: ${listed.text}`).toBe(200)
      expect(listed.value, name).toHaveLength(count ?? -1)
    }
  })

  test('leaves out what the caller may not read, and says why', async () => {
    await using tenant = await open()
    const { site, desk } = tenant
    const atDesk = await site.as(desk)('GET', root)
    expect(countsOf(atDesk)).toMatchObject({ 'passes live': 1, 'passes startingSoon': 0, 'passes expiredUnused': 0 })
    for (const [name, { count, reason }] of numbersOf(atDesk)) {
      if (name.startsWith('passes')) expect(reason).toBeNull()
      else expect({ name, count, reason }).toMatchObject({ count: null, reason: { code: 'insufficientPrivileges' } })
    }
    expect(atDesk.body['securityDefaults']).toMatchObject({
      isEnabled: null,
      reason: { code: 'insufficientPrivileges' },
    })
    expect(atDesk.body['auditChain']).toMatchObject({ waiting: null, reason: { code: 'insufficientPrivileges' } })
    const plain = await site.as(userActor(await aUser(site.kernel)))('GET', root)
    expect(plain.status).toBe(200)
    expect(numbersOf(plain).every(([, { count }]) => count === null)).toBe(true)
    const reader = (await anAdministrator(site.kernel, roleIds.reportsReader)).actor
    const seen = countsOf(await site.as(reader)('GET', root))
    expect(seen).toMatchObject({ 'failedRedemptions lastWeek': 2, 'people withoutMethod': 6, 'passes live': null })
    const through = site.as(delegated(reader, ['User.Read']))
    expect(countsOf(await through('GET', root))).toMatchObject({ 'failedRedemptions lastWeek': null })
    expect((await site.as(applicationActor(['AuditLog.Read.All']))('GET', root)).status).toBe(403)
  })

  test('counts people anew after ten seconds', async () => {
    await using site = await openTestGraph()
    const enabled = async () => countsOf(await site.as(readsAll)('GET', root))['people enabled']
    expect(await enabled()).toBe(0)
    await aUser(site.kernel)
    expect(await enabled()).toBe(0)
    site.kernel.clock.advanceSeconds(10)
    expect(await enabled()).toBe(1)
  })

  test('counts no one thing beyond ten thousand', async () => {
    await using tenant = await open()
    const { site } = tenant
    await site.kernel.store.write(systemActor(), async (w) => {
      for (let index = 0; index < 10_050; index++) {
        w.signIn({
          subject: { kind: 'user', userId: null, userPrincipalName: 'ada@example.com', displayName: 'Ada' },
          app: { appId: 'app', displayName: 'App' },
          errorCode: 130503,
          details: [],
          requirement: 'singleFactorAuthentication',
        })
      }
    })
    const numbers = Object.fromEntries(numbersOf(await site.as(readsAll)('GET', root)))
    expect(numbers['failedRedemptions lastDay']).toMatchObject({ count: 10_000, isAtLeast: true })
    expect(numbers['passes live']).toMatchObject({ count: 1, isAtLeast: false })
  })
})

describe('the history', () => {
  test('of sign-ins has every day and every method', async () => {
    await using tenant = await open()
    const call = tenant.site.as(readsAll)
    const answer = await call('GET', `${root}/signInsByMethod?days=90`)
    const { value, totals, since, isComplete } = signInsByMethod.parse(answer.body)
    expect(value).toHaveLength(90)
    expect(new Set(value.map(({ counts }) => counts.length))).toEqual(new Set([6]))
    expect(value.slice(-3).map(({ counts }) => counts[1]?.failed)).toEqual([1, 0, 2])
    expect(totals[1]).toEqual({ method: 'temporaryAccessPass', succeeded: 0, interrupted: 0, failed: 3 })
    expect({ since, isComplete }).toEqual({ since: '2026-03-02T08:00:00.000Z', isComplete: true })
    expect(signInsByMethod.parse((await call('GET', `${root}/signInsByMethod`)).body).value).toHaveLength(30)
  })

  test('of what people have has groups that lead to lists', async () => {
    await using tenant = await open()
    const call = tenant.site.as(readsAll)
    const { groups, value } = passwordless.parse((await call('GET', `${root}/passwordless?days=30`)).body)
    expect(groups.map(({ readiness, count }) => [readiness, count])).toEqual([
      ['passkey', 1],
      ['multifactor', 1],
      ['passwordOnly', 1],
      ['none', 4],
    ])
    expect(value).toEqual([
      { date: '2026-03-04', passkey: 1, multifactor: 1, passwordOnly: 1, none: 4, total: 7, isEstimate: false },
    ])
    for (const { count, list } of groups) {
      const listed = await call('GET', `${list.path}?$filter=${encodeURIComponent(list.filter)}&$count=true`)
      expect(listed.body['@odata.count']).toBe(count)
      for (const person of listed.value) personResource.parse(person)
    }
  })

  test.each(['0', '367', '-1', '30.5', 'all', '1e2', ''])('refuses %s days', async (days) => {
    await using site = await openTestGraph()
    for (const path of ['signInsByMethod', 'passwordless']) {
      const answer = await site.as(readsAll)('GET', `${root}/${path}?days=${days}`)
      expect(answer).toMatchObject({ status: 400, error: { innerCode: 'malformedRequest' } })
    }
  })

  test('is refused to whoever may not read what it counts', async () => {
    await using site = await openTestGraph()
    const { actor } = await anAdministrator(site.kernel, roleIds.userAdministrator)
    for (const path of [`${root}/signInsByMethod`, `${root}/passwordless`, '/api/v1/people']) {
      expect((await site.as(actor)('GET', path)).status).toBe(403)
    }
  })
})

describe('people', () => {
  test('are found by what they have and by name, in pages', async () => {
    await using tenant = await open()
    const call = tenant.site.as(readsAll)
    const first = await call('GET', '/api/v1/people?$top=4&$count=true&$orderby=userPrincipalName')
    expect(first.body['@odata.count']).toBe(9)
    const next = await call('GET', String(first.body['@odata.nextLink']))
    const ids = [...first.value, ...next.value].map((person) => person['id'])
    expect(new Set(ids).size).toBe(8)
    const administrators = await call('GET', '/api/v1/people?$filter=isAdministrator eq true')
    expect(administrators.value).toHaveLength(2)
    expect((await call('GET', "/api/v1/people?$filter=startswith(displayName,'grace')")).value).toMatchObject([
      { userType: 'Guest', readiness: 'none', accountEnabled: true },
    ])
  })
})
