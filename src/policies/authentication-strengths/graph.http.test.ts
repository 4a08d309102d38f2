import { describe, expect, test } from 'vitest'
import { authenticationStrengthPolicy } from '../../../contract/graph/authentication-strength.ts'
import { applicationActor } from '../../../tests/kit/builders.ts'
import { openTestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'

const roots = [
  '/v1.0/policies/authenticationStrengthPolicies',
  '/beta/policies/authenticationStrengthPolicies',
  '/v1.0/identity/conditionalAccess/authenticationStrength/policies',
  '/beta/identity/conditionalAccess/authenticationStrength/policies',
]
const [root = ''] = roots
const container = '/v1.0/identity/conditionalAccess/authenticationStrength'
const writer = applicationActor(['Policy.ReadWrite.ConditionalAccess'])
const reader = applicationActor(['Policy.Read.AuthenticationMethod'])
const stranger = applicationActor(['AuditLog.Read.All'])
const multifactor = '00000000-0000-0000-0000-000000000002'
const nothing = '00000000-0000-4000-8000-00000000dead'
const fido2Type = '#microsoft.graph.fido2CombinationConfiguration'
const aaguid = 'DE1E552D-DB1D-4423-A619-566B625CDC84'

describe('the built-in strengths', () => {
  test.each(roots)('are listed at %s with the ids, combinations and dates of Entra', async (path) => {
    await using graph = await openTestGraph()
    const { status, value } = await graph.as(reader)('GET', path)
    expect(status).toBe(200)
    expect(value.map(({ id, displayName }) => [id, displayName])).toEqual([
      ['00000000-0000-0000-0000-000000000002', 'Multifactor authentication'],
      ['00000000-0000-0000-0000-000000000003', 'Passwordless MFA'],
      ['00000000-0000-0000-0000-000000000004', 'Phishing resistant MFA'],
    ])
    for (const strength of value) {
      expect(authenticationStrengthPolicy.safeParse(strength).error).toBeUndefined()
      expect(strength).toMatchObject({
        policyType: 'builtIn',
        requirementsSatisfied: 'mfa',
        createdDateTime: '2021-12-01T00:00:00.000Z',
        modifiedDateTime: '2021-12-01T00:00:00.000Z',
        combinationConfigurations: [],
      })
    }
    expect(value[0]?.['allowedCombinations']).toHaveLength(19)
    expect(value[2]?.['allowedCombinations']).toEqual([
      'windowsHelloForBusiness',
      'fido2',
      'x509CertificateMultiFactor',
    ])
  })

  test('cannot be changed, restricted or deleted', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const answers = [
      await call('PATCH', `${root}/${multifactor}`, { displayName: 'Mine' }),
      await call('DELETE', `${root}/${multifactor}`),
      await call('POST', `${root}/${multifactor}/updateAllowedCombinations`, { allowedCombinations: ['sms'] }),
      await call('POST', `${root}/${multifactor}/combinationConfigurations`, {
        '@odata.type': fido2Type,
        appliesToCombinations: ['fido2'],
        allowedAAGUIDs: [aaguid],
      }),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ status: 400, error: { innerCode: 'strengthBuiltIn' } })
    const unchanged = await graph.as(reader)('GET', `${root}/${multifactor}`)
    expect(unchanged.body).toMatchObject({ displayName: 'Multifactor authentication', combinationConfigurations: [] })
  })
})

describe('a strength of the tenant', () => {
  test.each(roots)('is created, read, changed and deleted at %s', async (path) => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const made = await call('POST', path, {
      '@odata.type': '#microsoft.graph.authenticationStrengthPolicy',
      displayName: 'Bootstrap and recovery',
      description: 'Passes too',
      policyType: 'custom',
      requirementsSatisfied: 'mfa',
      allowedCombinations: ['password, hardwareOath', 'sms,password', 'temporaryAccessPassOneTime', 'password,sms'],
    })
    expect(made.status).toBe(201)
    const id = String(made.body['id'])
    expect(made.headers['location']).toContain(`${path.replace(/^\/(v1.0|beta)/, '')}/${id}`)
    expect(made.body).toMatchObject({
      policyType: 'custom',
      requirementsSatisfied: 'mfa',
      allowedCombinations: ['password,hardwareOath', 'password,sms', 'temporaryAccessPassOneTime'],
      createdDateTime: '2026-03-02T08:00:00.000Z',
    })
    graph.kernel.clock.advanceSeconds(60)
    expect(await call('PATCH', `${path}/${id}`, { displayName: 'Recovery' })).toMatchObject({ status: 204, text: '' })
    const read = await graph.as(reader)('GET', `${path}/${id.toUpperCase()}`)
    expect(read.body).toMatchObject({
      id,
      displayName: 'Recovery',
      description: 'Passes too',
      createdDateTime: '2026-03-02T08:00:00.000Z',
      modifiedDateTime: '2026-03-02T08:01:00.000Z',
    })
    expect((await call('DELETE', `${path}/${id}`)).status).toBe(204)
    expect((await call('DELETE', `${path}/${id}`)).status).toBe(404)
    expect((await call('GET', path)).value).toHaveLength(3)
  })

  test('gets other combinations, with a warning when it no longer asks for several factors', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const made = await call('POST', root, { displayName: 'Own', allowedCombinations: ['fido2'] })
    const path = `${root}/${made.body['id']}/updateAllowedCombinations`
    const wider = await call('POST', path, { allowedCombinations: ['fido2', 'password, voice'] })
    expect(wider).toMatchObject({
      status: 200,
      body: {
        previousCombinations: ['fido2'],
        currentCombinations: ['fido2', 'password,voice'],
        conditionalAccessReferences: [],
        additionalInformation: null,
      },
    })
    const lower = await call('POST', path, { allowedCombinations: ['password'] })
    expect(lower.body).toMatchObject({ additionalInformation: expect.stringContaining('more than one factor') })
    expect((await call('GET', `${root}/${made.body['id']}`)).body).toMatchObject({ requirementsSatisfied: 'none' })
  })

  test('is found by its type, its name and what it allows', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    await call('POST', root, { displayName: 'Texts', allowedCombinations: ['password, sms'] })
    await call('POST', root, { displayName: 'Keys', allowedCombinations: ['fido2'] })
    const names = async (filter: string) =>
      (await call('GET', `${root}?$filter=${filter}&$select=displayName`)).value.map(({ displayName }) => displayName)
    expect((await names("policyType eq 'custom'")).toSorted()).toEqual(['Keys', 'Texts'])
    expect(await names("startswith(displayName,'tex')")).toEqual(['Texts'])
    expect(await names("allowedCombinations/any(x:x has 'sms, password')")).toEqual([
      'Multifactor authentication',
      'Texts',
    ])
    expect(await names("policyType eq 'custom' and allowedCombinations/any(x:x has 'fido2')")).toEqual(['Keys'])
  })

  test('is expanded by its restrictions', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const combinationConfigurations = [
      { '@odata.type': fido2Type, appliesToCombinations: ['fido2'], allowedAAGUIDs: [aaguid.toLowerCase()] },
    ]
    const body = { displayName: 'Keys', allowedCombinations: ['fido2'], combinationConfigurations }
    const { id } = (await call('POST', root, body)).body
    const query = '$select=id&$expand=combinationConfigurations($select=allowedAAGUIDs)'
    const answer = await call('GET', `${root}/${id}?${query}`)
    expect(answer.body).toMatchObject({ id, combinationConfigurations: [{ allowedAAGUIDs: [aaguid.toLowerCase()] }] })
    expect(answer.body).not.toHaveProperty('displayName')
  })

  test('every change is recorded in the words of Entra', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    let id: unknown
    const records = await recordsOf(graph.kernel, async () => {
      id = (await call('POST', root, { displayName: 'Own', allowedCombinations: ['fido2'] })).body['id']
      await call('PATCH', `${root}/${id}`, { displayName: 'Other' })
      await call('PATCH', `${root}/${id}`, { displayName: 'Other' })
      await call('DELETE', `${root}/${id}`)
    })
    expect(records.map(({ activityDisplayName, result }) => [activityDisplayName, result])).toEqual([
      ['Authentication Strength Policy Create', 'success'],
      ['Authentication Strength Policy Delete', 'success'],
      ['Authentication Strength Policy Update', 'success'],
    ])
    expect(records[2]).toMatchObject({
      category: 'ApplicationManagement',
      loggedByService: 'Authentication Methods',
      targetResources: [
        {
          id,
          type: 'Policy',
          modifiedProperties: [{ displayName: 'displayName', oldValue: '"Own"', newValue: '"Other"' }],
        },
      ],
    })
  })

  test('there are fifteen at most', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const body = { displayName: 'Own', allowedCombinations: ['fido2'] }
    for (let made = 0; made < 15; made++) expect((await call('POST', root, body)).status).toBe(201)
    expect(await call('POST', root, body)).toMatchObject({ status: 400, error: { innerCode: 'strengthLimitReached' } })
    expect((await call('GET', `${root}?$filter=policyType eq 'custom'&$count=true&$top=5`)).body).toMatchObject({
      '@odata.count': 15,
    })
  })

  test.each<readonly [string, unknown]>([
    ['', []],
    ['displayName', { allowedCombinations: ['fido2'] }],
    ['displayName', { displayName: '', allowedCombinations: ['fido2'] }],
    ['displayName', { displayName: 5, allowedCombinations: ['fido2'] }],
    ['allowedCombinations', { displayName: 'Own' }],
    ['allowedCombinations', { displayName: 'Own', allowedCombinations: [] }],
    ['allowedCombinations', { displayName: 'Own', allowedCombinations: ['sms, voice'] }],
    ['allowedCombinations/0', { displayName: 'Own', allowedCombinations: [null] }],
    ['id', { displayName: 'Own', allowedCombinations: ['fido2'], id: nothing }],
    ['policyType', { displayName: 'Own', allowedCombinations: ['fido2'], policyType: 'builtIn' }],
    ['colour', { displayName: 'Own', allowedCombinations: ['fido2'], colour: 'red' }],
    ['@odata.type', { displayName: 'Own', allowedCombinations: ['fido2'], '@odata.type': '#microsoft.graph.user' }],
  ])('a body that is wrong in %s is refused by name, and nothing is stored', async (target, body) => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const answer = await call('POST', root, body)
    expect(answer).toMatchObject({ status: 400, error: { code: 'Request_BadRequest' } })
    if (target) expect(answer.body['error']).toMatchObject({ target })
    expect((await call('GET', root)).value).toHaveLength(3)
  })

  test('its combinations are not changed by a PATCH', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const { id } = (await call('POST', root, { displayName: 'Own', allowedCombinations: ['fido2'] })).body
    const answer = await call('PATCH', `${root}/${id}`, { allowedCombinations: ['sms'] })
    expect(answer).toMatchObject({
      status: 400,
      error: { message: expect.stringContaining('updateAllowedCombinations') },
    })
  })
})

describe('restrictions of combinations', () => {
  test('are added, read, changed and removed', async () => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const strength = await call('POST', root, {
      displayName: 'Keys',
      allowedCombinations: ['fido2', 'x509CertificateMultiFactor'],
    })
    const list = `${root}/${strength.body['id']}/combinationConfigurations`
    const made = await call('POST', list, {
      '@odata.type': fido2Type,
      appliesToCombinations: ['fido2'],
      allowedAAGUIDs: [aaguid],
    })
    expect(made).toMatchObject({
      status: 201,
      body: { '@odata.type': fido2Type, appliesToCombinations: ['fido2'], allowedAAGUIDs: [aaguid.toLowerCase()] },
    })
    const one = `${list}/${made.body['id']}`
    expect((await call('PATCH', one, { '@odata.type': fido2Type, allowedAAGUIDs: [nothing] })).status).toBe(204)
    expect((await call('GET', one)).body).toMatchObject({ appliesToCombinations: ['fido2'], allowedAAGUIDs: [nothing] })
    const certificateType = '#microsoft.graph.x509CertificateCombinationConfiguration'
    expect(await call('PATCH', one, { '@odata.type': certificateType })).toMatchObject({ status: 400 })
    const certificate = await call('POST', list, {
      '@odata.type': certificateType,
      appliesToCombinations: ['x509CertificateMultiFactor'],
      allowedPolicyOIDs: ['1.2.3.4'],
    })
    expect(certificate).toMatchObject({ status: 201, body: { allowedIssuerSkis: [], allowedPolicyOIDs: ['1.2.3.4'] } })
    expect((await call('GET', list)).value).toHaveLength(2)
    expect((await call('DELETE', one)).status).toBe(204)
    expect((await call('GET', one)).status).toBe(404)
    expect((await call('GET', `${root}/${strength.body['id']}`)).body['combinationConfigurations']).toHaveLength(1)
  })

  test('may come with the strength itself', async () => {
    await using graph = await openTestGraph()
    const made = await graph.as(writer)('POST', root, {
      displayName: 'Keys',
      allowedCombinations: ['fido2'],
      combinationConfigurations: [
        { '@odata.type': fido2Type, appliesToCombinations: ['fido2'], allowedAAGUIDs: [aaguid] },
      ],
    })
    expect(made).toMatchObject({ status: 201, body: { combinationConfigurations: [{ '@odata.type': fido2Type }] } })
  })

  test.each<unknown>([
    {},
    { appliesToCombinations: ['fido2'], allowedAAGUIDs: [aaguid] },
    { '@odata.type': '#microsoft.graph.user', appliesToCombinations: ['fido2'], allowedAAGUIDs: [aaguid] },
    { '@odata.type': fido2Type, appliesToCombinations: ['fido2'], allowedAAGUIDs: ['not-a-guid'] },
    { '@odata.type': fido2Type, appliesToCombinations: ['password,sms'], allowedAAGUIDs: [aaguid] },
    { '@odata.type': fido2Type, appliesToCombinations: ['fido2'], allowedAAGUIDs: [aaguid], allowedIssuerSkis: [] },
  ])('are refused when they are not right: %j', async (body) => {
    await using graph = await openTestGraph()
    const call = graph.as(writer)
    const { id } = (await call('POST', root, { displayName: 'Keys', allowedCombinations: ['fido2'] })).body
    expect((await call('POST', `${root}/${id}/combinationConfigurations`, body)).status).toBe(400)
    expect((await call('GET', `${root}/${id}/combinationConfigurations`)).value).toEqual([])
  })
})

test('the modes and the combinations there are can be read', async () => {
  await using graph = await openTestGraph()
  const call = graph.as(reader)
  const { value } = await call('GET', `${container}/authenticationMethodModes`)
  expect(value).toHaveLength(17)
  expect(value).toContainEqual({
    id: 'temporaryAccessPassOneTime',
    authenticationMethod: 'temporaryAccessPass',
    displayName: 'Temporary Access Pass, one-time',
  })
  expect((await call('GET', `${container}/combinations`)).value).toContain('password,sms')
  expect((await call('GET', container)).body['combinations']).toContain('fido2')
})

test('every address asks who calls and what they may', async () => {
  await using graph = await openTestGraph()
  const body = { displayName: 'Own', allowedCombinations: ['fido2'] }
  const { id } = (await graph.as(writer)('POST', root, body)).body
  const calls = [
    ['GET', root],
    ['GET', `${root}/${id}`],
    ['GET', `${root}/${id}/combinationConfigurations`],
    ['GET', `${container}/authenticationMethodModes`],
    ['GET', `${container}/combinations`],
    ['POST', root, body],
    ['PATCH', `${root}/${id}`, { displayName: 'Other' }],
    ['POST', `${root}/${id}/updateAllowedCombinations`, { allowedCombinations: ['sms'] }],
    ['DELETE', `${root}/${id}`],
  ] as const
  for (const [method, path, sent] of calls) {
    expect((await graph.asNobody(method, path, sent)).status, `${method} ${path}`).toBe(401)
    expect((await graph.as(stranger)(method, path, sent)).status, `${method} ${path}`).toBe(403)
    if (method !== 'GET') expect((await graph.as(reader)(method, path, sent)).status, `${method} ${path}`).toBe(403)
  }
})
