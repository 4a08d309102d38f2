import { describe, expect, test } from 'vitest'
import { anAdministrator, applicationActor, aUser } from '../../tests/kit/builders.ts'
import { openTestGraph } from '../../tests/kit/graph.ts'
import type { TestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { inSession } from '../../tests/kit/sessions.ts'
import { Secret } from '../base/secret.ts'
import { isSignedIn } from '../sessions/service.ts'
import { directoryRoutes } from './graph.ts'
import { firstPassword } from './passwords.ts'
import type { User } from './rules.ts'
import { requireUser } from './service.ts'

const open = () => openTestGraph({ routes: directoryRoutes })
const roles = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  helpdesk: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  groups: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
}
const signedIn = (kernel: TestKernel, user: User) => kernel.store.read((r) => isSignedIn(r, user.id))
const current = 'correct horse battery staple'
const next = 'quilt fjord banjo marble'
const withPassword = { credential: firstPassword(new Secret(current), false) }

describe('revoking sign-in sessions', () => {
  test('ends every session of the user at once and records it in Entra’s words', async () => {
    await using graph = await open()
    const { kernel } = graph
    const [user, other] = [await aUser(kernel), await aUser(kernel)]
    for (const owner of [user, user, other]) await inSession(kernel, owner)
    kernel.clock.advanceSeconds(90)
    const call = graph.as(applicationActor(['User.RevokeSessions.All']))
    const records = await recordsOf(kernel, async () => {
      const answer = await call('POST', `/v1.0/users/${user.userPrincipalName}/microsoft.graph.revokeSignInSessions`)
      expect(answer).toMatchObject({ status: 200 })
      expect(answer.body).toEqual({
        '@odata.context': 'http://localhost:8080/v1.0/$metadata#Edm.Boolean',
        value: true,
      })
    })
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Update StsRefreshTokenValidFrom Timestamp',
        category: 'UserManagement',
        result: 'success',
        targetResources: [{ id: user.id, modifiedProperties: [{ displayName: 'StsRefreshTokensValidFrom' }] }],
      },
    ])
    expect([await signedIn(kernel, user), await signedIn(kernel, other)]).toEqual([false, true])
    const after = await kernel.store.read((r) => requireUser(r, user.id))
    expect(after.sessionsValidFrom).toBe(kernel.clock.now())
  })

  test('is open to everybody for themself, without a role', async () => {
    await using graph = await open()
    const user = await aUser(graph.kernel)
    const actor = await inSession(graph.kernel, user)
    expect(await graph.as(actor)('POST', '/v1.0/me/revokeSignInSessions', {})).toMatchObject({ status: 200 })
    expect(await signedIn(graph.kernel, user)).toBe(false)
  })

  test('of others takes permission, role and reach, and without them nothing ends', async () => {
    await using graph = await open()
    const { kernel } = graph
    const member = await aUser(kernel)
    const { user: chief } = await anAdministrator(kernel, roles.globalAdministrator)
    for (const owner of [member, chief]) await inSession(kernel, owner)
    const { actor: helpdesk } = await anAdministrator(kernel, roles.helpdesk)
    const { actor: groups } = await anAdministrator(kernel, roles.groups)
    const application = applicationActor(['Group.ReadWrite.All'])
    const tries = [
      [application, member.id, 403, 'insufficientPrivileges'],
      [groups, member.id, 403, 'insufficientPrivileges'],
      [helpdesk, chief.id, 403, 'targetOutOfReach'],
      [application, 'nobody@example.com', 403, 'insufficientPrivileges'],
      [helpdesk, 'nobody@example.com', 404, 'userNotFound'],
    ] as const
    for (const [actor, key, status, innerCode] of tries) {
      const records = await recordsOf(kernel, async () => {
        const answer = await graph.as(actor)('POST', `/v1.0/users/${key}/revokeSignInSessions`, {})
        expect(answer).toMatchObject({ status, error: { innerCode } })
      })
      expect(records).toMatchObject([{ result: 'failure', additionalDetails: [{ value: innerCode }] }])
    }
    expect([await signedIn(kernel, member), await signedIn(kernel, chief)]).toEqual([true, true])
    const answer = await graph.as(helpdesk)('POST', `/v1.0/users/${member.id}/revokeSignInSessions`, {})
    expect(answer.status).toBe(200)
  })
})

describe('changing the own password', () => {
  const address = '/v1.0/me/changePassword'
  const body = { currentPassword: current, newPassword: next }

  test('answers 204, keeps this session and ends the others', async () => {
    await using graph = await open()
    const user = await aUser(graph.kernel, withPassword)
    await inSession(graph.kernel, user)
    const actor = await inSession(graph.kernel, user)
    const records = await recordsOf(graph.kernel, async () => {
      expect(await graph.as(actor)('POST', address, body)).toMatchObject({ status: 204, text: '' })
    })
    expect(records).toMatchObject([{ activityDisplayName: 'Change user password', result: 'success' }])
    expect(JSON.stringify(records)).not.toContain(next)
    const live = await graph.kernel.store.read((r) =>
      r.db.selectFrom('sessions').select('id').where('ended_at', 'is', null).execute(),
    )
    expect(live).toEqual([{ id: actor.sessionId }])
    const again = await graph.as(actor)('POST', address, body)
    expect(again).toMatchObject({ status: 400, error: { innerCode: 'currentPasswordWrong' } })
  })

  test('counts wrong tries with those at sign-in, and changes nothing', async () => {
    await using graph = await open()
    const user = await aUser(graph.kernel, withPassword)
    const actor = await inSession(graph.kernel, user)
    const call = graph.as(actor)
    const statuses = new Set<number>()
    for (let tries = 0; tries < 30; tries++) {
      statuses.add((await call('POST', address, { ...body, currentPassword: `wrong ${tries}` })).status)
    }
    expect([...statuses]).toEqual([400, 429])
    const held = await call('POST', address, body)
    expect(held).toMatchObject({ status: 429, error: { innerCode: 'throttled' } })
    expect(Number(held.headers['retry-after'])).toBeGreaterThan(0)
  })

  test('counts each wrong try of a batch', async () => {
    await using graph = await openTestGraph()
    const user = await aUser(graph.kernel, withPassword)
    const call = graph.as(await inSession(graph.kernel, user))
    const headers = { 'content-type': 'application/json' }
    const requests = Array.from({ length: 20 }, (_, tries) => ({
      id: `${tries}`,
      method: 'POST',
      url: address.replace('/v1.0', ''),
      headers,
      body: { ...body, currentPassword: `wrong ${tries}` },
    }))
    for (let batches = 0; batches < 2; batches++) await call('POST', '/v1.0/$batch', { requests })
    expect(await call('POST', address, body)).toMatchObject({ status: 429, error: { innerCode: 'throttled' } })
  })

  test.each([
    [{}, 400, 'malformedRequest'],
    [{ currentPassword: current }, 400, 'malformedRequest'],
    [{ currentPassword: null, newPassword: next }, 400, 'malformedRequest'],
    [{ ...body, other: 1 }, 400, 'malformedRequest'],
    [{ currentPassword: current, newPassword: 'password1' }, 400, 'passwordUnacceptable'],
    [{ currentPassword: current, newPassword: current }, 400, 'passwordUnacceptable'],
  ])('from %j is %i %s', async (asked, status, innerCode) => {
    await using graph = await open()
    const user = await aUser(graph.kernel, withPassword)
    const answer = await graph.as(await inSession(graph.kernel, user))('POST', address, asked)
    expect(answer).toMatchObject({ status, error: { innerCode } })
    expect(answer.text).not.toContain(current)
  })

  test('takes an application that acts for the user its permission', async () => {
    await using graph = await open()
    const user = await aUser(graph.kernel, withPassword)
    const actor = await inSession(graph.kernel, user)
    const through = (permissions: readonly string[]) =>
      graph.as({ ...actor, application: { appId: 'a', servicePrincipalId: 'b', displayName: 'App', permissions } })
    for (const path of [address, '/v1.0/me/revokeSignInSessions']) {
      expect(await through(['User.Read'])('POST', path, path === address ? body : {})).toMatchObject({
        status: 403,
        error: { innerCode: 'insufficientPrivileges' },
      })
    }
    expect(await signedIn(graph.kernel, user)).toBe(true)
    expect(await through(['User-PasswordProfile.ReadWrite.All'])('POST', address, body)).toMatchObject({ status: 204 })
    const revoking = through(['User.RevokeSessions.All'])
    expect(await revoking('POST', '/v1.0/me/revokeSignInSessions', {})).toMatchObject({ status: 200 })
  })

  test('wants a live session with a strong proof from the last minutes, and one’s own account', async () => {
    await using graph = await open()
    const { kernel } = graph
    const [user, other] = [await aUser(kernel, withPassword), await aUser(kernel, withPassword)]
    const weak = await inSession(kernel, user, ['password'])
    expect(await graph.as(weak)('POST', address, body)).toMatchObject({ error: { innerCode: 'strongProofNeeded' } })
    const actor = await inSession(kernel, user)
    const foreign = await graph.as(actor)('POST', `/v1.0/users/${other.id}/changePassword`, body)
    expect(foreign).toMatchObject({ status: 403, error: { innerCode: 'insufficientPrivileges' } })
    const application = graph.as(applicationActor(['User.ReadWrite.All']))
    expect(await application('POST', `/v1.0/users/${user.id}/changePassword`, body)).toMatchObject({ status: 403 })
    kernel.clock.advanceSeconds(11 * 60)
    expect(await graph.as(actor)('POST', address, body)).toMatchObject({ error: { innerCode: 'freshProofNeeded' } })
    const ended = await inSession(kernel, user)
    await graph.as(ended)('POST', '/v1.0/me/revokeSignInSessions', {})
    expect(await graph.as(ended)('POST', address, body)).toMatchObject({
      status: 401,
      error: { innerCode: 'sessionEnded' },
    })
  })
})
