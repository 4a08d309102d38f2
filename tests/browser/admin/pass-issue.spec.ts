import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { aPolicy, phishingResistant } from '../../kit/access-in-force.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { anAdministrator, aUser } from '../../kit/builders.ts'
import { everythingInHeap } from '../../kit/heap.ts'
import { aPass } from '../../kit/methods.ts'
import { setPolicy } from '../../kit/proving.ts'
import { openSite } from '../../kit/site.ts'

const passesOf = (userId: string): string => `/v1.0/users/${userId}/authentication/temporaryAccessPassMethods`

/** The status that the server answers whoever is signed in to the page, asked for a pass. */
const askForPass = (page: Page, userId: string): Promise<number> =>
  page.evaluate(
    async (path) =>
      (await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status,
    passesOf(userId),
  )

const outlook = (page: Page) => page.getByRole('region', { name: 'What this pass will do' })

/** Playwright's clock notes with every timer who set it, and so keeps what they saw from being thrown away. */
function forgetWhoSetTimers(): void {
  const clock = Reflect.get(window, '__pwClock') as { controller: { _timers: Map<number, { error?: unknown }> } }
  for (const timer of clock.controller._timers.values()) delete timer.error
}

test('an Authentication Administrator issues a pass to somebody who cannot sign in, and its code is shown once', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/methods`,
  })
  const { page, complaints } = admin
  await page.getByRole('heading', { name: 'Ada Example cannot sign in' }).waitFor()
  await lookAt(admin, 'methods-none')
  await page.getByRole('button', { name: 'Add Temporary Access Pass' }).click()
  await outlook(page).getByText('It opens everything they sign in to').waitFor()
  await outlook(page).getByText('They can register a passkey or an authenticator app.').waitFor()
  const answered = page.waitForResponse((response) => response.url().endsWith(passesOf(user.id)))
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('heading', { name: 'Temporary Access Pass details' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Temporary Access Pass')
  const code: string = (await (await answered).json()).temporaryAccessPass
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8,}$/)
  await expect
    .poll(() => page.getByRole('status').filter({ hasText: 'Temporary Access Pass' }).innerText())
    .toBe(`Temporary Access Pass: ${[...code.slice(0, 4)].join(' ')}, ${[...code.slice(4)].join(' ')}`)
  await page.getByRole('button', { name: 'Spell it out' }).click()
  expect(await page.getByRole('list', { name: 'The code, spelled out' }).getByRole('listitem').count()).toBe(
    code.length,
  )
  await page.getByRole('img', { name: `QR code of the address ${site.origin}/signin` }).waitFor()
  await page.getByText('2 Mar 2026, 10:00 CET').first().waitFor()
  expect(await page.getByRole('timer').innerText()).toBe('01:00:00')
  expect(page.url()).not.toContain(code)
  await lookAt(admin, 'pass-issued')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await page.getByText('Its code cannot be shown again').last().waitFor()
  await page.getByRole('region', { name: 'Usable authentication methods' }).waitFor()
  expect(complaints).toEqual([])

  const kept = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      location.href,
    ]),
  )
  expect(kept).not.toContain(code)
  expect(kept).not.toContain(code.slice(0, 4))
  await page.evaluate(forgetWhoSetTimers)
  const heap = await everythingInHeap(page)
  expect(heap.includes('Non-usable authentication methods')).toBe(true)
  expect(heap.includes(code)).toBe(false)
}, 120_000)

test('beside the form stands what the policies make of the pass, and the bounds are told as one types', async () => {
  await using site = await openSite()
  const { kernel } = site
  const user = await aUser(kernel, { displayName: 'Ada Example' })
  await aPass(kernel, user)
  await aPolicy(kernel, { displayName: 'Keys for all', grant: { authenticationStrength: phishingResistant } })
  await using admin = await openAdminAs(site, roleIds.privilegedAuthenticationAdministrator, {
    path: `/users/${user.id}/methods?add=pass`,
  })
  const { page, complaints } = admin
  await outlook(page).getByText('By itself it is not enough everywhere').waitFor()
  await outlook(page)
    .getByText(/“Keys for all” asks for the authentication strength “Phishing resistant MFA”/)
    .first()
    .waitFor()
  await page.getByText('Ada Example has a pass (Multi-use').waitFor()
  await page.getByText('The policy allows 1 hour to 8 hours.').first().waitFor()
  const duration = page.getByRole('textbox', { name: 'Activation duration' })
  await duration.fill('9')
  await page.getByText('Too long: the policy allows 8 hours at most.').first().waitFor()
  await outlook(page).getByText('Correct the form').waitFor()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true')
  await duration.fill('2')
  await page.getByRole('switch', { name: 'Delayed start time' }).check()
  await page.getByLabel('Start date').fill('2026-07-01')
  await page.getByLabel('Start time', { exact: true }).fill('09:30')
  await page.getByText('1 Jul 2026, 09:30 CEST is 2026-07-01 07:30 UTC').first().waitFor()
  await outlook(page).getByText('Valid 1 Jul 2026, 09:30 CEST to 1 Jul 2026, 11:30 CEST').waitFor()
  await page.getByRole('radio', { name: 'Yes' }).check()
  await page.getByText('Works for one sign-in').first().waitFor()
  await outlook(page).getByText('1 policy applies').click()
  await lookAt(admin, 'pass-form')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('Starts in').first().waitFor()
  expect(complaints).toEqual([])
})

test('the code of a pass stays, and can be printed, where the drawing of the address cannot be had', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/methods?add=pass`,
  })
  const { page } = admin
  let isHeld = true
  await page.route('**/qr-code*', async (route) => {
    await expect.poll(() => isHeld).toBe(false)
    await route.abort()
  })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.locator('[data-code]').waitFor()
  const print = page.getByRole('button', { name: 'Print hand-out' })
  expect(await print.getAttribute('aria-disabled')).toBe('true')
  isHeld = false
  await expect.poll(() => print.getAttribute('aria-disabled')).toBe(null)
  expect((await page.locator('[data-code]').innerText()).length).toBeGreaterThanOrEqual(8)
  expect(await page.getByRole('img', { name: 'QR code' }).count()).toBe(0)
})

test('where the policy demands passes for one use the choice is locked, and a refusal is told in the words of the server', async () => {
  await using site = await openSite()
  const { kernel } = site
  const user = await aUser(kernel, { displayName: 'Ada Beispiel' })
  await setPolicy(kernel, 'TemporaryAccessPass', { isUsableOnce: true })
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/methods?add=pass`,
    locale: 'de-DE',
  })
  const { page } = admin
  await page.getByText('Die Richtlinie verlangt einmalige Verwendung').first().waitFor()
  expect(await page.getByRole('radio', { name: 'Nein' }).isDisabled()).toBe(true)
  await page.getByText('Er öffnet alles, wo sich die Person anmeldet').first().waitFor()
  await lookAt(admin, 'pass-form-german')
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'disabled' })
  await page.getByLabel('Aktivierungsdauer').first().fill('2')
  await page.getByText('Er würde nicht ausgestellt').first().waitFor()
  await page.getByRole('button', { name: 'Hinzufügen', exact: true }).click()
  await page.getByRole('dialog').getByText('Das hat nicht geklappt').waitFor()
  await page.getByRole('dialog').getByText('Korrelations-ID').waitFor()
  expect(await page.getByLabel('Aktivierungsdauer').first().inputValue()).toBe('2')
})

test('who may look and not issue is offered no pass, and refused one', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.globalReader, { path: `/users/${user.id}/methods?add=pass` })
  const { page } = admin
  await page.getByRole('heading', { name: 'Ada Example cannot sign in' }).waitFor()
  await page.getByText('Somebody who may issue a Temporary Access Pass can help.').first().waitFor()
  expect(await page.getByRole('button', { name: /^Add/ }).count()).toBe(0)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await askForPass(page, user.id)).toBe(403)
})

test('a Security Reader and a Helpdesk Administrator see no methods, and are refused', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  for (const role of [roleIds.securityReader, roleIds.helpdeskAdministrator]) {
    await using admin = await openAdminAs(site, role, { path: `/users/${user.id}/methods` })
    const { page } = admin
    await page.getByText('You have no permission for this').first().waitFor()
    expect(await askForPass(page, user.id)).toBe(403)
  }
})

test('nothing that may not be done to a Global Administrator is offered, and why is said', async () => {
  await using site = await openSite()
  const { user } = await anAdministrator(site.kernel, roleIds.globalAdministrator, { displayName: 'Grace Chief' })
  for (const role of [roleIds.authenticationAdministrator, roleIds.helpdeskAdministrator]) {
    await using admin = await openAdminAs(site, role, { path: `/users/${user.id}/methods?add=pass` })
    const { page } = admin
    await page.getByText('You have no permission for this').or(page.getByText('Not everything can be done')).waitFor()
    expect(await page.getByRole('button', { name: /^(Add|Revoke|Require)/ }).count()).toBe(0)
    expect(await askForPass(page, user.id)).toBe(403)
  }
})
