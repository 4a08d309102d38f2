import { describe, expect, test } from 'vitest'
import {
  openAccessGraph,
  smallPolicy,
  withConditions,
  withTarget,
  withUsers,
} from '../../../tests/kit/access-policies.ts'
import { aGroup, anAdministrator, anExternalGuest, applicationActor, aUser } from '../../../tests/kit/builders.ts'
import type { TestGraph } from '../../../tests/kit/graph.ts'
import { roleIds } from '../../roles/rules.ts'

const area = '/v1.0/identity/conditionalAccess'
const writer = applicationActor(['Policy.ReadWrite.ConditionalAccess'])
const asker = applicationActor(['Policy.Read.ConditionalAccess'])
const app = '11111111-1111-4111-8111-111111111111'
const nothing = '00000000-0000-4000-8000-00000000dead'

const inApp = { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: [app.toUpperCase()] }
const user = (userId?: string, more: object = {}) => ({ '@odata.type': '#microsoft.graph.userSignIn', userId, ...more })

async function store(graph: TestGraph, body: object): Promise<string> {
  graph.kernel.clock.advanceSeconds(1)
  const answer = await graph.as(writer)('POST', `${area}/policies`, body)
  expect(answer, answer.text).toMatchObject({ status: 201 })
  return String(answer.body['id'])
}

/** Of each policy by its name: `notSet` where it applies, else why not. */
async function ask(graph: TestGraph, question: object): Promise<Readonly<Record<string, unknown>>> {
  const answer = await graph.as(asker)('POST', `${area}/evaluate`, { signInContext: inApp, ...question })
  expect(answer, answer.text).toMatchObject({ status: 200 })
  for (const result of answer.value) expect(result['policyApplies']).toBe(result['analysisReasons'] === 'notSet')
  return Object.fromEntries(answer.value.map((result) => [result['displayName'], result['analysisReasons']]))
}

test('answers every policy as it is read, with whether and why it would apply', async () => {
  await using graph = await openAccessGraph()
  const { id } = await aUser(graph.kernel)
  const policy = await store(graph, smallPolicy)
  const off = await store(graph, { ...smallPolicy, displayName: 'Off', state: 'disabled' })
  await store(graph, { ...smallPolicy, displayName: 'Reporting', state: 'enabledForReportingButNotEnforced' })
  const answer = await graph.as(asker)('POST', `${area}/evaluate`, { signInIdentity: user(id), signInContext: inApp })
  const stored = (await graph.as(writer)('GET', `${area}/policies/${policy}`)).body
  const { '@odata.context': _context, ...whole } = stored
  expect(answer.body['@odata.context']).toMatch(/#Collection\(microsoft\.graph\.whatIfAnalysisResult\)$/)
  expect(answer.value[0]).toEqual({ ...whole, policyApplies: true, analysisReasons: 'notSet' })
  expect(answer.value[1]).toMatchObject({ id: off, policyApplies: false, analysisReasons: 'policyNotEnabled' })
  expect(answer.value[2]).toMatchObject({ displayName: 'Reporting', policyApplies: true })
  const question = { signInIdentity: user(id), signInContext: inApp, appliedPoliciesOnly: true }
  const applied = await graph.as(asker)('POST', `/beta${area.slice(5)}/evaluate`, question)
  expect(applied.value.map(({ displayName }) => displayName)).toEqual(['MFA for all', 'Reporting'])
})

describe('who is meant', () => {
  test('is found by id, group within group, role and kind of guest', async () => {
    await using graph = await openAccessGraph()
    const { kernel } = graph
    const [ada, guest] = [await aUser(kernel), await anExternalGuest(kernel)]
    const { user: admin } = await anAdministrator(kernel, roleIds.helpdeskAdministrator)
    const inner = await aGroup(kernel, { members: [ada] })
    const outer = await aGroup(kernel, { members: [inner] })
    const people = {
      ada: { includeUsers: [ada.id] },
      outer: { includeGroups: [outer.id] },
      role: { includeRoles: [roleIds.helpdeskAdministrator] },
      guests: { includeUsers: ['GuestsOrExternalUsers'] },
      b2b: { includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' } },
      notOuter: { includeUsers: ['All'], excludeGroups: [outer.id] },
    }
    for (const [displayName, users] of Object.entries(people)) await store(graph, { ...withUsers(users), displayName })
    const applied = async (identity: object) => {
      const told = await ask(graph, { signInIdentity: identity })
      for (const reason of Object.values(told)) expect(['notSet', 'users']).toContain(reason)
      return Object.keys(told).filter((name) => told[name] === 'notSet')
    }
    expect(await applied(user(ada.id))).toEqual(['ada', 'outer'])
    expect(await applied(user(ada.userPrincipalName))).toEqual(['ada', 'outer'])
    expect(await applied(user(admin.id))).toEqual(['role', 'notOuter'])
    expect(await applied(user(guest.id))).toEqual(['guests', 'b2b', 'notOuter'])
    const stranger = user(undefined, { externalUserType: 'b2bCollaborationGuest', externalTenantId: nothing })
    expect(await applied(stranger)).toEqual(['guests', 'b2b', 'notOuter'])
  })

  test('is an application where a policy is for applications', async () => {
    await using graph = await openAccessGraph()
    await store(graph, smallPolicy)
    const clientApplications = {
      includeServicePrincipals: ['ServicePrincipalsInMyTenant'],
      excludeServicePrincipals: [nothing],
    }
    const grantControls = { operator: 'OR', builtInControls: ['block'] }
    const body = withConditions({ users: undefined, clientApplications })
    await store(graph, { ...body, grantControls, displayName: 'Robots' })
    const robot = (servicePrincipalId: string) => ({
      signInIdentity: { '@odata.type': '#microsoft.graph.servicePrincipalSignIn', servicePrincipalId },
    })
    expect(await ask(graph, robot(app))).toEqual({ 'MFA for all': 'workloadIdentities', Robots: 'notSet' })
    expect(await ask(graph, robot(nothing))).toEqual({
      'MFA for all': 'workloadIdentities',
      Robots: 'workloadIdentities',
    })
    const { id } = await aUser(graph.kernel)
    expect(await ask(graph, { signInIdentity: user(id) })).toEqual({ 'MFA for all': 'notSet', Robots: 'users' })
  })
})

test('what is got at decides: applications, user actions, contexts', async () => {
  await using graph = await openAccessGraph()
  const { id } = await aUser(graph.kernel)
  await graph.as(writer)('PATCH', `${area}/authenticationContextClassReferences/c1`, { displayName: 'Payments' })
  await store(graph, { ...smallPolicy, displayName: 'all' })
  await store(graph, {
    ...withTarget({ includeApplications: ['All'], excludeApplications: [app] }),
    displayName: 'others',
  })
  await store(graph, {
    ...withTarget({ includeUserActions: ['urn:user:registersecurityinfo'] }),
    displayName: 'register',
  })
  await store(graph, { ...withTarget({ includeAuthenticationContextClassReferences: ['c1'] }), displayName: 'c1' })
  const asked = (signInContext?: object) => ask(graph, { signInIdentity: user(id), signInContext })
  const whole = { all: 'application', others: 'application', register: 'userActions', c1: 'authenticationContext' }
  expect(await asked(inApp)).toEqual({ ...whole, all: 'notSet' })
  expect(await asked({ ...inApp, includeApplications: [nothing] })).toEqual({
    ...whole,
    all: 'notSet',
    others: 'notSet',
  })
  const action = { '@odata.type': '#microsoft.graph.userActionContext', userAction: 'registerSecurityInformation' }
  expect(await asked(action)).toEqual({ ...whole, register: 'notSet' })
  const context = { '@odata.type': '#microsoft.graph.authContext', authenticationContextValue: 'c1' }
  expect(await asked(context)).toEqual({ ...whole, c1: 'notSet' })
})

test('where it comes from decides: trusted ranges, other ranges, countries', async () => {
  await using graph = await openAccessGraph()
  const { id } = await aUser(graph.kernel)
  const locate = async (body: object) => (await graph.as(writer)('POST', `${area}/namedLocations`, body)).body['id']
  const range = (cidrAddress: string) => [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress }]
  const ip = { '@odata.type': '#microsoft.graph.ipNamedLocation' }
  await locate({ ...ip, displayName: 'Office', isTrusted: true, ipRanges: range('192.0.2.0/24') })
  const cafe = await locate({ ...ip, displayName: 'Café', isTrusted: false, ipRanges: range('198.51.100.0/24') })
  const country = { '@odata.type': '#microsoft.graph.countryNamedLocation', displayName: 'North' }
  const north = await locate({ ...country, countriesAndRegions: ['NO'] })
  const places = { outside: ['All', 'AllTrusted'], cafe: [cafe], north: [north] }
  for (const [displayName, [included, ...excludeLocations]] of Object.entries(places)) {
    const locations = { includeLocations: [included], excludeLocations }
    await store(graph, { ...withConditions({ locations }), displayName })
  }
  const asked = (signInConditions: object) => ask(graph, { signInIdentity: user(id), signInConditions })
  expect(await asked({ ipAddress: '192.0.2.7' })).toEqual({ outside: 'location', cafe: 'location', north: 'location' })
  expect(await asked({ ipAddress: '198.51.100.7', country: 'no' })).toEqual({
    outside: 'notSet',
    cafe: 'notSet',
    north: 'notSet',
  })
  expect(await asked({ ipAddress: '::ffff:198.51.100.7' })).toMatchObject({ outside: 'notSet', cafe: 'notSet' })
  for (const untold of [{}, { ipAddress: null, country: null }, { ipAddress: '', country: '' }]) {
    expect(await asked(untold)).toEqual({
      outside: 'notEnoughInformation,location',
      cafe: 'notEnoughInformation,location',
      north: 'notEnoughInformation,location',
    })
  }
})

test.each<readonly [string, object]>([
  ['signInIdentity', {}],
  ['signInIdentity/@odata.type', { signInIdentity: { userId: 'x' } }],
  [
    'signInIdentity/servicePrincipalId',
    { signInIdentity: { '@odata.type': '#microsoft.graph.servicePrincipalSignIn' } },
  ],
  ['signInContext/@odata.type', { signInIdentity: user(), signInContext: {} }],
  ['signInConditions/devicePlatform', { signInIdentity: user(), signInConditions: { devicePlatform: 'toaster' } }],
  ['signInConditions/ipAddress', { signInIdentity: user(), signInConditions: { ipAddress: '999.1.1.1' } }],
  ['signInConditions/ipAddress', { signInIdentity: user(), signInConditions: { ipAddress: '192.0.2.0/24' } }],
  ['signInConditions/ipAddress', { signInIdentity: user(), signInConditions: { ipAddress: 3_221_225_985 } }],
  ['signInConditions/country', { signInIdentity: user(), signInConditions: { country: 'Norway' } }],
  ['signInConditions/country', { signInIdentity: user(), signInConditions: { country: 'N1' } }],
  ['colour', { signInIdentity: user(), colour: 'red' }],
])('a question that is wrong in %s is refused by name', async (target, body) => {
  await using graph = await openAccessGraph()
  const answer = await graph.as(asker)('POST', `${area}/evaluate`, body)
  expect(answer, answer.text).toMatchObject({ status: 400 })
  expect(answer.body['error']).toMatchObject({ target })
})

test('somebody who does not exist is not found', async () => {
  await using graph = await openAccessGraph()
  const answer = await graph.as(asker)('POST', `${area}/evaluate`, { signInIdentity: user(nothing) })
  expect(answer).toMatchObject({ status: 404, error: { innerCode: 'userNotFound' } })
})
