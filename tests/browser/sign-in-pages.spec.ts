import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { User } from '../../src/directory/rules.ts'
import { updateUser } from '../../src/directory/service.ts'
import { preparePassword, setPassword } from '../../src/methods/password/service.ts'
import { expectAccessible, openPage, takeScreenshots } from '../kit/browser.ts'
import { aUser, systemActor } from '../kit/builders.ts'
import { look } from '../kit/look.ts'
import { openSite, type TestSite } from '../kit/site.ts'
import { addVirtualAuthenticator } from '../kit/virtual-authenticator.ts'

const upn = 'ada@example.com'
const password = 'seven grey herons wade'

const ada = (site: TestSite) => aUser(site.kernel, { userPrincipalName: upn, displayName: 'Ada Example' })

async function givePassword({ kernel }: TestSite, user: User, mustChange = false): Promise<void> {
  const prepared = await preparePassword(kernel, user, password)
  await kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('set up by a test')
    await setPassword(w, user.id, prepared, { mustChange })
  })
}

async function nameYourself(page: Page, name = upn): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('User name').fill(name)
  await page.getByRole('button', { name: 'Next' }).click()
}

test('each step of the sign-in can be seen, read and used at every width', async () => {
  await using site = await openSite()
  const user = await ada(site)
  await site.passFor(user)
  await givePassword(site, user, true)
  await using opened = await openPage({ baseURL: site.origin })
  const { page } = opened
  await page.goto('/signin')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('userPrincipalName')
  await look(page, 'identify')
  await nameYourself(page)
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('code')
  await look(page, 'prove-pass')
  await page.getByLabel('Temporary Access Pass').fill('AAAA AAAA')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.title()).toBe('Error: Enter your pass – Example')
  await look(page, 'prove-pass-error')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('button', { name: 'Continue with passkey' }).waitFor()
  await look(page, 'prove-passkey')
  await page.getByRole('button', { name: 'Use your password' }).click()
  await page.getByRole('button', { name: 'Show password' }).waitFor()
  await look(page, 'prove-password')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Your password was step 1 of 2').waitFor()
  await look(page, 'prove-second')
})

test('what cannot be done has a page of its own', async () => {
  await using site = await openSite()
  const user = await ada(site)
  await givePassword(site, user, true)
  await using opened = await openPage({ baseURL: site.origin })
  const { page } = opened
  await page.goto('/nowhere')
  await look(page, 'not-found')
  await nameYourself(page)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('New password').fill('password')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await page.getByRole('alert').waitFor()
  await look(page, 'change-password-error')
  await page.getByLabel('New password').fill('four blue whales sing')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await page.getByText('You can look, but not change anything yet').waitFor()
  await look(page, 'security-info-password-only')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await updateUser(site.kernel, systemActor(), { user: user.id, change: { accountEnabled: false } })
  await nameYourself(page)
  await page.getByLabel('Password', { exact: true }).fill('four blue whales sing')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'You can’t sign in right now' }).waitFor()
  await look(page, 'blocked')
})

test('everything can be done with the keyboard alone', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const code = await site.passFor(user, { isUsableOnce: false })
  await using opened = await openPage({ baseURL: site.origin })
  const { page, complaints } = opened
  const { keyboard } = page
  await page.goto('/signin')
  await keyboard.type(upn)
  await keyboard.press('Enter')
  await page.waitForSelector('#code')
  await keyboard.type(code)
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Security info' }).waitFor()

  const focusOn = async (label: string) => {
    for (let steps = 0; steps < 30; steps++) {
      await keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const { activeElement } = document
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? ''
      })
      if (focused.includes(label)) return
    }
    throw new Error(`Tab never came to '${label}'`)
  }
  await focusOn('Delete your pass?')
  await keyboard.press('Space')
  await page.locator('dialog[open]').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel')
  await expectAccessible(page)
  await takeScreenshots(page, 'security-info-dialog')
  await keyboard.press('Escape')
  expect(await page.locator('dialog[open]').count()).toBe(0)
  await focusOn('Sign out everywhere')
  await keyboard.press('Enter')
  await page.locator('dialog[open]').waitFor()
  await keyboard.press('Shift+Tab')
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(complaints).toEqual([])
})

test('pass, password and code work without script, and so does removing', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const code = await site.passFor(user)
  await givePassword(site, user)
  await using opened = await openPage({ baseURL: site.origin, javaScriptEnabled: false })
  const { page } = opened
  await page.goto('/signin')
  expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false)
  expect(await page.locator('noscript p').isVisible()).toBe(true)
  await takeScreenshots(page, 'identify-without-script')
  await nameYourself(page)
  await page.getByLabel('Temporary Access Pass').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Authenticator app' }).click()
  const totp = new TOTP({ secret: Secret.fromBase32((await page.locator('#key').innerText()).replaceAll(' ', '')) })
  const now = () => totp.generate({ timestamp: site.kernel.clock.now() })
  await page.getByLabel('Enter the code the app shows').fill(now())
  await page.getByRole('button', { name: 'Add app' }).click()
  await page.getByText('Added. You can sign in with it from now on.').waitFor()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()

  site.kernel.clock.advanceSeconds(60)
  await nameYourself(page)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Code from your authenticator app').fill(now())
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Remove Authenticator app' }).click()
  await page.getByRole('heading', { name: 'Remove “Authenticator app”?' }).waitFor()
  await takeScreenshots(page, 'remove-without-script')
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('Removed. It doesn’t work any more.').waitFor()
})

test('a passkey is offered among the suggestions, and what goes wrong is said in plain words', async () => {
  await using site = await openSite()
  const code = await site.passFor(await ada(site), { isUsableOnce: false })
  await using opened = await openPage({ baseURL: site.origin })
  const { page, complaints } = opened
  const authenticator = await addVirtualAuthenticator(page)
  await nameYourself(page)
  await page.getByLabel('Temporary Access Pass').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Passkey' }).click()
  await authenticator.setUserVerified(false)
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await page.getByText('That was cancelled or took too long, and nothing was added.').waitFor()
  await look(page, 'add-passkey-error')
  await authenticator.setUserVerified(true)
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await page.getByText('Added. You can sign in with it from now on.').waitFor()
  await page.getByRole('link', { name: 'Passkey', exact: false }).last().click()
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await page.getByText('This device already holds a passkey for your account.').waitFor()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await page.getByRole('link', { name: /^Rename/ }).click()
  await look(page, 'rename')
  await page.getByLabel('Name').fill('Work laptop')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The new name is saved.').waitFor()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
  await site.kernel.clock.advanceSeconds(660)
  await page.reload()
  await page.getByText('Confirm it’s you to change anything').waitFor()
  await look(page, 'security-info-stale')
  expect(complaints).toEqual([])
})

test('time runs down before the eyes, and a form is sent once', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const code = await site.passFor(user)
  await givePassword(site, user)
  await using opened = await openPage({ baseURL: site.origin })
  const { page } = opened
  let sent = 0
  await page.route('**/signin/prove', async (route) => {
    sent++
    await new Promise((resolve) => setTimeout(resolve, 300))
    await route.continue()
  })
  await nameYourself(page)
  await page.getByLabel('Temporary Access Pass').fill(code)
  const button = page.getByRole('button', { name: 'Sign in' })
  const busy = await button.evaluate((element: HTMLButtonElement) => {
    element.click()
    element.click()
    return element.ariaBusy
  })
  expect(busy).toBe('true')
  await page.getByText('You have only a pass and a password').waitFor()
  expect(sent).toBe(1)
  const left = page.locator('.notice .left')
  expect(await left.innerText()).toMatch(/^(10:00|9:5\d) left$/)
  await page.waitForTimeout(1_100)
  expect(await left.innerText()).toMatch(/^9:5\d left$/)

  await page.goto('/security-info/password')
  await page.getByLabel('Current password').fill('typed')
  await page.getByRole('button', { name: 'Show password' }).first().click()
  expect(await page.getByLabel('Current password').getAttribute('type')).toBe('text')
  await page.getByRole('button', { name: 'Hide password' }).click()
  expect(await page.getByLabel('Current password').getAttribute('type')).toBe('password')
  await look(page, 'own-password')
})
