import { describe, expect, test } from 'vitest'
import { methodsPolicy } from '../../../contract/graph/authentication-methods-policy.ts'
import { aGroup, applicationActor, aUser } from '../../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { methodsPolicyRoutes } from './graph.ts'

const root = 'policies/authenticationMethodsPolicy'
const passType = '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration'

const open = () => openTestGraph({ routes: methodsPolicyRoutes })
const asWriter = (graph: TestGraph) => graph.as(applicationActor(['Policy.ReadWrite.AuthenticationMethod']))
const campaign = (change: object) => ({
  registrationEnforcement: { authenticationMethodsRegistrationCampaign: change },
})

describe('what the policy says of all methods together', () => {
  test('is there from the start, more of it in beta', async () => {
    await using graph = await open()
    const call = asWriter(graph)
    const stable = await call('GET', `/v1.0/${root}`)
    expect(methodsPolicy.safeParse(stable.body).error).toBeUndefined()
    expect(stable.body).toMatchObject({
      policyMigrationState: 'migrationComplete',
      reconfirmationInDays: null,
      ...campaign({
        state: 'default',
        snoozeDurationInDays: 1,
        includeTargets: [{ id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'fido2' }],
        excludeTargets: [],
      }),
    })
    expect(stable.body).not.toHaveProperty('systemCredentialPreferences')
    const beta = await call('GET', `/beta/${root}`)
    expect(methodsPolicy.safeParse(beta.body).error).toBeUndefined()
    expect(beta.body).toMatchObject({
      systemCredentialPreferences: { state: 'default' },
      reportSuspiciousActivitySettings: { state: 'default', voiceReportingCode: 0 },
    })
  })

  test('is changed with an answer that shows it, and keeps what is not named', async () => {
    await using graph = await open()
    const call = asWriter(graph)
    const [group, user] = [await aGroup(graph.kernel), await aUser(graph.kernel)]
    const includeTargets = [
      { id: group.id.toUpperCase(), targetType: 'group', targetedAuthenticationMethod: 'softwareOath' },
    ]
    const excludeTargets = [{ id: user.id, targetType: 'user' }]
    const records = await recordsOf(graph.kernel, async () => {
      const answer = await call('PATCH', `/v1.0/${root}`, {
        ...campaign({ state: 'enabled', snoozeDurationInDays: 14, includeTargets, excludeTargets }),
        reconfirmationInDays: 730,
      })
      expect(answer.status).toBe(200)
      expect(answer.body).toMatchObject({ reconfirmationInDays: 730, policyMigrationState: 'migrationComplete' })
    })
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Authentication Methods Policy Update',
        targetResources: [
          { modifiedProperties: [{ displayName: 'reconfirmationInDays' }, { displayName: 'registrationCampaign' }] },
        ],
      },
    ])
    await call('PATCH', `/v1.0/${root}`, campaign({ snoozeDurationInDays: 0 }))
    const { body } = await call('GET', `/v1.0/${root}`)
    expect(body).toMatchObject(
      campaign({
        state: 'enabled',
        snoozeDurationInDays: 0,
        includeTargets: [{ ...includeTargets[0], id: group.id }],
        excludeTargets,
      }),
    )
    expect(
      (await call('PATCH', `/v1.0/${root}`, { reconfirmationInDays: null })).body['reconfirmationInDays'],
    ).toBeNull()
  })

  test('may be sent back as it was read', async () => {
    await using graph = await open()
    const call = asWriter(graph)
    const { body } = await call('GET', `/beta/${root}`)
    const {
      id: _id,
      displayName: _name,
      description: _text,
      lastModifiedDateTime: _at,
      policyVersion: _v,
      ...own
    } = body
    const answer = await call('PATCH', `/beta/${root}`, own)
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body).toEqual(body)
  })

  test.each([
    [campaign({ snoozeDurationInDays: 15 }), 'snoozeDurationInDays', '0 to 14'],
    [campaign({ snoozeDurationInDays: -1 }), 'snoozeDurationInDays', '0 to 14'],
    [campaign({ state: 'on' }), 'registrationEnforcement/authenticationMethodsRegistrationCampaign/state', 'default'],
    [{ reconfirmationInDays: 731 }, 'reconfirmationInDays', '0 to 730'],
    [{ reconfirmationInDays: 0.5 }, 'reconfirmationInDays', 'whole number'],
    [{ policyMigrationState: 'done' }, 'policyMigrationState', 'preMigration'],
    [{ registrationEnforcement: null }, 'registrationEnforcement', ''],
    [{ systemCredentialPreferences: { state: 'enabled' } }, 'systemCredentialPreferences', 'Leave it out'],
    [
      campaign({
        includeTargets: [
          { id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'microsoftAuthenticator' },
        ],
      }),
      'targetedAuthenticationMethod',
      'fido2 or softwareOath',
    ],
    [campaign({ excludeTargets: [{ id: 'all_users', targetType: 'user' }] }), 'excludeTargets', 'of a user'],
  ])('refuses %j in v1.0, naming %s, and changes nothing', async (body, target, part) => {
    await using graph = await open()
    const call = asWriter(graph)
    const enabled = [{ '@odata.type': passType, state: 'enabled' }]
    const answer = await call('PATCH', `/v1.0/${root}`, { ...body, authenticationMethodConfigurations: enabled })
    expect(answer).toMatchObject({ status: 400, body: { error: { target } } })
    expect(answer.error.message).toContain(part)
    expect((await call('GET', `/v1.0/${root}`)).body['lastModifiedDateTime']).toBeNull()
  })

  test('refuses groups and users that are not there', async () => {
    await using graph = await open()
    const id = '00000000-0000-4000-8000-000000000000'
    for (const targetType of ['user', 'group']) {
      const answer = await asWriter(graph)('PATCH', `/v1.0/${root}`, campaign({ excludeTargets: [{ id, targetType }] }))
      expect(answer).toMatchObject({ status: 400, error: { innerCode: 'policyInvalid' } })
      expect(answer.error.message).toContain(`no ${targetType} '${id}'`)
    }
  })

  test('beta keeps which method is preferred, and refuses reports that nobody could make', async () => {
    await using graph = await open()
    const call = asWriter(graph)
    const preferred = await call('PATCH', `/beta/${root}`, { systemCredentialPreferences: { state: 'enabled' } })
    expect(preferred.body).toMatchObject({ systemCredentialPreferences: { state: 'enabled' } })
    const reports = await call('PATCH', `/beta/${root}`, { reportSuspiciousActivitySettings: { state: 'enabled' } })
    expect(reports).toMatchObject({ status: 501, body: { error: { target: 'reportSuspiciousActivitySettings' } } })
    const off = await call('PATCH', `/beta/${root}`, { reportSuspiciousActivitySettings: { state: 'disabled' } })
    expect(off.body).toMatchObject({ reportSuspiciousActivitySettings: { state: 'disabled' } })
  })
})

describe('single users as targets', () => {
  const configuration = `/v1.0/${root}/authenticationMethodConfigurations/TemporaryAccessPass`

  test('are kept as they are named, once they exist', async () => {
    await using graph = await open()
    const user = await aUser(graph.kernel)
    const includeTargets = [{ targetType: 'user', id: user.id, isRegistrationRequired: false }]
    const call = asWriter(graph)
    expect((await call('PATCH', configuration, { '@odata.type': passType, includeTargets })).status).toBe(204)
    expect((await call('GET', configuration)).body).toMatchObject({ includeTargets })
    const unknown = [{ targetType: 'user', id: '00000000-0000-4000-8000-000000000000' }]
    const refused = await call('PATCH', configuration, { '@odata.type': passType, excludeTargets: unknown })
    expect(refused).toMatchObject({ status: 400, error: { innerCode: 'policyInvalid' } })
  })
})
