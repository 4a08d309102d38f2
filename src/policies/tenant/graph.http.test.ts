import { describe, expect, test } from 'vitest'
import { smallPolicy } from '../../../tests/kit/access-policies.ts'
import { applicationActor } from '../../../tests/kit/builders.ts'
import { openTestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'

const defaults = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy'
const authorization = '/v1.0/policies/authorizationPolicy'
const policies = '/v1.0/identity/conditionalAccess/policies'
const reader = applicationActor(['Policy.Read.All'])
const writer = applicationActor([
  'Policy.ReadWrite.SecurityDefaults',
  'Policy.ReadWrite.Authorization',
  'Policy.ReadWrite.ConditionalAccess',
])
const stranger = applicationActor(['AuditLog.Read.All'])

describe('security defaults', () => {
  test.each([defaults, defaults.replace('v1.0', 'beta')])('are on until they are switched off at %s', async (path) => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const { body } = await graph.as(reader)('GET', path)
    expect(body).toMatchObject({
      '@odata.context': expect.stringMatching(/#policies\/identitySecurityDefaultsEnforcementPolicy$/),
      id: '00000000-0000-0000-0000-000000000005',
      displayName: 'Security Defaults',
      isEnabled: true,
    })
    expect(await call('PATCH', path, { isEnabled: false })).toMatchObject({ status: 204, text: '' })
    expect((await call('GET', `${path}?$select=isEnabled`)).body).toMatchObject({ isEnabled: false })
  })

  test('and enabled policies exclude each other', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const inForce = { status: 400, error: { innerCode: 'securityDefaultsInForce' } }
    expect(await call('POST', policies, smallPolicy)).toMatchObject(inForce)
    const reporting = await call('POST', policies, { ...smallPolicy, state: 'enabledForReportingButNotEnforced' })
    const path = `${policies}/${reporting.body['id']}`
    expect(reporting.status).toBe(201)
    expect(await call('PATCH', path, { state: 'enabled' })).toMatchObject(inForce)
    expect((await call('PATCH', defaults, { isEnabled: false })).status).toBe(204)
    expect((await call('PATCH', path, { state: 'enabled' })).status).toBe(204)
    expect(await call('PATCH', defaults, { isEnabled: true })).toMatchObject({
      ...inForce,
      error: { message: expect.stringContaining("'MFA for all'") },
    })
    expect((await call('GET', defaults)).body).toMatchObject({ isEnabled: false })
    await call('PATCH', path, { state: 'disabled' })
    expect((await call('PATCH', defaults, { isEnabled: true })).status).toBe(204)
  })

  test('changes are recorded in the words of Entra', async () => {
    await using graph = await openTestGraph()
    const records = await recordsOf(graph.kernel, async () => {
      await graph.as(writer)('PATCH', defaults, { isEnabled: false })
      await graph.as(writer)('PATCH', defaults, { isEnabled: false })
    })
    expect(records).toMatchObject([
      { activityDisplayName: 'Update security defaults', loggedByService: 'Conditional Access', result: 'success' },
    ])
  })

  test.each([{ isEnabled: 'no' }, { isEnabled: null }, { enabled: true }, { id: 'x' }, { displayName: 'Mine' }, []])(
    'refuse %j',
    async (body) => {
      await using graph = await openTestGraph()
      expect((await graph.as(writer)('PATCH', defaults, body)).status).toBe(400)
      expect((await graph.as(writer)('GET', defaults)).body).toMatchObject({ isEnabled: true })
    },
  )
})

describe('the authorization policy', () => {
  test('says what people without a role may do here', async () => {
    await using graph = await openTestGraph()
    const { body } = await graph.as(reader)('GET', authorization)
    expect(body).toMatchObject({
      id: 'authorizationPolicy',
      allowedToSignUpEmailBasedSubscriptions: false,
      allowInvitesFrom: 'adminsAndGuestInviters',
      blockMsolPowerShell: true,
      defaultUserRolePermissions: { allowedToCreateApps: false, permissionGrantPoliciesAssigned: [] },
    })
  })

  test('is renamed, and taken back as it was read', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const { body } = await call('GET', authorization)
    expect((await call('PATCH', authorization, { ...body, description: 'Ours' })).status).toBe(204)
    expect((await call('GET', authorization.replace('v1.0', 'beta'))).body).toMatchObject({ description: 'Ours' })
  })

  test.each<readonly [string, object]>([
    ['allowInvitesFrom', { allowInvitesFrom: 'none' }],
    ['allowedToUseSSPR', { allowedToUseSSPR: true, description: 'Ours' }],
    ['defaultUserRolePermissions/allowedToCreateApps', { defaultUserRolePermissions: { allowedToCreateApps: true } }],
    ['guestUserRoleId', { guestUserRoleId: 'a0b1b346-4d3e-4e8b-98f8-753987be4970' }],
  ])('does not promise what nobody here would keep: %s', async (target, body) => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const before = (await call('GET', authorization)).body
    const answer = await call('PATCH', authorization, body)
    expect(answer).toMatchObject({ status: 501, error: { innerCode: 'notOffered' } })
    expect(answer.body['error']).toMatchObject({ target })
    expect((await call('GET', authorization)).body).toEqual(before)
  })

  test.each([{ displayName: '' }, { description: 5 }, { allowInvitesFrom: 7 }, { colour: 'red' }, { id: 'x' }])(
    'refuses %j',
    async (body) => {
      await using graph = await openTestGraph()
      expect((await graph.as(writer)('PATCH', authorization, body)).status).toBe(400)
    },
  )
})

test('every address asks who calls and what they may', async () => {
  await using graph = await openTestGraph()
  const calls = [
    ['GET', defaults],
    ['GET', authorization],
    ['PATCH', defaults, { isEnabled: false }],
    ['PATCH', authorization, { description: 'Ours' }],
  ] as const
  for (const [method, path, sent] of calls) {
    expect((await graph.asNobody(method, path, sent)).status, `${method} ${path}`).toBe(401)
    expect((await graph.as(stranger)(method, path, sent)).status, `${method} ${path}`).toBe(403)
    if (method !== 'GET') expect((await graph.as(reader)(method, path, sent)).status, `${method} ${path}`).toBe(403)
  }
})
