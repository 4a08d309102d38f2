import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAdministrator, applicationActor, aUser, userActor } from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { anAuthenticatorApp, aPass, aPasskey } from '../../tests/kit/methods.ts'
import type { UserActor } from '../base/actor.ts'
import type { User } from '../directory/rules.ts'
import { roleIds } from '../roles/rules.ts'
import { reportRoutes } from './graph.ts'

const reader = applicationActor(['AuditLog.Read.All'])
const root = '/v1.0/reports/authenticationMethods'

let graph: TestGraph
let ada: User
let person: UserActor
beforeAll(async () => {
  graph = await openTestGraph({ routes: reportRoutes })
  const { kernel } = graph
  ada = await aUser(kernel, { displayName: 'Ada', userPrincipalName: 'ada@example.com' })
  const ben = await aUser(kernel, { displayName: 'Ben', userPrincipalName: 'ben@example.com' })
  person = (await anAdministrator(kernel, roleIds.reportsReader, { displayName: 'Cleo' })).actor
  await aPasskey(kernel, ada)
  await anAuthenticatorApp(kernel, ben)
  await aPass(kernel, ben)
})
afterAll(() => graph[Symbol.asyncDispose]())

describe('userRegistrationDetails', () => {
  test('lists everybody with what they have registered', async () => {
    const { status, body, value } = await graph.as(reader)('GET', `${root}/userRegistrationDetails?$count=true`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      '@odata.context': 'http://localhost:8080/v1.0/$metadata#reports/authenticationMethods/userRegistrationDetails',
      '@odata.count': 3,
    })
    expect(value.map((one) => one['userDisplayName'])).toEqual(['Ada', 'Ben', 'Cleo'])
    expect(value[0]).toEqual({
      id: ada.id,
      userPrincipalName: 'ada@example.com',
      userDisplayName: 'Ada',
      userType: 'member',
      isAdmin: false,
      isSsprRegistered: false,
      isSsprEnabled: false,
      isSsprCapable: false,
      isMfaRegistered: true,
      isMfaCapable: true,
      isPasswordlessCapable: true,
      methodsRegistered: ['passKeyDeviceBound'],
      isSystemPreferredAuthenticationMethodEnabled: true,
      systemPreferredAuthenticationMethods: ['fido2'],
      userPreferredMethodForSecondaryAuthentication: 'none',
      lastUpdatedDateTime: '2026-03-02T08:00:30.000Z',
    })
    expect(value[1]).toMatchObject({
      methodsRegistered: ['temporaryAccessPass', 'softwareOneTimePasscode'],
      userPreferredMethodForSecondaryAuthentication: 'oath',
    })
    expect(value[2]).toMatchObject({ isAdmin: true, methodsRegistered: [] })
  })

  test('is filtered, ordered, selected and paged', async () => {
    const call = graph.as(reader)
    const filter = encodeURIComponent("methodsRegistered/any(t:t eq 'softwareOneTimePasscode')")
    const found = await call('GET', `${root}/userRegistrationDetails?$filter=${filter}&$select=userPrincipalName`)
    expect(found.value).toEqual([{ userPrincipalName: 'ben@example.com' }])
    const first = await call('GET', `${root}/userRegistrationDetails?$top=2&$orderby=userPrincipalName%20desc`)
    expect(first.value.map((one) => one['userDisplayName'])).toEqual(['Ben', 'Ada'])
    const next = await call('GET', String(first.body['@odata.nextLink']))
    expect(next.value.map((one) => one['userDisplayName'])).toEqual(['Cleo'])
    expect((await call('GET', `${root}/userRegistrationDetails?$orderby=isAdmin`)).status).toBe(400)
  })

  test.each([(id: string) => `/${id}`, (id: string) => `('${id.toUpperCase()}')`])(
    'one user is read by key',
    async (key) => {
      const answer = await graph.as(reader)('GET', `${root}/userRegistrationDetails${key(ada.id)}`)
      expect([answer.status, answer.body['userDisplayName']]).toEqual([200, 'Ada'])
      const nobody = key('00000000-0000-4000-8000-0000000000ff')
      expect((await graph.as(reader)('GET', `${root}/userRegistrationDetails${nobody}`)).status).toBe(404)
    },
  )
})

describe('the summaries', () => {
  test.each([
    'usersRegisteredByMethod',
    'usersRegisteredByMethod()',
    'microsoft.graph.usersRegisteredByMethod()',
    "usersRegisteredByMethod(includedUserTypes='all',includedUserRoles='all')",
  ])('%s counts the users of each method', async (path) => {
    const { status, body } = await graph.as(person)('GET', `${root}/${path}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ totalUserCount: 3, userRoles: 'all', userTypes: 'all' })
    expect(body['userRegistrationMethodCounts']).toContainEqual({
      authenticationMethod: 'passKeyDeviceBound',
      userCount: 1,
    })
  })

  test('usersRegisteredByFeature counts the users of each capability', async () => {
    const path = "usersRegisteredByFeature(includedUserTypes='member',includedUserRoles='user')"
    const { body } = await graph.as(person)('GET', `${root}/${path}`)
    expect(body).toEqual({
      '@odata.context': 'http://localhost:8080/v1.0/$metadata#microsoft.graph.userRegistrationFeatureSummary',
      totalUserCount: 2,
      userRoles: 'user',
      userTypes: 'member',
      userRegistrationFeatureCounts: [
        { feature: 'ssprRegistered', userCount: 1 },
        { feature: 'ssprEnabled', userCount: 0 },
        { feature: 'ssprCapable', userCount: 0 },
        { feature: 'passwordlessCapable', userCount: 1 },
        { feature: 'mfaCapable', userCount: 2 },
      ],
    })
  })

  test.each([
    "usersRegisteredByMethod(includedUserTypes='robots')",
    "usersRegisteredByFeature(includedUserRoles='owner')",
    "usersRegisteredByFeature(everything='all')",
  ])('%s is refused with what is allowed', async (path) => {
    const { status, error } = await graph.as(person)('GET', `${root}/${path}`)
    expect(status).toBe(400)
    expect(error.message).not.toBe('')
  })

  test('are for people alone, as Graph has no application permission for them', async () => {
    expect((await graph.as(reader)('GET', `${root}/usersRegisteredByMethod()`)).status).toBe(403)
  })
})

test.each([
  'userRegistrationDetails',
  'userRegistrationDetails/x',
  'usersRegisteredByMethod',
  'usersRegisteredByFeature',
])('%s is forbidden to whoever may not read reports', async (path) => {
  const nobody = userActor(ada)
  for (const actor of [applicationActor(['User.Read.All']), nobody]) {
    expect((await graph.as(actor)('GET', `${root}/${path}`)).status).toBe(403)
  }
  expect((await graph.asNobody('GET', `${root}/${path}`)).status).toBe(401)
})
