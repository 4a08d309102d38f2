import { expect, test } from 'vitest'
import { step as stepShape } from '../contract/signin.ts'
import type { User } from '../src/directory/rules.ts'
import { updateSecurityDefaults } from '../src/policies/tenant/service.ts'
import { roleIds } from '../src/roles/rules.ts'
import { type AppScene, authorizePath, codeFor, follow, graph, openApp, redeem, refresh } from './kit/app-sign-in.ts'
import { anAdministrator, aUser, systemActor } from './kit/builders.ts'
import { commandLine } from './kit/command-line.ts'
import { openSite, type TestSite } from './kit/site.ts'
import { type CreationOptions, SoftAuthenticator } from './kit/soft-authenticator.ts'

/** The pair as the page on deciding access has it made: on the command line, enabled. */
async function enablePair({ kernel }: TestSite): Promise<void> {
  const { user } = await anAdministrator(kernel, roleIds.globalAdministrator)
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  const { exitCode } = await commandLine(kernel)(
    ...['access-policy', 'preset', 'pass-for-registration-only'],
    ...['--exclude', user.userPrincipalName, '--state', 'enabled'],
  )
  expect(exitCode).toBe(0)
}

/** Adds the passkey that is asked for; tells where that leads. */
async function addPasskey({ browser, site }: AppScene): Promise<string> {
  const asked = await browser.begin()
  if (asked.step !== 'register') throw new Error(`Nothing is to be added at ${asked.step}`)
  expect(asked).toMatchObject({ method: 'fido2', mayPutOff: false, why: { because: 'more' } })
  const credential = new SoftAuthenticator({ origin: site.origin }).create(asked.creationOptions as CreationOptions)
  const given = { version: asked.version, method: 'fido2', credential }
  const done = stepShape.parse(await (await browser.request('POST', '/signin/register', given)).json())
  if (done.step !== 'done') throw new Error(`Sign-in stopped at ${done.step}`)
  return done.redirectTo
}

const passkeysOf = ({ kernel }: TestSite, user: User) =>
  kernel.store.read((r) => r.db.selectFrom('passkeys').select('id').where('user_id', '=', user.id).execute())

test('with a pass somebody adds a passkey at our own pages, and gets nowhere before', async () => {
  await using site = await openSite()
  const scene = await openApp(site)
  const user = await aUser(site.kernel)
  await enablePair(site)
  const stopped = await scene.browser.signInWithPass(user.userPrincipalName, await site.passFor(user))
  expect(stopped).toMatchObject({ step: 'register', method: 'fido2' })
  expect(scene.browser.session).toBeUndefined()
  expect((await scene.browser.request('GET', '/v1.0/me')).status).toBe(401)
  expect(await addPasskey(scene)).toBe('/security-info')
  expect((await scene.browser.request('GET', '/security-info')).status).toBe(200)
  expect((await scene.browser.request('GET', '/v1.0/me')).status).toBe(200)
  expect(await passkeysOf(site, user)).toHaveLength(1)
})

test('with a pass at an application the passkey is added on the way, and the application gets its tokens', async () => {
  await using site = await openSite()
  const scene = await openApp(site)
  const user = await aUser(site.kernel)
  await enablePair(site)
  await follow(scene, authorizePath(scene))
  await scene.browser.signInWithPass(user.userPrincipalName, await site.passFor(user))
  const { to } = await follow(scene, await addPasskey(scene))
  expect((await redeem(scene, to.searchParams.get('code') ?? '')).status).toBe(200)
})

test('a session that a pass opened before is good for a passkey and nothing else, and then for all of it', async () => {
  await using site = await openSite()
  const scene = await openApp(site)
  const user = await aUser(site.kernel)
  const { body: tokens } = await redeem(scene, await codeFor(scene, user))
  const [access, again] = [tokens['access_token'] ?? '', tokens['refresh_token'] ?? '']
  expect((await graph(scene, access, '/me')).status).toBe(200)
  await enablePair(site)

  expect((await graph(scene, access, '/me')).status).toBe(401)
  expect((await scene.browser.request('GET', '/v1.0/me')).status).toBe(401)
  expect((await refresh(scene, again)).body.error_codes).toEqual([50074])
  const silent = await follow(scene, authorizePath(scene, { prompt: 'none' }))
  expect(silent.to.searchParams.get('error')).toBe('interaction_required')
  expect((await follow(scene, authorizePath(scene))).to.pathname).toBe('/signin')
  const led = await site.server.inject({
    url: '/security-info/passkeys/new',
    headers: { accept: 'text/html', cookie: `latchkey-session=${scene.browser.session}` },
  })
  expect([led.statusCode, led.headers.location]).toEqual([303, '/signin'])
  expect(await passkeysOf(site, user)).toEqual([])

  scene.browser.keep(String(led.headers['set-cookie']))
  expect(await addPasskey(scene)).toBe('/security-info/passkeys/new')
  expect((await graph(scene, access, '/me')).status).toBe(200)
  expect((await refresh(scene, again)).status).toBe(200)
  const back = await follow(scene, authorizePath(scene))
  expect(back.to.searchParams.has('code')).toBe(true)
})
