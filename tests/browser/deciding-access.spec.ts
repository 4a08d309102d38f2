import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { User } from '../../src/directory/rules.ts'
import { updateMethodsPolicy } from '../../src/policies/authentication-methods/service.ts'
import { deletePolicy } from '../../src/policies/conditional-access/service.ts'
import { createLocation } from '../../src/policies/named-locations/service.ts'
import { roleIds } from '../../src/roles/rules.ts'
import { aPolicy, phishingResistant } from '../kit/access-in-force.ts'
import { type AppScene, authorizePath, openApp, redirectUri } from '../kit/app-sign-in.ts'
import { expectAccessible, openPage, takeScreenshots } from '../kit/browser.ts'
import { aUser, holding, systemActor } from '../kit/builders.ts'
import { aPassword } from '../kit/methods.ts'
import { signInsOf } from '../kit/records.ts'
import { openSite, type TestSite } from '../kit/site.ts'
import { addVirtualAuthenticator } from '../kit/virtual-authenticator.ts'

const upn = 'ada@example.com'
const ada = (site: TestSite): Promise<User> => aUser(site.kernel, { userPrincipalName: upn, displayName: 'Ada' })

/** The application stands at an address of its own, where the browser is told that it arrived. */
async function goToApp(page: Page, scene: AppScene): Promise<void> {
  await page.route('https://app.example.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>App</title><h1>Welcome to the phone book</h1>' }),
  )
  await page.goto(authorizePath(scene))
}

async function provePass(page: Page, code: string, userName = upn): Promise<void> {
  await page.getByLabel('User name').fill(userName)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Temporary Access Pass').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** What the watch tells the person who is signed in. */
const exclusions = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const answer = await fetch('/api/v1/exclusions')
    return { status: answer.status, body: await answer.json() }
  })

/** Nothing scrolls sideways on a phone. */
async function expectNarrow(page: Page): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  if (before) await page.setViewportSize(before)
}

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page)
  await expectNarrow(page)
  await takeScreenshots(page, name)
}

test('with a pass to an application that asks for phishing resistance: a passkey is added on the way, and the person arrives', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const scene = await openApp(site)
  await aPolicy(site.kernel, { applications: [scene.clientId], grant: { authenticationStrength: phishingResistant } })
  await using opened = await openPage({ baseURL: site.origin })
  const { page, complaints } = opened
  await addVirtualAuthenticator(page)
  await goToApp(page, scene)
  await provePass(page, await site.passFor(user))
  await page.getByRole('heading', { name: 'Add a passkey' }).waitFor()
  await page.getByText('Phone book asks for a stronger way to sign in than you have.').waitFor()
  await look(page, 'register-passkey')
  await page.getByRole('textbox', { name: 'Name' }).focus()
  await page.keyboard.type('Work laptop')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Welcome to the phone book' }).waitFor()
  expect(page.url()).toMatch(new RegExp(`^${redirectUri}\\?.*\\bcode=`))
  expect(complaints).toEqual([])
})

test('with a password where factors are asked for: an app is added without any script', async () => {
  await using site = await openSite()
  await aPassword(site.kernel, await ada(site), 'seven grey herons wade')
  await aPolicy(site.kernel, { grant: { builtInControls: ['mfa'] } })
  await using opened = await openPage({ baseURL: site.origin, javaScriptEnabled: false })
  const { page } = opened
  await page.goto('/signin')
  await page.getByLabel('User name').fill(upn)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Password', { exact: true }).fill('seven grey herons wade')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Add an authenticator app' }).click()
  await page.getByLabel('Enter the code the app shows').fill('000000')
  await page.getByRole('button', { name: 'Add app' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.title()).toBe('Error: Add an authenticator app – Example')
  const key = (await page.locator('#key').innerText()).replaceAll(' ', '')
  const code = new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: site.kernel.clock.now() })
  await page.getByLabel('Enter the code the app shows').fill(code)
  await page.getByRole('button', { name: 'Add app' }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
})

test('the app is added by keyboard too, and its page is right at both widths', async () => {
  await using site = await openSite()
  await aPassword(site.kernel, await ada(site), 'seven grey herons wade')
  await aPolicy(site.kernel, { grant: { builtInControls: ['mfa'] } })
  await using opened = await openPage({ baseURL: site.origin })
  const { page, complaints } = opened
  await page.goto('/signin')
  await page.getByLabel('User name').fill(upn)
  await page.keyboard.press('Enter')
  await page.getByLabel('Password', { exact: true }).fill('seven grey herons wade')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add an authenticator app' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Enter the code the app shows').waitFor()
  await look(page, 'register-app')
  const key = (await page.locator('#key').innerText()).replaceAll(' ', '')
  const code = new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: site.kernel.clock.now() })
  await page.getByLabel('Enter the code the app shows').fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
  expect(complaints).toEqual([])
})

test('a passkey that the device refuses to make is told, and tried again', async () => {
  await using site = await openSite()
  const user = await ada(site)
  await aPolicy(site.kernel, { grant: { authenticationStrength: phishingResistant } })
  await using opened = await openPage({ baseURL: site.origin })
  const { page } = opened
  const authenticator = await addVirtualAuthenticator(page)
  await authenticator.setUserVerified(false)
  await page.goto('/signin')
  await provePass(page, await site.passFor(user))
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await page.getByRole('alert').filter({ hasText: 'cancelled or took too long' }).waitFor()
  await authenticator.setUserVerified(true)
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
})

test('a pass at a forbidden place is told so, and is good elsewhere', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const code = await site.passFor(user)
  const scene = await openApp(site)
  const place = await createLocation(site.kernel, systemActor(), {
    kind: 'ip',
    displayName: 'Here',
    isTrusted: false,
    ipRanges: [
      { cidrAddress: '127.0.0.0/8', version: 4 },
      { cidrAddress: '::1/128', version: 6 },
    ],
  })
  const policy = await aPolicy(site.kernel, {
    displayName: 'Not from here',
    conditions: { locations: { includeLocations: [place.id], excludeLocations: [] } },
  })
  await using opened = await openPage({ baseURL: site.origin })
  const { page } = opened
  await goToApp(page, scene)
  await provePass(page, code)
  await page.getByRole('heading', { name: 'You can’t sign in right now' }).waitFor()
  await page.getByText('from where you are now').waitFor()
  expect(await page.content()).not.toContain('Not from here')
  await look(page, 'blocked-by-place')
  await deletePolicy(site.kernel, systemActor(), { id: policy.id })
  await page.getByRole('button', { name: 'Sign in with another account' }).click()
  await provePass(page, code)
  await page.getByRole('heading', { name: 'Welcome to the phone book' }).waitFor()
})

test('whoever is stopped on the way to an application goes back to it, by keyboard too', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const scene = await openApp(site)
  await aPolicy(site.kernel, { applications: [scene.clientId] })
  await using opened = await openPage({ baseURL: site.origin })
  const { page, complaints } = opened
  await goToApp(page, scene)
  await provePass(page, await site.passFor(user))
  await page.getByRole('heading', { name: 'You can’t sign in right now' }).waitFor()
  await look(page, 'blocked-with-way-back')
  await page.getByRole('button', { name: 'Sign in with another account' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Welcome to the phone book' }).waitFor()
  expect(page.url()).toMatch(new RegExp(`^${redirectUri}\\?.*\\berror=access_denied`))
  expect(complaints).toEqual([])
})

test('a policy in report-only is logged, and nobody notices', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const scene = await openApp(site)
  const { id } = await aPolicy(site.kernel, { state: 'enabledForReportingButNotEnforced' })
  await using opened = await openPage({ baseURL: site.origin })
  const { page } = opened
  await goToApp(page, scene)
  const records = await signInsOf(site.kernel, async () => {
    await provePass(page, await site.passFor(user))
    await page.getByRole('heading', { name: 'Welcome to the phone book' }).waitFor()
  })
  expect(records.length).toBeGreaterThan(0)
  for (const record of records) {
    expect(record).toMatchObject({
      status: { errorCode: 0 },
      conditionalAccessStatus: 'notApplied',
      appliedConditionalAccessPolicies: [{ id, result: 'reportOnlyFailure' }],
    })
  }
})

test('what the registration campaign asks can be put off, by keyboard too', async () => {
  await using site = await openSite()
  const user = await ada(site)
  await updateMethodsPolicy(site.kernel, systemActor(), {
    settings: { registrationCampaign: { state: 'enabled' } },
    configurations: [],
  })
  await using opened = await openPage({ baseURL: site.origin })
  const { page, complaints } = opened
  await page.goto('/signin')
  await provePass(page, await site.passFor(user))
  await page.getByText('Your organisation asks everybody to have this.').waitFor()
  await look(page, 'register-campaign')
  await page.getByRole('button', { name: 'Not now' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
  expect(complaints).toEqual([])
})

test('somebody excluded comes in by a password alone, and the watch tells the administrator who, why and what to do instead', async () => {
  await using site = await openSite()
  const user = await ada(site)
  await aPassword(site.kernel, user, 'seven grey herons wade')
  const policy = await aPolicy(site.kernel, {
    displayName: 'Everybody with more than a password',
    users: { excludeUsers: [user.id] },
    grant: { builtInControls: ['mfa'] },
  })
  await using opened = await openPage({ baseURL: site.origin })
  const { page } = opened
  await page.goto('/signin')
  await page.getByLabel('User name').fill(upn)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Password', { exact: true }).fill('seven grey herons wade')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
  expect(await exclusions(page)).toMatchObject({ status: 403 })
  await page.getByRole('button', { name: 'Sign out' }).first().click()

  const root = 'root@example.com'
  const administrator = await aUser(site.kernel, { userPrincipalName: root })
  await holding(site.kernel, administrator, roleIds.conditionalAccessAdministrator)
  await page.goto('/signin')
  await provePass(page, await site.passFor(administrator), root)
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
  expect(await exclusions(page)).toMatchObject({
    status: 200,
    body: {
      value: [{ policyId: policy.id, targetUserPrincipalName: upn, recommendation: { action: 'issuePass' } }],
    },
  })
})
