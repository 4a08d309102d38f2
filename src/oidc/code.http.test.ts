import { describe, expect, test } from 'vitest'
import {
  type AppScene,
  authorizePath,
  claimsOf,
  codeFor,
  follow,
  graph,
  openApp,
  redeem,
  redirectUri,
  refresh,
  verifier,
} from '../../tests/kit/app-sign-in.ts'
import { anAdministrator, aUser, systemActor } from '../../tests/kit/builders.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { SignInClient } from '../../tests/kit/sign-in-client.ts'
import { openSite, type TestSite } from '../../tests/kit/site.ts'
import { createApplication, updateApplication } from '../applications/service.ts'
import type { User } from '../directory/rules.ts'
import { disableUser } from '../directory/service.ts'
import { findPass, revokePass } from '../methods/temporary-access-pass/service.ts'
import { roleIds } from '../roles/rules.ts'

describe('an application that acts for a person', () => {
  test('sends them to sign in, gets a code, and with it tokens that tell who they are', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const user = await aUser(site.kernel, { displayName: 'Ada Example' })
    const { status, body } = await redeem(scene, await codeFor(scene, user))
    expect(status).toBe(200)
    expect(claimsOf(body['id_token'] ?? '')).toMatchObject({
      aud: scene.clientId,
      oid: user.id,
      tid: site.kernel.tenant.id,
      name: 'Ada Example',
      preferred_username: user.userPrincipalName,
      nonce: 'nonce-1',
      amr: ['tap', 'mfa'],
    })
    expect(claimsOf(body['access_token'] ?? '')).toMatchObject({
      aud: 'https://graph.microsoft.com',
      idtyp: 'user',
      scp: 'User.Read',
      oid: user.id,
      appid: scene.clientId,
    })
    const me = await graph(scene, body['access_token'] ?? '', '/me')
    expect([me.status, await me.json()]).toMatchObject([200, { id: user.id }])
  })

  test('needs both its permission and the role of the person', async () => {
    await using site = await openSite()
    const scene = await openApp(site, ['User.Read', 'UserAuthMethod-TAP.ReadWrite.All'])
    const other = await aUser(site.kernel)
    const { user } = await anAdministrator(site.kernel, roleIds.authenticationAdministrator)
    const issue = async (scope: string, by: User): Promise<number> => {
      const fresh: AppScene = { ...scene, browser: new SignInClient(site.origin) }
      const { body } = await redeem(fresh, await codeFor(fresh, by, { scope }))
      const path = `/users/${other.id}/authentication/temporaryAccessPassMethods`
      const headers = { 'content-type': 'application/json' }
      return (await graph(scene, body['access_token'] ?? '', path, { method: 'POST', headers, body: '{}' })).status
    }
    expect(await issue('openid UserAuthMethod-TAP.ReadWrite.All', user)).toBe(201)
    expect(await issue('openid User.Read', user)).toBe(403)
    expect(await issue('openid UserAuthMethod-TAP.ReadWrite.All', await aUser(site.kernel))).toBe(403)
  })

  test('needs no second sign-in while the session of the browser lasts, unless it asks for one', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    await codeFor(scene, await aUser(site.kernel))
    const again = await follow(scene, authorizePath(scene))
    expect(again.to.searchParams.get('code')).toBeTruthy()
    const fresh = await follow(scene, authorizePath(scene, { prompt: 'login' }))
    expect(fresh.to.pathname).toBe('/signin')
  })

  test('keeps no one waiting who is not signed in and may not be asked', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const silent = await follow(scene, authorizePath(scene, { prompt: 'none' }))
    expect(silent.to.searchParams.get('error')).toBe('login_required')
  })

  test('is refused what nobody consented to, and feels a consent that is taken back', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const user = await aUser(site.kernel)
    const { body } = await redeem(scene, await codeFor(scene, user))
    const greedy = await follow(scene, authorizePath(scene, { scope: 'openid User.ReadWrite.All' }))
    expect(greedy.to.searchParams.get('error')).toBe('invalid_scope')
    expect(
      (await refresh(scene, body['refresh_token'] ?? '', { scope: 'User.ReadWrite.All' })).body.error_codes,
    ).toEqual([65001])
    await updateApplication(site.kernel, systemActor(), { application: scene.clientId, delegatedPermissions: [] })
    expect((await graph(scene, body['access_token'] ?? '', '/me')).status).toBe(403)
  })
})

describe('a code', () => {
  test.each([
    ['a wrong verifier', { code_verifier: `${verifier}x` }],
    ['another redirect address', { redirect_uri: 'https://app.example.com/other' }],
    ['no verifier', { code_verifier: '' }],
  ])('is worth nothing with %s', async (_, changes) => {
    await using site = await openSite()
    const scene = await openApp(site)
    const answer = await redeem(scene, await codeFor(scene, await aUser(site.kernel)), changes)
    expect(answer.status).toBe(400)
    expect(answer.body).not.toHaveProperty('access_token')
  })

  test('is worth something once; used twice it ends what it gave', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const code = await codeFor(scene, await aUser(site.kernel))
    const first = await redeem(scene, code)
    expect((await redeem(scene, code)).body).toMatchObject({ error: 'invalid_grant', error_codes: [70000] })
    expect((await refresh(scene, first.body['refresh_token'] ?? '')).status).toBe(400)
  })

  test('is not given to another address, to an unknown application, or without a challenge', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    for (const changes of [
      { redirect_uri: 'https://evil.example' },
      { client_id: '00000000-0000-4000-8000-00000000dead' },
    ]) {
      const page = await follow(scene, authorizePath(scene, changes))
      expect([page.status, page.to.origin]).toEqual([400, site.origin])
      expect(page.text).toContain('<!doctype html>')
      expect(page.text).not.toContain('evil.example')
    }
    const bare = new URL(authorizePath(scene), site.origin)
    bare.searchParams.delete('code_challenge')
    bare.searchParams.delete('code_challenge_method')
    const refused = await follow(scene, `${bare.pathname}${bare.search}`)
    expect(refused.to.searchParams.get('error')).toBe('invalid_request')
  })
})

describe('a refresh token', () => {
  test('is exchanged for the next one, and used twice it ends all of them', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const { body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel)))
    const second = await refresh(scene, body['refresh_token'] ?? '')
    expect(second.status).toBe(200)
    expect(second.body['refresh_token']).not.toBe(body['refresh_token'])
    expect((await refresh(scene, body['refresh_token'] ?? '')).body.error_codes).toEqual([70000])
    expect((await refresh(scene, second.body['refresh_token'] ?? '')).status).toBe(400)
  })

  test('comes only to those who ask for it', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const { body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel), { scope: 'openid User.Read' }))
    expect(body).not.toHaveProperty('refresh_token')
  })

  test.each<[string, (site: TestSite, user: User) => Promise<unknown>]>([
    [
      'the pass is deleted',
      async ({ kernel }, user) => {
        const found = await kernel.store.read((r) => findPass(r, user.id))
        await revokePass(kernel, systemActor(), { user: user.id, passId: found?.pass.id ?? '' })
      },
    ],
    ['the account is disabled', ({ kernel }, user) => disableUser(kernel, systemActor(), { user: user.id })],
    ['the pass is over', async ({ kernel }) => kernel.clock.advanceSeconds(61 * 60)],
  ])('is dead, and the access token with it, once %s', async (_, end) => {
    await using site = await openSite()
    const scene = await openApp(site)
    const user = await aUser(site.kernel)
    const { body } = await redeem(scene, await codeFor(scene, user))
    await end(site, user)
    expect((await graph(scene, body['access_token'] ?? '', '/me')).status).toBe(401)
    expect((await refresh(scene, body['refresh_token'] ?? '')).body.error_codes).toEqual([70000])
  })

  test('comes with an access token that lasts no longer than the session', async () => {
    await using site = await openSite({ sessionLifetimeMinutes: 20, sessionIdleMinutes: 20 })
    const scene = await openApp(site)
    const { body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel)))
    const { exp } = claimsOf(body['access_token'] ?? '')
    expect(Number(exp) * 1000 - site.kernel.clock.now()).toBe(20 * 60_000)
    expect(Number(body['expires_in'])).toBeLessThanOrEqual(20 * 60)
  })

  test('leaves a sign-in of the person to the application, and the code and the refresh as two without them', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const user = await aUser(site.kernel)
    const records = await signInsOf(site.kernel, async () => {
      const { body } = await redeem(scene, await codeFor(scene, user))
      await refresh(scene, body['refresh_token'] ?? '')
    })
    const told = records
      .filter(({ appDisplayName }) => appDisplayName === scene.displayName)
      .map(({ userId, isInteractive, signInEventTypes }) => ({ userId, isInteractive, signInEventTypes }))
    expect(told).toEqual([
      { userId: user.id, isInteractive: true, signInEventTypes: ['interactiveUser'] },
      { userId: user.id, isInteractive: false, signInEventTypes: ['nonInteractiveUser'] },
      { userId: user.id, isInteractive: false, signInEventTypes: ['nonInteractiveUser'] },
    ])
  })
})

test('a confidential application proves itself with its secret', async () => {
  await using site = await openSite()
  const scene = await openApp(site)
  const { application, secret } = await createApplication(site.kernel, systemActor(), {
    displayName: 'Intranet',
    permissions: [],
    delegatedPermissions: ['User.Read'],
    redirectUris: [redirectUri],
  })
  const intranet: AppScene = { ...scene, clientId: application.appId }
  const code = await codeFor(intranet, await aUser(site.kernel))
  expect((await redeem(intranet, code)).status).toBe(401)
  const { body } = await redeem(intranet, code, { client_secret: secret.secret.reveal() })
  expect(body['access_token']).toBeTruthy()
})
