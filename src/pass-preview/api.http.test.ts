import Ajv2020 from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { beforeAll, describe, expect, test } from 'vitest'
import { passPreview } from '../../contract/api/pass-preview.ts'
import { aPolicy, phishingResistant } from '../../tests/kit/access-in-force.ts'
import {
  aGroup,
  anAdministrator,
  anExternalGuest,
  applicationActor,
  aRole,
  aUnit,
  aUser,
  delegated,
  holding,
  systemActor,
} from '../../tests/kit/builders.ts'
import { type GraphAnswer, type GraphCaller, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { aPass } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { storedBy } from '../../tests/kit/stored-by-table.ts'
import { createPublicApplication } from '../applications/service.ts'
import type { User } from '../directory/rules.ts'
import { apiDocument } from '../faces/api/openapi.ts'
import { apiRoutes } from '../faces/api/routes.ts'
import { roleIds } from '../roles/rules.ts'

let graph: TestGraph
let call: GraphCaller
let user: User
let appId: string

beforeAll(async () => {
  graph = await openTestGraph()
  const { kernel } = graph
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
  user = await aUser(kernel, { displayName: 'Ada Example' })
  const given = { displayName: 'HR', redirectUris: ['https://hr.example.com/in'], delegatedPermissions: ['User.Read'] }
  appId = (await createPublicApplication(kernel, systemActor(), given)).appId
  await aPolicy(kernel, {
    displayName: 'Keys for HR',
    applications: [appId],
    grant: { authenticationStrength: phishingResistant },
  })
  call = graph.as(applicationActor(['UserAuthMethod-TAP.ReadWrite.All']))
  return () => graph[Symbol.asyncDispose]()
})

const preview = (body: unknown = {}, by = call, of: { readonly id: string } = user): Promise<GraphAnswer> =>
  by('POST', `/api/v1/users/${of.id}/pass-preview`, body)

const stored = () => storedBy(graph.kernel, [])

test('tells what a pass would open, in sentences and policy by policy', async () => {
  const answer = await preview({ lifetimeInMinutes: 120, isUsableOnce: true })
  expect(answer.status, answer.text).toBe(200)
  const told = passPreview.parse(answer.body)
  expect(told).toMatchObject({
    user: { id: user.id, displayName: 'Ada Example', userPrincipalName: user.userPrincipalName },
    verdict: 'partly',
    issuance: {
      allowed: true,
      refusals: [],
      notes: [],
      startDateTime: '2026-03-02T08:00:00.000Z',
      endDateTime: '2026-03-02T10:00:00.000Z',
      lifetimeInMinutes: 120,
      isUsableOnce: true,
      policy: {
        minimumLifetimeInMinutes: 60,
        maximumLifetimeInMinutes: 480,
        defaultLifetimeInMinutes: 60,
        isUsableOnce: false,
      },
    },
    policies: [
      {
        displayName: 'Keys for HR',
        state: 'enabled',
        signIn: {
          applies: 'yes',
          dependsOn: [],
          result: 'asksForMore',
          missing: ['authenticationStrength'],
          strength: 'Phishing resistant MFA',
          reasons: [],
        },
        appIds: [appId],
        registration: { applies: 'no', result: null, reasons: ['application'] },
      },
    ],
    applications: [
      { displayName: 'Latchkey', opens: 'yes', policyIds: [], asked: null },
      { appId, opens: 'afterMore', asked: { next: 'register', methods: ['fido2'] } },
    ],
    registration: { allowed: 'yes', minutesAfterSignIn: 10, untilDateTime: '2026-03-02T10:00:00.000Z' },
  })
  expect(told.registration.methods.map(({ kind, canRegister }) => [kind, canRegister])).toEqual([
    ['fido2', true],
    ['softwareOath', true],
  ])
  expect(told.summary[0]).toMatch(/^A pass would be issued to Ada Example, for one sign-in, from 2026-03-02 08:00/)
})

test('an answer is as the OpenAPI document says', async () => {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema({ ...apiDocument(apiRoutes, 'https://id.example.com') }, 'document')
  const place = 'paths/~1users~1%7Bid%7D~1pass-preview/post/responses/200/content/application~1json/schema'
  const validate = ajv.compile({ $ref: `document#/${place}` })
  expect(validate((await preview()).body), JSON.stringify(validate.errors)).toBe(true)
  expect(validate({ verdict: 'works' })).toBe(false)
})

test('nothing is written, and no code is made', async () => {
  const before = await stored()
  const records = await recordsOf(graph.kernel, async () => {
    const { text } = await preview()
    expect(text).not.toContain('temporaryAccessPass"')
  })
  expect(records).toEqual([])
  expect(await stored()).toEqual(before)
})

test('what would be refused is part of the answer, all of it at once', async () => {
  const answer = await preview({ lifetimeInMinutes: 43_200 })
  expect(answer).toMatchObject({
    status: 200,
    body: {
      verdict: 'refused',
      issuance: { allowed: false, refusals: [{ code: 'passLifetimeOutOfRange', property: 'lifetimeInMinutes' }] },
    },
  })
  const guest = await preview({ lifetimeInMinutes: 43_200 }, call, await anExternalGuest(graph.kernel))
  const { refusals } = passPreview.parse(guest.body).issuance
  expect(refusals.map(({ code }) => code)).toEqual(['passForExternalGuest', 'passLifetimeOutOfRange'])
})

test('a start that is past becomes now, as with a real pass', async () => {
  const told = passPreview.parse((await preview({ startDateTime: '2020-01-01T00:00:00Z' })).body)
  expect(told.issuance.startDateTime).toBe('2026-03-02T08:00:00.000Z')
  const later = passPreview.parse((await preview({ startDateTime: '2026-03-09T08:00:00+01:00' })).body)
  expect(later.issuance.startDateTime).toBe('2026-03-09T07:00:00.000Z')
})

test('applications may be chosen, ours too, in any letter case', async () => {
  const ids = async (appIds: readonly string[]) =>
    passPreview.parse((await preview({ appIds })).body).applications.map((one) => one.appId)
  expect(await ids([appId.toUpperCase()])).toEqual([appId])
  expect(await ids(['4c617463-686b-4579-8000-000000000001'])).toEqual(['4c617463-686b-4579-8000-000000000001'])
})

test('null stands for what is not said', async () => {
  const nothing = ['startDateTime', 'lifetimeInMinutes', 'isUsableOnce', 'ipAddress', 'devicePlatform', 'appIds']
  const answer = await preview(Object.fromEntries(nothing.map((name) => [name, null])))
  expect(answer.body).toEqual((await preview()).body)
})

test.each<[string, unknown]>([
  ['lifetimeInMinutes', { lifetimeInMinutes: 9 }],
  ['lifetimeInMinutes', { lifetimeInMinutes: '60' }],
  ['startDateTime', { startDateTime: 'tomorrow' }],
  ['isUsableOnce', { isUsableOnce: 'yes' }],
  ['ipAddress', { ipAddress: 'localhost' }],
  ['ipAddress', { ipAddress: '192.0.2.7:80' }],
  ['ipAddress', { ipAddress: 7 }],
  ['devicePlatform', { devicePlatform: 'toaster' }],
  ['appIds', { appIds: [] }],
  ['appIds', { appIds: ['00000000-0000-4000-8000-00000000dead'] }],
  ['appIds/0', { appIds: ['HR'] }],
  ['temporaryAccessPass', { temporaryAccessPass: 'mine' }],
  ['@odata.type', { '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod' }],
])('a body that is wrong in %s is refused by name', async (target, body) => {
  const answer = await preview(body)
  expect(answer, answer.text).toMatchObject({ status: 400, body: { error: { target } } })
})

describe('whoever could not issue the pass is told nothing', () => {
  const isRefused = async (by: GraphCaller, of: { readonly id: string }, code: string) => {
    const before = await stored()
    const answer = await preview({}, by, of)
    expect(answer).toMatchObject({ status: 403, error: { innerCode: code } })
    expect(answer.text).not.toContain('Keys for HR')
    expect(await stored()).toEqual(before)
  }

  test('an application without the permission, also of somebody who is not there', async () => {
    const reader = graph.as(applicationActor(['UserAuthMethod-TAP.Read.All', 'Policy.Read.All']))
    await isRefused(reader, user, 'insufficientPrivileges')
    await isRefused(reader, { id: 'nobody@example.com' }, 'insufficientPrivileges')
    expect((await preview({}, call, { id: 'nobody@example.com' })).status).toBe(404)
  })

  test('somebody in a role that does not reach the user, or without one', async () => {
    const { actor } = await anAdministrator(graph.kernel, roleIds.authenticationAdministrator)
    const chief = await anAdministrator(graph.kernel, roleIds.globalAdministrator)
    await isRefused(graph.as(actor), chief.user, 'targetOutOfReach')
    await isRefused(graph.as({ ...actor, roles: [] }), user, 'insufficientPrivileges')
    await isRefused(graph.as(delegated(actor, ['User.Read'])), user, 'insufficientPrivileges')
    const acting = graph.as(delegated(actor, ['UserAuthMethod-TAP.ReadWrite.All']))
    expect((await preview({}, acting)).status).toBe(200)
  })

  test('anybody of oneself, under any name', async () => {
    const { actor, user: self } = await anAdministrator(graph.kernel, roleIds.globalAdministrator)
    await isRefused(graph.as(actor), self, 'notOnYourself')
    expect(await graph.as(actor)('POST', '/api/v1/me/pass-preview', {})).toMatchObject({
      status: 403,
      error: { innerCode: 'notOnYourself' },
    })
  })

  test('a desk for one unit of anybody outside it', async () => {
    const { kernel } = graph
    const [inside, outside] = [await aUser(kernel), await aUser(kernel)]
    const role = await aRole(kernel, ['users/authenticationMethods/temporaryAccessPass/create'])
    const unit = await aUnit(kernel, { members: [inside] })
    const desk = graph.as(await holding(kernel, await aUser(kernel), role.id, unit))
    expect((await preview({}, desk, inside)).status).toBe(200)
    await isRefused(desk, outside, 'targetOutOfReach')
  })
})

test('that a pass is replaced is told to whoever may see it', async () => {
  const { kernel } = graph
  const owner = await aUser(kernel)
  await aPass(kernel, owner)
  const notes = async (by: GraphCaller) =>
    passPreview.parse((await preview({}, by, owner)).body).issuance.notes.map(({ code }) => code)
  expect(await notes(call)).toEqual(['replacesPass'])
  const role = await aRole(kernel, ['users/authenticationMethods/temporaryAccessPass/create'])
  const desk = graph.as(await holding(kernel, await aUser(kernel), role.id))
  expect(await notes(desk)).toEqual([])
})

test('a group of theirs that is excluded changes what is told', async () => {
  const { kernel } = graph
  const other = await aUser(kernel)
  const group = await aGroup(kernel, { members: [other] })
  await aPolicy(kernel, { displayName: 'All but them', users: { includeUsers: ['All'], excludeGroups: [group.id] } })
  const verdictOf = async (of: User) => passPreview.parse((await preview({}, call, of)).body).verdict
  expect([await verdictOf(user), await verdictOf(other)]).toEqual(['fails', 'partly'])
})
