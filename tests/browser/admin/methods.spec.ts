import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { User } from '../../../src/directory/rules.ts'
import { createEmail } from '../../../src/methods/email/service.ts'
import { createPhone } from '../../../src/methods/phone/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aUser, systemActor } from '../../kit/builders.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../kit/methods.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

async function somebody({ kernel }: TestSite): Promise<User> {
  const user = await aUser(kernel, { displayName: 'Ada Example' })
  await aPassword(kernel, user)
  await aPasskey(kernel, user)
  await anAuthenticatorApp(kernel, user)
  const phone = { user: user.id, phoneType: 'mobile', phoneNumber: '+49 15112345678' } as const
  await createPhone(kernel, systemActor(), phone)
  await createEmail(kernel, systemActor(), { user: user.id, emailAddress: 'ada@home.example' })
  return user
}

const usable = (page: Page) => page.getByRole('table', { name: 'Usable authentication methods', exact: true })
const nonUsable = (page: Page) => page.getByRole('table', { name: 'Non-usable authentication methods' })
const inPane = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name })
const inQuestion = (page: Page, name: string) => page.getByRole('alertdialog').getByRole('button', { name })

/** The status of a request that whoever is signed in to the page makes past it. */
const ask = (page: Page, method: string, path: string): Promise<number> =>
  page.evaluate(
    async ([verb, address]) =>
      (
        await fetch(address, {
          method: verb,
          ...(verb === 'POST' && { headers: { 'content-type': 'application/json' }, body: '{}' }),
        })
      ).status,
    [method, path] as const,
  )

test('the methods stand as in Entra, those that work apart from the others, and each tells what is known of it', async () => {
  await using site = await openSite()
  const user = await somebody(site)
  await aPass(site.kernel, user, { startAt: site.kernel.clock.now() + 86_400_000 } as object)
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/methods`,
  })
  const { page, complaints } = admin
  await usable(page).getByRole('button', { name: 'Passkey' }).first().waitFor()
  expect(await usable(page).getByRole('row').count()).toBe(4)
  await nonUsable(page).getByText('Not yet valid').waitFor()
  await nonUsable(page).getByText('+49 *********78').waitFor()
  await nonUsable(page).getByText('a***@home.example').waitFor()
  await lookAt(admin, 'methods')
  await nonUsable(page).getByRole('button', { name: 'Temporary Access Pass' }).first().click()
  await page.getByText('The pass starts later.').first().waitFor()
  expect(await page.getByRole('timer').innerText()).toMatch(/23:59:30|1 day/)
  await lookAt(admin, 'methods-pass')
  await inPane(page, 'Delete Temporary Access Pass').click()
  await page.getByText('The pass stops working at once').first().waitFor()
  await inQuestion(page, 'Delete Temporary Access Pass').click()
  await page.getByText('Temporary Access Pass deleted').last().waitFor()
  await nonUsable(page).getByText('Not yet valid').waitFor({ state: 'detached' })
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(complaints).toEqual([])
}, 120_000)

test('before a method is deleted one reads what is lost with it, and sessions can be revoked along with it', async () => {
  await using site = await openSite()
  const { kernel } = site
  const user = await aUser(kernel, { displayName: 'Ada Example' })
  await aPassword(kernel, user)
  await aPasskey(kernel, user)
  await using admin = await openAdminAs(site, roleIds.privilegedAuthenticationAdministrator, {
    path: `/users/${user.id}/methods`,
  })
  const { page, complaints } = admin
  await page.getByRole('button', { name: /Delete: Passkey/ }).click()
  await page.getByText('This is the last strong method.').first().waitFor()
  await page.getByRole('checkbox', { name: /Revoke sessions as well/ }).check()
  await lookAt(admin, 'methods-delete')
  await inQuestion(page, 'Delete Passkey').click()
  await page.getByText('Passkey deleted').last().waitFor()
  await usable(page).getByRole('button', { name: 'Passkey' }).waitFor({ state: 'detached' })
  await expect.poll(() => usable(page).getByRole('row').count()).toBe(2)
  expect(complaints).toEqual([])
})

test('a phone number is added, corrected where the server says so, deleted and put back', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.privilegedAuthenticationAdministrator, {
    path: `/users/${user.id}/methods`,
  })
  const { page } = admin
  await page.getByRole('button', { name: 'Add authentication method' }).click()
  await page.getByLabel('Choose method').selectOption('Phone number')
  await page.getByRole('textbox', { name: 'Phone number' }).fill('0151 12345678')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('This did not work').waitFor()
  expect(await page.getByRole('textbox', { name: 'Phone number' }).getAttribute('aria-invalid')).toBe('true')
  await lookAt(admin, 'methods-add-phone')
  await page.getByRole('textbox', { name: 'Phone number' }).fill('+49 15112345678')
  await page.keyboard.press('Enter')
  await nonUsable(page).getByText('Mobile +49 15112345678').waitFor()
  await page.getByRole('button', { name: /Delete: Phone number/ }).click()
  await inQuestion(page, 'Delete Phone number').click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await nonUsable(page).getByText('Mobile +49 15112345678').waitFor()
  await page.getByRole('button', { name: 'Add authentication method' }).click()
  await page.getByLabel('Choose method').selectOption('Email')
  await page.getByRole('textbox', { name: 'Email address' }).fill('ada@home.example')
  await page.keyboard.press('Enter')
  await nonUsable(page).getByText('ada@home.example').waitFor()
})

test('registering anew is required: what is chosen goes, sessions end, each with its result, and a pass is offered next', async () => {
  await using site = await openSite()
  const user = await somebody(site)
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/methods`,
    locale: 'de-DE',
  })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'Erneute MFA-Registrierung erforderlich' }).click()
  await page.getByRole('checkbox', { name: 'Authenticator-App', exact: true }).waitFor()
  expect(await page.getByRole('checkbox', { name: /Authenticator-App/ }).isChecked()).toBe(true)
  expect(await page.getByRole('checkbox', { name: /Telefonnummer/ }).isChecked()).toBe(false)
  await lookAt(admin, 'methods-re-register-german')
  await inPane(page, 'Löschen und widerrufen').click()
  await page.getByText('Sitzungen: widerrufen').first().waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: 'gelöscht' }).count()).toBe(2)
  await lookAt(admin, 'methods-re-registered-german')
  await inPane(page, 'Befristeten Zugriffspass hinzufügen').click()
  await page.getByRole('textbox', { name: 'Aktivierungsdauer' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('region', { name: 'Verwendbare Authentifizierungsmethoden', exact: true }).waitFor()
  await lookAt(admin, 'methods-german')
  expect(complaints).toEqual([])
})

test('sessions are revoked after a question, and the answer is told', async () => {
  await using site = await openSite()
  const user = await somebody(site)
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/methods`,
  })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'Revoke sessions' }).click()
  await page.getByRole('heading', { name: 'Revoke sessions of Ada Example?' }).waitFor()
  await lookAt(admin, 'methods-revoke')
  await inQuestion(page, 'Revoke sessions').click()
  await page.getByText('Sessions of Ada Example revoked').last().waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Revoke sessions')
  expect(complaints).toEqual([])
})

test('a Global Reader sees every method, is offered nothing, and is refused', async () => {
  await using site = await openSite()
  const user = await somebody(site)
  await using admin = await openAdminAs(site, roleIds.globalReader, { path: `/users/${user.id}/methods` })
  const { page } = admin
  await usable(page).getByRole('button', { name: 'Passkey' }).first().waitFor()
  await page.getByText('Default sign-in method (system-preferred): Passkey').first().waitFor()
  expect(await page.getByRole('button', { name: /^(Delete|Add|Revoke|Require)/ }).count()).toBe(0)
  const base = `/v1.0/users/${user.id}`
  expect(await ask(page, 'POST', `${base}/revokeSignInSessions`)).toBe(403)
  expect(await ask(page, 'DELETE', `${base}/authentication/phoneMethods/3179e48a-750b-4051-897c-87b9720928f7`)).toBe(
    403,
  )
})

test('somebody’s own methods are managed in security info, not here', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.globalAdministrator)
  const { page, user } = admin
  await page.goto(`/admin/users/${user.id}/methods`)
  await page.getByText('These are your own methods.').first().waitFor()
  expect(await page.getByRole('button', { name: 'Add authentication method' }).count()).toBe(0)
  expect(await ask(page, 'POST', `/v1.0/users/${user.id}/authentication/temporaryAccessPassMethods`)).toBe(403)
})
