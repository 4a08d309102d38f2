import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { expectAccessible, openPage, takeScreenshots } from '../kit/browser.ts'
import { aUser } from '../kit/builders.ts'
import { openSite } from '../kit/site.ts'
import { addVirtualAuthenticator } from '../kit/virtual-authenticator.ts'

test('a person with a pass adds a passkey and an authenticator app, and signs in with the passkey', async () => {
  await using site = await openSite()
  await using opened = await openPage({ baseURL: site.origin, permissions: ['clipboard-read', 'clipboard-write'] })
  const { page, complaints } = opened
  await addVirtualAuthenticator(page)
  const user = await aUser(site.kernel, { userPrincipalName: 'ada@example.com' })
  const code = await site.passFor(user)

  await page.goto('/')
  await page.getByLabel('User name').fill('ada@example.com')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Temporary Access Pass').fill(code.toLowerCase())
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
  expect(await page.getByText('Your pass is all you have').count()).toBe(1)
  await expectAccessible(page)
  await takeScreenshots(page, 'security-info-only-pass')

  await page.getByRole('link', { name: 'Passkey' }).click()
  await expectAccessible(page)
  await page.getByLabel('Name').fill('Work laptop')
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await page.getByText('Added. You can sign in with it from now on.').waitFor()

  await page.getByRole('button', { name: 'Authenticator app' }).click()
  const key = (await page.locator('#key').innerText()).replaceAll(' ', '')
  await expectAccessible(page)
  await takeScreenshots(page, 'add-authenticator-app')
  await page.getByRole('button', { name: 'Copy key' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
  await page.getByLabel('Enter the code the app shows').fill('000000')
  await page.getByRole('button', { name: 'Add app' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.title()).toMatch(/^Error: /)
  const totp = new TOTP({ secret: Secret.fromBase32(key) })
  await page.getByLabel('Enter the code the app shows').fill(totp.generate({ timestamp: site.kernel.clock.now() }))
  await page.getByRole('button', { name: 'Add app' }).click()
  await page.getByText('Added. You can sign in with it from now on.').waitFor()
  await expectAccessible(page)
  await takeScreenshots(page, 'security-info')

  // The virtual authenticator answers autofill at once; without autofill it waits for the button.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
  expect(complaints).toEqual([expect.stringContaining('400')])
})
