import { expect, test } from 'vitest'
import { aUser, systemActor } from '../../../tests/kit/builders.ts'
import { FormBrowser } from '../../../tests/kit/form-browser.ts'
import { aPassword } from '../../../tests/kit/methods.ts'
import { SignInClient } from '../../../tests/kit/sign-in-client.ts'
import { openSite, type TestSite } from '../../../tests/kit/site.ts'
import { Secret } from '../../base/secret.ts'
import { resetPassword } from '../../directory/passwords.ts'
import { disableUser } from '../../directory/service.ts'

const upn = 'ada@example.com'

/** A browser of forms and a script, both asked for a new password. */
async function atNewPassword(site: TestSite) {
  const user = await aUser(site.kernel, { userPrincipalName: upn })
  const password = await aPassword(site.kernel, user, undefined, true)
  const browser = new FormBrowser(site.server)
  await browser.signInWithPassword(upn, password)
  expect(browser.title).toBe('Choose a new password – Example')
  const script = new SignInClient(site.origin)
  const asked = await script.identify(upn, (await script.begin()).version)
  const step = await script.prove({ version: asked.version, method: 'password', password })
  expect(step.step).toBe('changePassword')
  site.kernel.clock.advanceSeconds(1)
  const newPassword = 'seven grey herons wade'
  return {
    user,
    browser,
    form: () => browser.submit('/signin/change-password', { newPassword }),
    json: () => script.request('POST', '/signin/change-password', { version: step.version, newPassword }),
  }
}

test('a sign-in whose password was reset meanwhile begins anew, and says why', async () => {
  await using site = await openSite()
  const { user, browser, form, json } = await atNewPassword(site)
  const password = new Secret('four blue whales sing')
  await resetPassword(site.kernel, systemActor(), { user: user.id, password, mustChange: false })
  await form()
  expect(browser.title).toBe('Error: Sign in – Example')
  expect(browser.alert).toContain('What you signed in with has changed in the meantime.')
  expect(browser.page.body).not.toContain(upn)
  const answer = await json()
  expect(answer.status).toBe(410)
  expect(await answer.json()).toMatchObject({ step: 'identify', error: { code: 'expired' } })
  expect(browser.cookies.has('latchkey-session')).toBe(false)
  await browser.signInWithPassword(upn, password.reveal())
  expect(browser.title).toBe('Security info – Example')
})

test('a sign-in whose account was switched off meanwhile ends, and says so', async () => {
  await using site = await openSite()
  const { user, browser, form, json } = await atNewPassword(site)
  await disableUser(site.kernel, systemActor(), { user: user.id })
  await form()
  expect(browser.page.body).toContain('Your account is switched off.')
  const answer = await json()
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ step: 'blocked', error: { code: 'accountDisabled' } })
  expect(browser.cookies.has('latchkey-session')).toBe(false)
})
