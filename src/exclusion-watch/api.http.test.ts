import { describe, expect, test } from 'vitest'
import { exclusionResource, exemptPersonResource } from '../../contract/api/exclusions.ts'
import { aPolicy } from '../../tests/kit/access-in-force.ts'
import { aGroup, anAdministrator, applicationActor, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import type { User } from '../directory/rules.ts'
import type { AccessPolicy } from '../policies/conditional-access/rules.ts'
import { lapseExclusions } from '../policies/conditional-access/service.ts'
import { roleIds } from '../roles/rules.ts'

const root = '/api/v1/exclusions'
const writer = applicationActor(['Policy.ReadWrite.ConditionalAccess', 'User.Read.All', 'Group.Read.All'])
const reader = applicationActor(['Policy.Read.All'])

interface Tenant {
  readonly site: TestGraph
  readonly user: User
  readonly policy: AccessPolicy
  /** The exclusion of the user. */
  readonly id: string
}

/** A tenant where a user, a group with a member, and the one administrator are excluded from a policy. */
async function open(): Promise<Tenant & AsyncDisposable> {
  const site = await openTestGraph()
  const { kernel } = site
  const { user: keeper } = await anAdministrator(kernel, roleIds.globalAdministrator)
  const user = await aUser(kernel)
  const group = await aGroup(kernel, { members: [await aUser(kernel)] })
  const policy = await aPolicy(kernel, {
    displayName: 'MFA for all',
    users: { excludeUsers: [user.id, keeper.id], excludeGroups: [group.id] },
    grant: { builtInControls: ['mfa'] },
  })
  const id = `${policy.id}_user_${user.id}`
  return { site, user, policy, id, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() }
}

describe('exclusions on /api/v1', () => {
  test('are listed in pages, with what was documented of them and no more', async () => {
    await using tenant = await open()
    const api = tenant.site.as(reader)
    const seen: string[] = []
    let next: string | undefined = `${root}?$top=2&$count=true`
    while (next !== undefined) {
      const page = await api('GET', next)
      expect(page.status).toBe(200)
      for (const item of page.value) seen.push(exclusionResource.parse(item).id)
      next = page.body['@odata.nextLink'] as string | undefined
    }
    expect(new Set(seen)).toHaveProperty('size', 3)
    const first = await api('GET', `${root}?$top=1&$count=true&$select=id,kind`)
    expect(first.body['@odata.count']).toBe(3)
    expect(Object.keys(first.value[0] ?? {})).toEqual(['id', 'kind'])
  })

  test('are found by policy and by person', async () => {
    await using tenant = await open()
    const { site, user, policy, id } = tenant
    const api = site.as(reader)
    const idsOf = async (filter: string) =>
      (await api('GET', `${root}?$filter=${filter}`)).value.map((item) => item['id'])
    expect(await idsOf(`policyId eq '${policy.id}'`)).toHaveLength(3)
    expect(await idsOf(`policyId eq '${user.id}'`)).toEqual([])
    expect(await idsOf(`userId eq '${user.id}'`)).toEqual([id])
    expect(await idsOf(`userId eq '${user.id.toUpperCase()}' and kind eq 'user'`)).toEqual([id])
  })

  test('are read one by one, in any letter case', async () => {
    await using tenant = await open()
    const { site, user, id } = tenant
    const answer = await site.as(writer)('GET', `${root}/${id.toUpperCase()}`)
    expect(exclusionResource.parse(answer.body)).toMatchObject({
      id,
      policyDisplayName: 'MFA for all',
      isEnforced: true,
      requirement: 'mfa',
      kind: 'user',
      targetId: user.id,
      targetUserPrincipalName: user.userPrincipalName,
      addedDateTime: '2026-03-02T08:00:00.000Z',
      addedBy: { kind: 'server', displayName: 'Latchkey' },
      expirationDateTime: null,
      recommendation: {
        action: 'issuePass',
        command: `latchkey pass issue ${user.id} --once`,
        request: `POST /v1.0/users/${user.id}/authentication/temporaryAccessPassMethods`,
      },
    })
  })

  test('get an end, which is told, moved, taken away, and comes', async () => {
    await using tenant = await open()
    const { site, id } = tenant
    const api = site.as(writer)
    const set = async (expirationDateTime: string | null) => {
      expect(await api('PATCH', `${root}/${id}`, { expirationDateTime })).toMatchObject({ status: 204, text: '' })
      return (await api('GET', `${root}/${id}`)).body['expirationDateTime']
    }
    expect(await set('2026-03-09T09:00:00+01:00')).toBe('2026-03-09T08:00:00.000Z')
    expect(await set(null)).toBeNull()
    expect(await set('2026-03-02T09:00:00Z')).toBe('2026-03-02T09:00:00.000Z')
    const preferred = await api(
      'PATCH',
      `${root}/${id}`,
      { expirationDateTime: '2026-03-02T08:30:00Z' },
      {
        prefer: 'return=representation',
      },
    )
    expect(preferred).toMatchObject({ status: 200, body: { id, expirationDateTime: '2026-03-02T08:30:00.000Z' } })
    site.kernel.clock.advanceSeconds(30 * 60)
    expect((await api('GET', `${root}/${id}`)).status).toBe(404)
    expect((await api('PATCH', `${root}/${id}`, { expirationDateTime: null })).error.innerCode).toBe(
      'exclusionNotFound',
    )
    await lapseExclusions(site.kernel, systemActor())
    expect((await api('GET', root)).value).toHaveLength(2)
  })

  test.each<[unknown, number, string]>([
    [{}, 400, 'malformedRequest'],
    [{ expirationDateTime: 'tomorrow' }, 400, 'malformedRequest'],
    [{ expirationDateTime: 5 }, 400, 'malformedRequest'],
    [{ expirationDateTime: '2026-03-02T08:00:00Z' }, 400, 'exclusionEndInvalid'],
    [{ expirationDateTime: '2031-03-03T00:00:00Z' }, 400, 'exclusionEndInvalid'],
    [{ expirationDateTime: null, kind: 'group' }, 400, 'malformedRequest'],
    [{ expirationDateTime: null, colour: 'red' }, 400, 'malformedRequest'],
  ])('take %j for no end', async (body, status, code) => {
    await using tenant = await open()
    const answer = await tenant.site.as(writer)('PATCH', `${root}/${tenant.id}`, body)
    expect(answer).toMatchObject({ status, error: { innerCode: code } })
    const ends = await tenant.site.kernel.store.read((r) => r.db.selectFrom('exclusion_ends').selectAll().execute())
    expect(ends).toEqual([])
  })

  test('get no end that locks everybody out, unless that is preferred', async () => {
    await using site = await openTestGraph()
    const { user } = await anAdministrator(site.kernel, roleIds.globalAdministrator)
    const policy = await aPolicy(site.kernel, { users: { excludeUsers: [user.id] } })
    const [path, body] = [`${root}/${policy.id}_user_${user.id}`, { expirationDateTime: '2026-03-09T08:00:00Z' }]
    const api = site.as(writer)
    expect((await api('PATCH', path, body)).error.innerCode).toBe('administratorsLockedOut')
    expect((await api('PATCH', path, body, { prefer: 'allow-administrator-lockout' })).status).toBe(204)
  })

  test('are shown to whoever may read policies and changed by whoever may change them', async () => {
    await using tenant = await open()
    const { site, id } = tenant
    const body = { expirationDateTime: '2026-03-09T08:00:00Z' }
    const allowed = async (actor: Parameters<TestGraph['as']>[0]) => {
      const api = site.as(actor)
      const statuses = []
      for (const path of [root, `${root}/${id}`, '/api/v1/exemptPeople']) statuses.push((await api('GET', path)).status)
      return [...statuses, (await api('PATCH', `${root}/${id}`, body)).status]
    }
    const holder = async (role: keyof typeof roleIds) => (await anAdministrator(site.kernel, roleIds[role])).actor
    for (const role of ['conditionalAccessAdministrator', 'securityAdministrator', 'globalAdministrator'] as const) {
      expect(await allowed(await holder(role)), role).toEqual([200, 200, 200, 204])
    }
    for (const role of ['securityReader', 'globalReader'] as const) {
      expect(await allowed(await holder(role)), role).toEqual([200, 200, 200, 403])
    }
    expect(await allowed(await holder('helpdeskAdministrator'))).toEqual([403, 403, 403, 403])
    expect(await allowed(reader)).toEqual([200, 200, 200, 403])
    expect(await allowed(applicationActor(['Directory.Read.All']))).toEqual([403, 403, 403, 403])
    expect((await site.asNobody('GET', root)).status).toBe(401)
  })

  test.each([
    ["$filter=userId ne '00000000-0000-4000-8000-000000000001'", 'unsupportedQuery'],
    ["$filter=recommendation eq 'x'", 'unsupportedQuery'],
    ['$orderby=addedDateTime', 'unsupportedQuery'],
    ['$top=0', 'unsupportedQuery'],
    ['$top=1000', 'unsupportedQuery'],
    ['$expand=policy', 'unsupportedQuery'],
    ['$skiptoken=AAAA', 'malformedRequest'],
  ])('are not listed by %s', async (options, code) => {
    await using tenant = await open()
    const api = tenant.site.as(reader)
    for (const path of [root, '/api/v1/exemptPeople']) {
      const filtered = options.replace('userId', path === root ? 'userId' : 'policyId')
      expect(await api('GET', `${path}?${filtered}`)).toMatchObject({ status: 400, error: { innerCode: code } })
    }
  })
})

describe('people on /api/v1', () => {
  test('who are exempt are listed with every way, in pages, with what was documented of them and no more', async () => {
    await using tenant = await open()
    const { site, user, policy, id } = tenant
    const api = site.as(writer)
    const seen: string[] = []
    let next: string | undefined = '/api/v1/exemptPeople?$top=1'
    while (next !== undefined) {
      const page = await api('GET', next)
      for (const item of page.value) seen.push(exemptPersonResource.parse(item).id)
      next = page.body['@odata.nextLink'] as string | undefined
    }
    expect(new Set(seen)).toHaveProperty('size', 3)
    const found = await api('GET', `/api/v1/exemptPeople?$filter=exclusionId eq '${id}'`)
    expect(found.value).toMatchObject([
      { id: user.id, hasStrongMethod: null, exemptions: [{ exclusionId: id, policyId: policy.id, isIncluded: true }] },
    ])
    const reports = site.as(applicationActor(['Policy.Read.All', 'AuditLog.Read.All']))
    const weak = await reports('GET', '/api/v1/exemptPeople?$filter=hasStrongMethod eq false&$count=true')
    expect(weak.body['@odata.count']).toBe(3)
    expect((await api('GET', '/api/v1/exemptPeople?$filter=hasStrongMethod eq false')).status).toBe(403)
  })
})

test('what was read and refused leaves the records it should', async () => {
  await using tenant = await open()
  const { site, id } = tenant
  expect(await recordsOf(site.kernel, () => site.as(reader)('GET', `${root}/${id}`))).toEqual([])
  const refused = await recordsOf(site.kernel, () =>
    site.as(reader)('PATCH', `${root}/${id}`, { expirationDateTime: null }),
  )
  expect(refused).toMatchObject([
    { activityDisplayName: 'Remove end of Conditional Access exclusion', result: 'failure' },
  ])
})
