import { expect, test } from 'vitest'
import { aPolicy, phishingResistant } from '../../tests/kit/access-in-force.ts'
import {
  type AppScene,
  authorizePath,
  claimsOf,
  codeFor,
  follow,
  graph,
  openApp,
  redeem,
  refresh,
} from '../../tests/kit/app-sign-in.ts'
import { aUser } from '../../tests/kit/builders.ts'
import { aPasskey } from '../../tests/kit/methods.ts'
import { openSite, type TestSite } from '../../tests/kit/site.ts'
import type { RequestOptions, SoftAuthenticator } from '../../tests/kit/soft-authenticator.ts'

/** Somebody with a passkey who signed in to an application with a pass, and has its tokens. */
async function signedInByPass(site: TestSite) {
  const scene = await openApp(site)
  const user = await aUser(site.kernel)
  const { authenticator } = await aPasskey(site.kernel, user)
  const { body } = await redeem(scene, await codeFor(scene, user))
  return { scene, user, authenticator, tokens: body }
}

/** Answers the one step that is asked for, with the passkey; tells where that leads. */
async function proveMore({ browser }: AppScene, authenticator: SoftAuthenticator): Promise<string> {
  const asked = await browser.begin()
  if (asked.step !== 'prove') throw new Error(`Nothing is asked at ${asked.step}`)
  expect(asked.method).toBe('fido2')
  const credential = authenticator.get(asked.passkeyOptions as RequestOptions)
  const done = await browser.prove({ version: asked.version, method: 'fido2', credential })
  if (done.step !== 'done') throw new Error(`Sign-in stopped at ${done.step}`)
  return done.redirectTo
}

test('an application that asks for more gets it in the session there is, and what others hold of it stays alive', async () => {
  await using site = await openSite()
  const { scene, authenticator, tokens } = await signedInByPass(site)
  const strict: AppScene = { ...(await openApp(site)), browser: scene.browser }
  await aPolicy(site.kernel, {
    applications: [strict.clientId],
    grant: { authenticationStrength: phishingResistant },
  })
  const before = scene.browser.session
  expect((await follow(strict, authorizePath(strict))).to.pathname).toBe('/signin')
  const back = await follow(strict, await proveMore(strict, authenticator))
  const { status, body } = await redeem(strict, back.to.searchParams.get('code') ?? '')
  expect(status).toBe(200)
  expect(scene.browser.session).not.toBe(before)
  const [first, second] = [tokens['access_token'], body['access_token']].map((token) => claimsOf(token ?? ''))
  expect(second).toMatchObject({ sid: first?.['sid'], exp: first?.['exp'], amr: ['tap', 'fido', 'mfa'] })
  expect((await graph(scene, tokens['access_token'] ?? '', '/me')).status).toBe(200)
  expect((await refresh(scene, tokens['refresh_token'] ?? '')).status).toBe(200)
  const stale = await site.server.inject({ url: '/v1.0/me', headers: { cookie: `latchkey-session=${before}` } })
  expect(stale.statusCode).toBe(401)
})

test('our own pages ask for what a policy made meanwhile misses, and go on where the person was', async () => {
  await using site = await openSite()
  const { scene, authenticator, tokens } = await signedInByPass(site)
  await aPolicy(site.kernel, { grant: { authenticationStrength: phishingResistant } })
  expect((await graph(scene, tokens['access_token'] ?? '', '/me')).status).toBe(401)
  const page = { accept: 'text/html', 'sec-fetch-site': 'same-origin' }
  const led = await site.server.inject({
    url: '/security-info/passkeys/new',
    headers: { ...page, cookie: `latchkey-session=${scene.browser.session}` },
  })
  expect([led.statusCode, led.headers.location]).toEqual([303, '/signin'])
  scene.browser.keep(String(led.headers['set-cookie']))
  expect(await proveMore(scene, authenticator)).toBe('/security-info/passkeys/new')
  const there = await scene.browser.request('GET', '/security-info/passkeys/new')
  expect(there.status).toBe(200)
  expect((await graph(scene, tokens['access_token'] ?? '', '/me')).status).toBe(200)
  expect((await refresh(scene, tokens['refresh_token'] ?? '')).status).toBe(200)
})
