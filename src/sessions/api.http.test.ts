import { describe, expect, test } from 'vitest'
import { sessionResource } from '../../contract/api/sessions.ts'
import { graph as callGraph, claimsOf, codeFor, openApp, redeem, refresh } from '../../tests/kit/app-sign-in.ts'
import {
  anAdministrator,
  applicationActor,
  aUnit,
  aUser,
  delegated,
  holding,
  systemActor,
  userActor,
} from '../../tests/kit/builders.ts'
import { openTestGraph } from '../../tests/kit/graph.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { inSession, signedInByPass, signedInByPasskey } from '../../tests/kit/sessions.ts'
import { openSite } from '../../tests/kit/site.ts'
import { storedBy } from '../../tests/kit/stored-by-table.ts'
import type { Visitor } from '../../tests/kit/visitor.ts'
import { disableUser } from '../directory/service.ts'
import { roleIds } from '../roles/rules.ts'
import { sessionShape } from './rules/shapes.ts'
import { listSessionsOf, revokeSession } from './service.ts'

const root = '/api/v1'
const logReader = applicationActor(['AuditLog.Read.All'])

async function sessionIn(browser: Visitor): Promise<string> {
  const signedIn = await browser.signedIn()
  if (!signedIn) throw new Error('The session is over')
  return signedIn.session.id
}

describe('sessions', () => {
  test('of a user tell where from, with what and until when, and nothing that opens one', async () => {
    await using site = await openTestGraph()
    const { kernel } = site
    const user = await aUser(kernel)
    const { browser, pass } = await signedInByPass(kernel, user, { lifetimeMinutes: 60, isUsableOnce: false })
    const openedAt = '2026-03-02T08:00:00.000Z'
    const answer = await site.as(logReader)('GET', `${root}/users/${user.userPrincipalName}/sessions`)
    const [session] = answer.value.map((one) => sessionResource.parse(one))
    expect(session).toEqual({
      id: await sessionIn(browser),
      userId: user.id,
      userDisplayName: user.displayName,
      userPrincipalName: user.userPrincipalName,
      isCurrent: false,
      createdDateTime: openedAt,
      authenticationDateTime: openedAt,
      lastSeenDateTime: openedAt,
      expirationDateTime: '2026-03-02T09:00:00.000Z',
      idleExpirationDateTime: '2026-03-02T09:00:00.000Z',
      ipAddress: '192.0.2.7',
      countryOrRegion: null,
      browser: null,
      operatingSystem: null,
      userAgent: 'test',
      isMultifactor: true,
      methodReferences: ['tap', 'mfa'],
      methods: [{ method: 'temporaryAccessPass', id: pass.id, usedDateTime: openedAt }],
      temporaryAccessPassId: pass.id,
      applications: [expect.objectContaining({ lastReachedDateTime: openedAt })],
    })
    const stored = await kernel.store.read((r) => r.db.selectFrom('sessions').select('token_hash').execute())
    for (const { token_hash } of stored) expect(answer.text).not.toContain(token_hash)
    expect(answer.text).not.toContain(browser.session)
    expect(await kernel.store.read((r) => r.db.selectFrom('sessions').select('id').execute())).toHaveLength(1)
  })

  test('of everybody come in pages, the newest in front, and are found by user, address, pass and time', async () => {
    await using site = await openTestGraph()
    const { kernel } = site
    const users = [await aUser(kernel), await aUser(kernel), await aUser(kernel)]
    const ids: string[] = []
    for (const user of users) {
      ids.unshift(await sessionIn(await signedInByPasskey(kernel, user)))
      kernel.clock.advanceSeconds(60)
    }
    const { pass } = await signedInByPass(kernel, users[0] ?? (await aUser(kernel)))
    const call = site.as(logReader)
    const seen: string[] = []
    let next: string | undefined = `${root}/sessions?$top=2&$count=true`
    while (next !== undefined) {
      const page = await call('GET', next)
      for (const one of page.value) {
        const session = sessionResource.parse(one)
        expect(session.applications).toBeNull()
        seen.push(session.id)
      }
      next = page.body['@odata.nextLink'] as string | undefined
    }
    expect(seen.slice(1)).toEqual(ids)
    expect((await call('GET', `${root}/sessions?$top=1&$count=true`)).body['@odata.count']).toBe(4)
    const countOf = async (filter: string) => (await call('GET', `${root}/sessions?$filter=${filter}`)).value.length
    expect(await countOf(`userId eq '${users[0]?.id}'`)).toBe(2)
    expect(await countOf(`temporaryAccessPassId eq '${pass.id}'`)).toBe(1)
    expect(await countOf("ipAddress eq '192.0.2.7'")).toBe(4)
    expect(await countOf('createdDateTime ge 2026-03-02T08:02:00Z')).toBe(2)
    expect(await countOf('lastSeenDateTime lt 2026-03-02T08:01:00Z')).toBe(1)
    const first = await call('GET', `${root}/sessions?$orderby=lastSeenDateTime&$top=1&$select=id`)
    expect(first.value).toEqual([{ id: ids.at(-1) }])
    expect((await call('GET', `${root}/sessions?$filter=userAgent eq 'test'`)).status).toBe(400)
    kernel.clock.advanceSeconds(59 * 60 - 1)
    expect(await countOf(`userId eq '${users[2]?.id}'`)).toBe(1)
    kernel.clock.advanceSeconds(1)
    expect(await countOf(`userId eq '${users[2]?.id}'`)).toBe(0)
    expect((await call('GET', `${root}/users/${users[2]?.id}/sessions/${ids[0]}`)).error.innerCode).toBe(
      'sessionNotFound',
    )
  })

  test('that ended with the account are gone from the lists', async () => {
    await using site = await openTestGraph()
    const user = await aUser(site.kernel)
    await signedInByPasskey(site.kernel, user)
    await disableUser(site.kernel, systemActor(), { user: user.id })
    expect((await site.as(logReader)('GET', `${root}/sessions`)).value).toEqual([])
  })

  test('are shown to whoever reads the log, sees the methods of that user or may end their sessions', async () => {
    await using site = await openTestGraph()
    const { kernel } = site
    const member = await aUser(kernel)
    const unit = await aUnit(kernel, { members: [member] })
    const { user: chief } = await anAdministrator(kernel, roleIds.globalAdministrator)
    const statusFor = async (actor: Parameters<typeof site.as>[0], path: string) =>
      (await site.as(actor)('GET', `${root}/${path}`)).status
    const holder = async (role: string) => userActor(await aUser(kernel), [role])
    const scoped = await holding(kernel, await aUser(kernel), roleIds.helpdeskAdministrator, unit)
    const [ofMember, ofChief, all] = [`users/${member.id}/sessions`, `users/${chief.id}/sessions`, 'sessions']
    const seen = async (actor: Parameters<typeof site.as>[0]) => [
      await statusFor(actor, ofMember),
      await statusFor(actor, ofChief),
      await statusFor(actor, all),
    ]
    expect(await seen(await holder(roleIds.securityReader))).toEqual([200, 200, 200])
    expect(await seen(await holder(roleIds.privilegedAuthenticationAdministrator))).toEqual([200, 200, 403])
    expect(await seen(await holder(roleIds.helpdeskAdministrator))).toEqual([200, 403, 403])
    expect(await seen(scoped)).toEqual([200, 403, 403])
    expect(await seen(await holder(roleIds.groupsAdministrator))).toEqual([403, 403, 403])
    expect(await seen(userActor(await aUser(kernel)))).toEqual([403, 403, 403])
    expect(await seen(applicationActor(['User.RevokeSessions.All']))).toEqual([200, 200, 403])
    expect(await seen(applicationActor(['User.Read.All']))).toEqual([403, 403, 403])
    expect(await statusFor(await holder(roleIds.groupsAdministrator), 'users/nobody@example.com/sessions')).toBe(403)
    expect(await statusFor(logReader, 'users/nobody@example.com/sessions')).toBe(404)
  })

  test('of oneself are shown to everybody, to an application for them that may, and ended one by one', async () => {
    await using site = await openTestGraph()
    const { kernel } = site
    const user = await aUser(kernel)
    const [here, other] = [await inSession(kernel, user), await inSession(kernel, user)]
    const call = site.as(here)
    const mine = await call('GET', `${root}/me/sessions?$select=id,isCurrent`)
    expect(mine.value.toSorted((one) => (one['isCurrent'] ? -1 : 1))).toEqual([
      { id: here.sessionId, isCurrent: true },
      { id: other.sessionId, isCurrent: false },
    ])
    expect((await site.as(delegated(here, ['User.Read']))('GET', `${root}/me/sessions`)).status).toBe(403)
    const allowed = delegated(here, ['UserAuthenticationMethod.Read'])
    expect((await site.as(allowed)('GET', `${root}/me/sessions`)).value).toHaveLength(2)
    expect((await site.as(allowed)('DELETE', `${root}/me/sessions/${other.sessionId}`)).status).toBe(403)
    const records = await recordsOf(kernel, async () => {
      expect((await call('DELETE', `${root}/me/sessions/${other.sessionId}`)).status).toBe(204)
    })
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Revoke session',
        result: 'success',
        initiatedBy: { user: { id: user.id } },
        targetResources: [{ id: user.id }],
      },
    ])
    expect((await call('GET', `${root}/me/sessions`)).value).toHaveLength(1)
  })
})

describe('ending one session', () => {
  test('takes the right to end them all, a session of that user, and leaves the others', async () => {
    await using site = await openTestGraph()
    const { kernel } = site
    const [user, stranger] = [await aUser(kernel), await aUser(kernel)]
    const { user: chief } = await anAdministrator(kernel, roleIds.globalAdministrator)
    const [first, second] = [await signedInByPasskey(kernel, user), await signedInByPasskey(kernel, user)]
    const [id, chiefs] = [await sessionIn(first), await sessionIn(await signedInByPasskey(kernel, chief))]
    const desk = site.as(userActor(await aUser(kernel), [roleIds.helpdeskAdministrator]))
    const reader = site.as(userActor(await aUser(kernel), [roleIds.securityReader]))
    const before = await storedBy(kernel, ['directory_audits', 'directory_audit_targets'])
    const refusedWith = async (call: typeof desk, path: string) => (await call('DELETE', path)).error.innerCode
    expect(await refusedWith(reader, `${root}/users/${user.id}/sessions/${id}`)).toBe('insufficientPrivileges')
    expect(await refusedWith(desk, `${root}/users/${chief.id}/sessions/${chiefs}`)).toBe('targetOutOfReach')
    expect(await refusedWith(desk, `${root}/users/${user.id}/sessions/${chiefs}`)).toBe('sessionNotFound')
    expect(await refusedWith(desk, `${root}/users/${stranger.id}/sessions/${id}`)).toBe('sessionNotFound')
    expect(await refusedWith(desk, `${root}/users/${user.id}/sessions/nothing`)).toBe('sessionNotFound')
    expect(await refusedWith(desk, `${root}/users/nobody/sessions/${id}`)).toBe('userNotFound')
    expect(await storedBy(kernel, ['directory_audits', 'directory_audit_targets'])).toEqual(before)
    const records = await recordsOf(kernel, async () => {
      expect(await desk('DELETE', `${root}/users/${user.id}/sessions/${id.toUpperCase()}`)).toMatchObject({
        status: 204,
        text: '',
      })
      expect(await refusedWith(desk, `${root}/users/${user.id}/sessions/${id}`)).toBe('sessionNotFound')
    })
    expect(records.map(({ activityDisplayName, result }) => `${activityDisplayName}: ${result}`).toSorted()).toEqual([
      'Revoke session: failure',
      'Revoke session: success',
    ])
    expect(await first.signedIn()).toBeUndefined()
    expect(await second.signedIn()).toBeDefined()
  })

  test('ends the tokens of applications in it at once, and the refresh tokens', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const user = await aUser(site.kernel)
    const { body } = await redeem(scene, await codeFor(scene, user))
    const token = body['access_token'] ?? ''
    expect((await callGraph(scene, token, '/me')).status).toBe(200)
    const other = await signedInByPasskey(site.kernel, user)
    const query = { top: 9, condition: undefined, order: sessionShape.order, after: undefined, count: false }
    const { items } = await listSessionsOf(site.kernel, systemActor(), user.id, { ...query, select: undefined })
    const entered = items.find(({ applications }) => applications?.some((one) => one.displayName === 'Phone book'))
    expect(items).toHaveLength(2)
    expect(claimsOf(token)['sid']).toBe(entered?.id)
    await revokeSession(site.kernel, systemActor(), { user: user.id, session: entered?.id ?? '' })
    expect((await callGraph(scene, token, '/me')).status).toBe(401)
    const again = await refresh(scene, body['refresh_token'] ?? '')
    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(await other.signedIn()).toBeDefined()
  })
})
