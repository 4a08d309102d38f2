import { expect, test } from 'vitest'
import { aPolicy } from '../../../tests/kit/access-in-force.ts'
import { authorizePath, follow, openApp, redirectUri } from '../../../tests/kit/app-sign-in.ts'
import { aUser } from '../../../tests/kit/builders.ts'
import { FormBrowser } from '../../../tests/kit/form-browser.ts'
import { aPassword } from '../../../tests/kit/methods.ts'
import { SignInClient } from '../../../tests/kit/sign-in-client.ts'
import { openSite } from '../../../tests/kit/site.ts'

const upn = 'ada@example.com'

test('a sign-in that a policy blocks ends with a page that says so, and opens nothing', async () => {
  await using site = await openSite()
  const password = await aPassword(site.kernel, await aUser(site.kernel, { userPrincipalName: upn }))
  await aPolicy(site.kernel)
  const browser = new FormBrowser(site.server)
  await browser.signInWithPassword(upn, password)
  expect(browser.page.body).toContain('Your organisation doesn’t let you in. If you think that is wrong')
  expect(browser.cookies.has('latchkey-session')).toBe(false)
  const script = new SignInClient(site.origin)
  const asked = await script.identify(upn, (await script.begin()).version)
  const given = { version: asked.version, method: 'password', password }
  const answer = await script.request('POST', '/signin/prove', given)
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ step: 'blocked', error: { code: 'accessBlocked' } })
})

test('a wrong password is told as wrong, whatever a policy would have said to the right one', async () => {
  await using site = await openSite()
  await aPassword(site.kernel, await aUser(site.kernel, { userPrincipalName: upn }))
  await aPolicy(site.kernel)
  const script = new SignInClient(site.origin)
  const asked = await script.identify(upn, (await script.begin()).version)
  const step = await script.prove({ version: asked.version, method: 'password', password: 'not the right one' })
  expect(step).toMatchObject({ step: 'prove', error: { code: 'wrong' } })
})

test('whoever is stopped on the way to an application is shown a way back to it, and the application hears that nobody came', async () => {
  await using site = await openSite()
  const password = await aPassword(site.kernel, await aUser(site.kernel, { userPrincipalName: upn }))
  const scene = await openApp(site)
  await aPolicy(site.kernel, { applications: [scene.clientId] })
  await follow(scene, authorizePath(scene))
  const asked = await scene.browser.identify(upn, (await scene.browser.begin()).version)
  const blocked = await scene.browser.prove({ version: asked.version, method: 'password', password })
  const path = expect.stringMatching(/^\/[\w-]+\/oauth2\/v2\.0\/interaction\/[\w-]+\/back$/)
  expect(blocked).toMatchObject({ step: 'blocked', back: { appName: 'Phone book', path } })
  if (blocked.step !== 'blocked' || !blocked.back) throw new Error('There is no way back')
  const { to } = await follow(scene, blocked.back.path)
  expect(`${to.origin}${to.pathname}`).toBe(redirectUri)
  expect(to.searchParams.get('error')).toBe('access_denied')
})

test('whoever is stopped at our own pages is shown no way back, whatever address they gave', async () => {
  await using site = await openSite()
  const password = await aPassword(site.kernel, await aUser(site.kernel, { userPrincipalName: upn }))
  await aPolicy(site.kernel)
  const script = new SignInClient(site.origin)
  await script.request('GET', `/signin?returnTo=${encodeURIComponent('/common/oauth2/v2.0/interaction/made-up')}`)
  const asked = await script.identify(upn, (await script.begin()).version)
  const blocked = await script.prove({ version: asked.version, method: 'password', password })
  expect(blocked).toMatchObject({ step: 'blocked' })
  expect(blocked).not.toHaveProperty('back')
})
