import { describe, expect, test } from 'vitest'
import {
  openAccessGraph,
  smallPolicy,
  withConditions,
  withGrant,
  withSession,
  withTarget,
  withUsers,
} from '../../../tests/kit/access-policies.ts'
import { applicationActor } from '../../../tests/kit/builders.ts'

const area = '/v1.0/identity/conditionalAccess'
const root = `${area}/policies`
const writer = applicationActor(['Policy.ReadWrite.ConditionalAccess', 'Policy.Read.All', 'Application.Read.All'])
const nothing = '00000000-0000-4000-8000-00000000dead'
const multifactor = '00000000-0000-0000-0000-000000000002'

describe('a policy that is not right is refused by the name of its property, and nothing is stored', () => {
  test.each<readonly [string, unknown]>([
    ['displayName', { ...smallPolicy, displayName: undefined }],
    ['displayName', { ...smallPolicy, displayName: ' ' }],
    ['state', { ...smallPolicy, state: undefined }],
    ['state', { ...smallPolicy, state: 'on' }],
    ['conditions', { ...smallPolicy, conditions: undefined }],
    ['conditions', { ...smallPolicy, conditions: null }],
    ['colour', { ...smallPolicy, colour: 'red' }],
    ['id', { ...smallPolicy, id: nothing }],
    ['createdDateTime', { ...smallPolicy, createdDateTime: '2026-01-01T00:00:00Z' }],
    ['description', { ...smallPolicy, description: 'x' }],
    ['templateId', { ...smallPolicy, templateId: nothing }],
    ['conditions/colour', withConditions({ colour: 'red' })],
    ['conditions/times', withConditions({ times: {} })],
    ['conditions/clientAppTypes', withConditions({ clientAppTypes: undefined })],
    ['conditions/clientAppTypes', withConditions({ clientAppTypes: [] })],
    ['conditions/clientAppTypes', withConditions({ clientAppTypes: ['all', 'browser'] })],
    ['conditions/clientAppTypes/0', withConditions({ clientAppTypes: ['Browser'] })],
    ['conditions/signInRiskLevels/0', withConditions({ signInRiskLevels: ['extreme'] })],
    ['conditions/servicePrincipalRiskLevels', withConditions({ servicePrincipalRiskLevels: ['high'] })],
    ['conditions/insiderRiskLevels', withConditions({ insiderRiskLevels: 'minor,extreme' })],
    ['conditions/users', withConditions({ users: undefined })],
    ['conditions/users', withUsers({})],
    ['conditions/users', withUsers({ includeUsers: [nothing] })],
    ['conditions/users', withUsers({ includeGroups: [nothing] })],
    ['conditions/users', withUsers({ includeRoles: [nothing] })],
    ['conditions/users', withUsers({ includeUsers: ['All'], excludeUsers: [nothing] })],
    ['conditions/users/includeUsers', withUsers({ includeUsers: ['ada@example.com'] })],
    ['conditions/users/includeUsers', withUsers({ includeUsers: ['All', 'None'] })],
    ['conditions/users/excludeUsers', withUsers({ includeUsers: ['All'], excludeUsers: ['All'] })],
    ['conditions/users/includeGroups', withUsers({ includeGroups: ['x'] })],
    ['conditions/users/includeRoles', withUsers({ includeRoles: ['Global Administrator'] })],
    ['conditions/users/includePeople', withUsers({ includePeople: [] })],
    [
      'conditions/users/includeGuestsOrExternalUsers/guestOrExternalUserTypes',
      withUsers({ includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'stranger' } }),
    ],
    ['conditions/applications', withTarget({})],
    [
      'conditions/applications',
      withTarget({ includeApplications: ['All'], includeUserActions: ['urn:user:registersecurityinfo'] }),
    ],
    ['conditions/applications', withTarget({ includeAuthenticationContextClassReferences: ['c1'] })],
    ['conditions/applications/includeUserActions/0', withTarget({ includeUserActions: ['urn:user:sing'] })],
    ['conditions/applications/includeApplications', withTarget({ includeApplications: ['Word'] })],
    ['conditions/applications/includeApplications', withTarget({ includeApplications: ['All', nothing] })],
    [
      'conditions/applications/excludeApplications',
      withTarget({ includeUserActions: ['urn:user:registersecurityinfo'], excludeApplications: [nothing] }),
    ],
    [
      'conditions/applications/applicationFilter',
      withTarget({ includeApplications: ['All'], applicationFilter: { mode: 'include', rule: 'x' } }),
    ],
    ['conditions/locations', withConditions({ locations: { includeLocations: [nothing] } })],
    ['conditions/locations/includeLocations', withConditions({ locations: {} })],
    ['conditions/locations/includeLocations', withConditions({ locations: { includeLocations: ['Home'] } })],
    [
      'conditions/locations/excludeLocations',
      withConditions({ locations: { includeLocations: ['All'], excludeLocations: ['All'] } }),
    ],
    ['conditions/platforms/includePlatforms', withConditions({ platforms: { excludePlatforms: ['iOS'] } })],
    ['conditions/platforms/includePlatforms/0', withConditions({ platforms: { includePlatforms: ['ios'] } })],
    ['conditions/devices/deviceFilter/mode', withConditions({ devices: { deviceFilter: { rule: 'x' } } })],
    [
      'conditions/devices/deviceFilter/rule',
      withConditions({ devices: { deviceFilter: { mode: 'include', rule: '' } } }),
    ],
    [
      'conditions/authenticationFlows/transferMethods',
      withConditions({ authenticationFlows: { transferMethods: 'pigeon' } }),
    ],
    [
      'conditions/clientApplications',
      withConditions({ clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] } }),
    ],
    ['grantControls', { ...smallPolicy, grantControls: undefined }],
    ['grantControls', { ...smallPolicy, grantControls: null, sessionControls: {} }],
    ['grantControls/operator', withGrant({ operator: undefined })],
    ['grantControls/operator', withGrant({ operator: 'XOR' })],
    ['grantControls/builtInControls', withGrant({ builtInControls: [] })],
    ['grantControls/builtInControls', withGrant({ builtInControls: ['block', 'mfa'] })],
    ['grantControls/builtInControls', withGrant({ builtInControls: ['passwordChange'] })],
    ['grantControls/builtInControls/0', withGrant({ builtInControls: ['retina'] })],
    ['grantControls/authenticationStrength', withGrant({ authenticationStrength: { id: multifactor } })],
    [
      'grantControls/authenticationStrength',
      withGrant({ builtInControls: [], authenticationStrength: { id: nothing } }),
    ],
    [
      'grantControls/authenticationStrength/id',
      withGrant({ builtInControls: [], authenticationStrength: { id: 'x' } }),
    ],
    ['grantControls/authenticationStrength@odata.bind', withGrant({ 'authenticationStrength@odata.bind': '/x' })],
    ['grantControls/termsOfUse', withGrant({ termsOfUse: [nothing] })],
    ['grantControls/customAuthenticationFactors', withGrant({ customAuthenticationFactors: ['x'] })],
    ['conditions/userRiskLevels', withGrant({ operator: 'AND', builtInControls: ['mfa', 'passwordChange'] })],
    [
      'sessionControls/signInFrequency/value',
      withSession({ signInFrequency: { isEnabled: true, value: 0, type: 'days' } }),
    ],
    [
      'sessionControls/signInFrequency/value',
      withSession({ signInFrequency: { isEnabled: true, value: 24, type: 'hours' } }),
    ],
    ['sessionControls/signInFrequency/type', withSession({ signInFrequency: { isEnabled: true, value: 1 } })],
    [
      'sessionControls/signInFrequency/value',
      withSession({ signInFrequency: { isEnabled: true, value: 1, type: 'days', frequencyInterval: 'everyTime' } }),
    ],
    ['sessionControls/persistentBrowser/mode', withSession({ persistentBrowser: { isEnabled: true } })],
    [
      'sessionControls/persistentBrowser',
      {
        ...withTarget({ includeApplications: [nothing] }),
        sessionControls: { persistentBrowser: { isEnabled: true, mode: 'always' } },
      },
    ],
    ['sessionControls/cloudAppSecurity/isEnabled', withSession({ cloudAppSecurity: { isEnabled: true } })],
    ['sessionControls/secureSignInSession/isEnabled', withSession({ secureSignInSession: { isEnabled: true } })],
  ])('%s in %j', async (target, body) => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    const answer = await call('POST', root, body)
    expect(answer, answer.text).toMatchObject({ status: 400, error: { code: 'Request_BadRequest' } })
    expect(answer.body['error'], answer.text).toMatchObject({ target })
    expect((await call('GET', root)).value).toEqual([])
  })

  test('also where an existing one is changed', async () => {
    await using graph = await openAccessGraph()
    const call = graph.as(writer)
    const made = await call('POST', root, smallPolicy)
    for (const change of [{ grantControls: null }, { conditions: { users: null } }, { state: 'x' }, { id: nothing }]) {
      expect((await call('PATCH', `${root}/${made.body['id']}`, change)).status).toBe(400)
    }
    expect((await call('GET', `${root}/${made.body['id']}`)).body).toEqual(made.body)
  })
})
