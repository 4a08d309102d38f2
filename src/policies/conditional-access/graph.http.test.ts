import { describe, expect, test } from 'vitest'
import { openAccessGraph, smallPolicy, withConditions } from '../../../tests/kit/access-policies.ts'
import { aGroup, applicationActor, aUser } from '../../../tests/kit/builders.ts'
import { recordsOf } from '../../../tests/kit/records.ts'

const area = '/v1.0/identity/conditionalAccess'
const root = `${area}/policies`
const writer = applicationActor(['Policy.ReadWrite.ConditionalAccess', 'Policy.Read.All', 'Application.Read.All'])
const reader = applicationActor(['Policy.Read.All'])
const nothing = '00000000-0000-4000-8000-00000000dead'
const multifactor = '00000000-0000-0000-0000-000000000002'
const phishingResistant = '00000000-0000-0000-0000-000000000004'
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'

describe.each([root, root.replace('v1.0', 'beta')])('at %s', (path) => {
  test('a policy is created, read, changed and deleted, and answered with every part of it', async () => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    const made = await call('POST', path, smallPolicy)
    const id = String(made.body['id'])
    expect(made.status).toBe(201)
    expect(made.headers['location']).toMatch(new RegExp(`/identity/conditionalAccess/policies/${id}$`))
    const { '@odata.context': context, ...rest } = made.body
    expect(context).toMatch(/#identity\/conditionalAccess\/policies\/\$entity$/)
    expect(rest).toEqual({
      id,
      templateId: null,
      displayName: 'MFA for all',
      description: null,
      createdDateTime: '2026-03-02T08:00:00.000Z',
      modifiedDateTime: null,
      deletedDateTime: null,
      state: 'enabled',
      conditions: {
        userRiskLevels: [],
        signInRiskLevels: [],
        clientAppTypes: ['all'],
        servicePrincipalRiskLevels: [],
        insiderRiskLevels: null,
        platforms: null,
        locations: null,
        devices: null,
        clientApplications: null,
        authenticationFlows: null,
        applications: {
          includeApplications: ['All'],
          excludeApplications: [],
          includeUserActions: [],
          includeAuthenticationContextClassReferences: [],
          applicationFilter: null,
        },
        users: {
          includeUsers: ['All'],
          excludeUsers: [],
          includeGroups: [],
          excludeGroups: [],
          includeRoles: [],
          excludeRoles: [],
          includeGuestsOrExternalUsers: null,
          excludeGuestsOrExternalUsers: null,
        },
      },
      grantControls: {
        operator: 'OR',
        builtInControls: ['mfa'],
        customAuthenticationFactors: [],
        termsOfUse: [],
        authenticationStrength: null,
      },
      sessionControls: null,
    })
    graph.kernel.clock.advanceSeconds(60)
    expect(await call('PATCH', `${path}/${id}`, { state: 'disabled' })).toMatchObject({ status: 204, text: '' })
    expect((await graph.as(reader)('GET', `${path}('${id}')`)).body).toMatchObject({
      ...smallPolicy,
      state: 'disabled',
      modifiedDateTime: '2026-03-02T08:01:00.000Z',
    })
    expect((await call('GET', path)).value).toMatchObject([{ id, state: 'disabled' }])
    expect((await call('DELETE', `${path}/${id}`)).status).toBe(204)
    expect((await call('DELETE', `${path}/${id}`)).status).toBe(404)
    expect((await call('PATCH', `${path}/${id}`, { state: 'enabled' })).status).toBe(404)
    expect((await call('GET', `${path}/${id}`)).status).toBe(404)
    expect((await call('GET', path)).value).toEqual([])
  })
})

test('everything a policy can say is kept as it was said', async () => {
  await using graph = await openAccessGraph()
  const call = graph.as(writer)
  const [user, group] = [await aUser(graph.kernel), await aGroup(graph.kernel)]
  const location = await call('POST', `${area}/namedLocations`, {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    displayName: 'Office',
    isTrusted: true,
    ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }],
  })
  const whole = {
    displayName: 'Everything',
    state: 'enabledForReportingButNotEnforced',
    templateId: 'a3d0a415-b068-4326-9251-f9cdf9feeb64',
    conditions: {
      clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
      signInRiskLevels: ['high'],
      userRiskLevels: ['medium', 'high'],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: 'moderate,elevated',
      users: {
        includeUsers: [user.id, 'GuestsOrExternalUsers'],
        excludeUsers: [],
        includeGroups: [group.id],
        excludeGroups: [],
        includeRoles: [globalAdministrator],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest',
          externalTenants: {
            '@odata.type': '#microsoft.graph.conditionalAccessEnumeratedExternalTenants',
            membershipKind: 'enumerated',
            members: [nothing],
          },
        },
      },
      applications: { includeApplications: ['All'], excludeApplications: [nothing, 'Office365'] },
      locations: { includeLocations: ['All'], excludeLocations: [location.body['id'], 'AllTrusted'] },
      platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS', 'linux'] },
      devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } },
      authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' },
    },
    grantControls: {
      operator: 'AND',
      builtInControls: ['compliantDevice'],
      authenticationStrength: { id: phishingResistant },
    },
    sessionControls: {
      disableResilienceDefaults: true,
      signInFrequency: {
        isEnabled: true,
        value: 4,
        type: 'hours',
        frequencyInterval: 'timeBased',
        authenticationType: 'primaryAndSecondaryAuthentication',
      },
      persistentBrowser: { isEnabled: true, mode: 'never' },
    },
  }
  const made = await call('POST', root, whole)
  expect(made.body).toMatchObject({
    ...whole,
    grantControls: {
      operator: 'AND',
      authenticationStrength: {
        id: phishingResistant,
        displayName: 'Phishing resistant MFA',
        allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
      },
    },
  })
  const { id, createdDateTime: _1, modifiedDateTime: _2, deletedDateTime: _3, ...sentBack } = made.body
  expect(await call('PATCH', `${root}/${id}`, sentBack)).toMatchObject({ status: 204 })
  expect((await call('GET', `${root}/${id}`)).body).toEqual(made.body)
  const leaked = { ...sentBack, partialEnablementStrategy: null, conditions: { ...whole.conditions, times: null } }
  expect(await call('POST', root, leaked)).toMatchObject({ status: 201 })
})

test('a change replaces the conditions and controls it gives, and leaves the others', async () => {
  await using graph = await openAccessGraph()
  const call = graph.as(writer)
  const user = await aUser(graph.kernel)
  const sessionControls = { persistentBrowser: { isEnabled: true, mode: 'never' } }
  const users = { includeUsers: ['All'], excludeUsers: [user.id] }
  const { body } = await call('POST', root, { ...withConditions({ users }), sessionControls })
  const change = async (given: object) => {
    expect(await call('PATCH', `${root}/${body['id']}`, given)).toMatchObject({ status: 204 })
    return (await call('GET', `${root}/${body['id']}`)).body
  }
  const platforms = { includePlatforms: ['windows'], excludePlatforms: [] }
  expect(await change({ conditions: { platforms } })).toMatchObject({
    conditions: { users, platforms },
    sessionControls,
  })
  expect(await change({ conditions: { platforms: null } })).toMatchObject({ conditions: { users, platforms: null } })
  expect(await change({ conditions: { users: { includeUsers: ['All'] } } })).toMatchObject({
    conditions: { users: { excludeUsers: [] }, clientAppTypes: ['all'] },
  })
  const signInFrequency = { isEnabled: true, frequencyInterval: 'everyTime' }
  expect(await change({ sessionControls: { signInFrequency } })).toMatchObject({
    sessionControls: { ...sessionControls, signInFrequency: { ...signInFrequency, value: null, type: null } },
  })
  const strength = { authenticationStrength: { id: multifactor } }
  expect(await call('PATCH', `${root}/${body['id']}`, { grantControls: strength })).toMatchObject({ status: 400 })
  expect(await change({ grantControls: { builtInControls: [], ...strength } })).toMatchObject({
    grantControls: { operator: 'OR', builtInControls: [], ...strength },
  })
  expect(await change({ grantControls: null })).toMatchObject({ grantControls: null, sessionControls: {} })
})

test('a policy for service principals can only block', async () => {
  await using graph = await openAccessGraph()
  const call = graph.as(writer)
  const conditions = {
    clientAppTypes: ['all'],
    clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] },
    applications: { includeApplications: ['All'] },
  }
  expect((await call('POST', root, { ...smallPolicy, conditions })).status).toBe(400)
  const grantControls = { operator: 'OR', builtInControls: ['block'] }
  const made = await call('POST', root, { ...smallPolicy, conditions, grantControls })
  expect(made).toMatchObject({
    status: 201,
    body: { conditions: { users: null, clientApplications: { excludeServicePrincipals: [] } } },
  })
})

test('there are two hundred at most', async () => {
  await using graph = await openAccessGraph()
  const call = graph.as(writer)
  for (let made = 0; made < 200; made++) expect((await call('POST', root, smallPolicy)).status).toBe(201)
  expect(await call('POST', root, smallPolicy)).toMatchObject({
    status: 400,
    error: { innerCode: 'accessPolicyLimitReached' },
  })
})

test('lists are filtered, sorted, paged and counted', async () => {
  await using graph = await openAccessGraph()
  const call = graph.as(writer)
  const first = await call('POST', root, { ...smallPolicy, displayName: 'Beta' })
  await call('POST', root, { ...smallPolicy, displayName: 'Alpha', state: 'disabled' })
  const names = async (query: string) =>
    (await call('GET', `${root}?${query}`)).value.map(({ displayName }) => displayName)
  expect(await names("$filter=state eq 'disabled'")).toEqual(['Alpha'])
  expect(await names("$filter=displayName eq 'beta'")).toEqual(['Beta'])
  expect(await names(`$filter=id eq '${first.body['id']}'`)).toEqual(['Beta'])
  expect(await names("$filter=contains(displayName,'ph')&$select=displayName")).toEqual(['Alpha'])
  expect(await names('$orderby=displayName&$top=1')).toEqual(['Alpha'])
  expect((await call('GET', `${root}?$count=true&$top=1`)).body).toMatchObject({ '@odata.count': 2 })
  expect((await call('GET', `${root}?$filter=conditions eq 'x'`)).status).toBe(400)
})

test('every change is recorded in the words of Entra, refusals too', async () => {
  await using graph = await openAccessGraph()
  const call = graph.as(writer)
  const records = await recordsOf(graph.kernel, async () => {
    const { id } = (await call('POST', root, smallPolicy)).body
    await call('PATCH', `${root}/${id}`, { state: 'disabled' })
    await call('DELETE', `${root}/${id}`)
    await call('POST', root, { ...smallPolicy, grantControls: null })
  })
  expect(records.map(({ activityDisplayName, result }) => [activityDisplayName, result])).toEqual(
    expect.arrayContaining([
      ['Add Conditional Access policy', 'success'],
      ['Add Conditional Access policy', 'failure'],
      ['Delete Conditional Access policy', 'success'],
      ['Update Conditional Access policy', 'success'],
    ]),
  )
  expect(records.find(({ operationType }) => operationType === 'Update')).toMatchObject({
    category: 'Policy',
    loggedByService: 'Conditional Access',
    targetResources: [
      { modifiedProperties: [{ displayName: 'state', oldValue: '"enabled"', newValue: '"disabled"' }] },
    ],
  })
})

test('templates have the ids of Entra, and make policies', async () => {
  await using graph = await openAccessGraph()
  const call = graph.as(writer)
  const { value } = await call('GET', `${area}/templates`)
  expect(value).toHaveLength(9)
  const registration = await call('GET', `${area}/templates/B8BDA7F8-6584-4446-bce9-d871480e53fa`)
  expect(registration.body).toMatchObject({
    name: 'Securing security info registration',
    scenarios: 'secureFoundation,zeroTrust,remoteWork',
    details: {
      conditions: {
        applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
        users: { excludeRoles: [globalAdministrator] },
        locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
      sessionControls: null,
    },
  })
  expect(await call('GET', `${area}/templates/${nothing}`)).toMatchObject({ status: 404 })
  for (const template of value) {
    const details = template['details'] as { conditions: { users: { excludeUsers: string[] } } }
    const { users } = details.conditions
    const excludeUsers = users.excludeUsers.filter((name) => !name.startsWith('Current'))
    const conditions = { ...details.conditions, users: { ...users, excludeUsers } }
    const body = {
      ...details,
      conditions,
      displayName: template['name'],
      state: 'disabled',
      templateId: template['id'],
    }
    expect((await call('POST', root, body)).status, String(template['name'])).toBe(201)
  }
})

test('every address asks who calls and what they may', async () => {
  await using graph = await openAccessGraph()
  const { id } = (await graph.as(writer)('POST', root, smallPolicy)).body
  const question = { signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn' } }
  const calls = [
    ['GET', root],
    ['GET', `${root}/${id}`],
    ['GET', `${area}/templates`],
    ['GET', `${area}/deletedItems/policies`],
    ['POST', root, smallPolicy],
    ['PATCH', `${root}/${id}`, { state: 'disabled' }],
    ['DELETE', `${root}/${id}`],
    ['POST', `${area}/evaluate`, question],
  ] as const
  for (const [method, path, sent] of calls) {
    expect((await graph.asNobody(method, path, sent)).status, `${method} ${path}`).toBe(401)
    const stranger = graph.as(applicationActor(['Policy.ReadWrite.AuthenticationMethod']))
    expect((await stranger(method, path, sent)).status, `${method} ${path}`).toBe(403)
    const reads = method === 'GET' || path.endsWith('evaluate')
    if (!reads) expect((await graph.as(reader)(method, path, sent)).status, `${method} ${path}`).toBe(403)
  }
})
