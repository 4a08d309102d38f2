import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { plusMinutes } from '../../src/base/time.ts'
import type { User } from '../../src/directory/rules.ts'
import { updateUser } from '../../src/directory/service.ts'
import { issuePass } from '../../src/methods/temporary-access-pass/service.ts'
import { aPolicy, phishingResistant } from '../kit/access-in-force.ts'
import { authorizePath, openApp } from '../kit/app-sign-in.ts'
import { openPage } from '../kit/browser.ts'
import { aUser, systemActor } from '../kit/builders.ts'
import { look } from '../kit/look.ts'
import { anAuthenticatorApp, aPassword } from '../kit/methods.ts'
import { openSite, type TestSite } from '../kit/site.ts'
import { addVirtualAuthenticator } from '../kit/virtual-authenticator.ts'

const upn = 'ada@example.com'
const password = 'seven grey herons wade'
const german = { locale: 'de-DE', timezoneId: 'Europe/Berlin' } as const

const ada = (site: TestSite): Promise<User> =>
  aUser(site.kernel, { userPrincipalName: upn, displayName: 'Ada Beispiel' })

async function nameYourself(page: Page): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('Benutzername').fill(upn)
  await page.getByRole('button', { name: 'Weiter' }).click()
}

/** Words that no German page has. */
const english = /\b(the|your|you|sign|with|and|password|enter|until|left|again|security)\b/i

async function lookInGerman(page: Page, name: string): Promise<void> {
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  const words = await page.evaluate(() => {
    const shown = document.body.cloneNode(true) as HTMLElement
    for (const other of shown.querySelectorAll('[lang], code, noscript')) other.remove()
    const labels = [...shown.querySelectorAll('[aria-label]')].map((each) => each.getAttribute('aria-label'))
    return [document.title, shown.textContent, ...labels].join(' ')
  })
  expect(words.replaceAll(upn, '')).not.toMatch(english)
  await look(page, `german-${name}`)
}

test('the first steps of the sign-in can be read in German', async () => {
  await using site = await openSite()
  const user = await ada(site)
  await site.passFor(user)
  await aPassword(site.kernel, user, password, true)
  await using opened = await openPage({ baseURL: site.origin, ...german })
  const { page } = opened
  await page.goto('/nirgendwo')
  await lookInGerman(page, 'not-found')
  await page.goto('/signin')
  await lookInGerman(page, 'identify')
  await nameYourself(page)
  await lookInGerman(page, 'prove-pass')
  await page.getByLabel('Befristeter Zugriffspass').fill('AAAA AAAA')
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('alert').waitFor()
  await lookInGerman(page, 'prove-pass-error')
})

test('the other steps of the sign-in can be read in German', async () => {
  await using site = await openSite()
  const user = await ada(site)
  await site.passFor(user)
  await aPassword(site.kernel, user, password, true)
  await using opened = await openPage({ baseURL: site.origin, ...german })
  const { page } = opened
  await nameYourself(page)
  await page.getByRole('button', { name: 'Passkey verwenden' }).click()
  await page.getByRole('button', { name: 'Weiter mit Passkey' }).waitFor()
  await lookInGerman(page, 'prove-passkey')
  await page.getByRole('button', { name: 'Kennwort verwenden' }).click()
  await page.getByRole('button', { name: 'Kennwort anzeigen' }).waitFor()
  await lookInGerman(page, 'prove-password')
  await page.getByLabel('Kennwort', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByText('Ihr Kennwort war Schritt 1 von 2').waitFor()
  await lookInGerman(page, 'prove-second')
})

test('what cannot be done is said in German, with times in the reader’s zone', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const startAt = plusMinutes(site.kernel.clock.now(), 180)
  const terms = { user: user.id, lifetimeMinutes: 60, isUsableOnce: true, startAt }
  const { code } = await issuePass(site.kernel, systemActor(), terms)
  await using opened = await openPage({ baseURL: site.origin, ...german })
  const { page } = opened
  await nameYourself(page)
  await page.getByRole('button', { name: 'Befristeten Zugriffspass eingeben' }).click()
  await page.getByLabel('Befristeter Zugriffspass').fill(code.reveal())
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByText('Er gilt ab: 2. März 2026, 12:00 MEZ.').waitFor()
  await lookInGerman(page, 'not-yet')
})

test('passwords and blocked accounts are told of in German', async () => {
  await using site = await openSite()
  const user = await ada(site)
  await aPassword(site.kernel, user, password, true)
  await using opened = await openPage({ baseURL: site.origin, ...german })
  const { page } = opened
  await nameYourself(page)
  await page.getByLabel('Kennwort', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByLabel('Neues Kennwort').fill('password')
  await page.getByRole('button', { name: 'Speichern und weiter' }).click()
  await page.getByRole('alert').waitFor()
  await lookInGerman(page, 'change-password-error')
  await page.getByLabel('Neues Kennwort').fill('four blue whales sing')
  await page.getByRole('button', { name: 'Speichern und weiter' }).click()
  await page.getByText('Sie können hier alles sehen, aber noch nichts ändern').waitFor()
  await lookInGerman(page, 'security-info-password-only')
  await page.getByRole('button', { name: 'Abmelden', exact: true }).click()
  await updateUser(site.kernel, systemActor(), { user: user.id, change: { accountEnabled: false } })
  await nameYourself(page)
  await page.getByLabel('Kennwort', { exact: true }).fill('four blue whales sing')
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('heading', { name: 'Sie können sich gerade nicht anmelden' }).waitFor()
  await lookInGerman(page, 'blocked')
})

test('ways to sign in are added in German', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const code = await site.passFor(user, { isUsableOnce: false })
  await aPassword(site.kernel, user, password)
  await using opened = await openPage({ baseURL: site.origin, ...german })
  const { page } = opened
  const authenticator = await addVirtualAuthenticator(page)
  await nameYourself(page)
  await page.getByLabel('Befristeter Zugriffspass').fill(code)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByText('Sie haben nur Zugriffspass und Kennwort').waitFor()
  await page.getByText(/Diese Anmeldung endet: 2\. März 2026, \d\d:\d\d MEZ noch/).waitFor()
  await lookInGerman(page, 'security-info-only-pass')
  await page.getByRole('link', { name: 'Passkey' }).click()
  await authenticator.setUserVerified(false)
  await page.getByRole('button', { name: 'Passkey erstellen' }).click()
  await page.getByText('Das wurde abgebrochen oder hat zu lange gedauert').waitFor()
  await lookInGerman(page, 'add-passkey-error')
  await authenticator.setUserVerified(true)
  await page.getByRole('button', { name: 'Passkey erstellen' }).click()
  await page.getByText('Hinzugefügt. Sie können sich ab jetzt damit anmelden.').waitFor()
  await page.getByRole('button', { name: 'Authenticator-App' }).click()
  const totp = new TOTP({ secret: Secret.fromBase32((await page.locator('#key').innerText()).replaceAll(' ', '')) })
  await page.getByLabel('Code eingeben, den die App anzeigt').fill('000000')
  await page.getByRole('button', { name: 'App hinzufügen' }).click()
  await page.getByText('Das ist nicht der Code, den die App jetzt anzeigt.').waitFor()
  await lookInGerman(page, 'add-authenticator-app')
  await page.getByLabel('Code eingeben').fill(totp.generate({ timestamp: site.kernel.clock.now() }))
  await page.getByRole('button', { name: 'App hinzufügen' }).click()
  await page.getByText('Hinzugefügt.').waitFor()
  await lookInGerman(page, 'security-info')
})

test('ways to sign in are managed in German', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const code = await site.passFor(user, { isUsableOnce: false })
  await aPassword(site.kernel, user, password)
  await anAuthenticatorApp(site.kernel, user)
  await using opened = await openPage({ baseURL: site.origin, ...german })
  const { page } = opened
  await nameYourself(page)
  await page.getByLabel('Befristeter Zugriffspass').fill(code)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('button', { name: 'Authenticator-App entfernen' }).click()
  await page.locator('dialog[open]').waitFor()
  await lookInGerman(page, 'security-info-dialog')
  await page.keyboard.press('Escape')
  await page
    .getByRole('link', { name: /umbenennen$/ })
    .first()
    .click()
  await page.getByLabel('Name').fill('x'.repeat(65))
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Ein Name hat 1 bis 64 Zeichen').waitFor()
  await lookInGerman(page, 'rename-error')
  await page.getByRole('link', { name: 'Abbrechen' }).click()
  await page.getByRole('link', { name: 'Kennwort ändern' }).click()
  await lookInGerman(page, 'own-password')
})

test('what has to be added on the way is asked for in German, because the application wants it so', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const scene = await openApp(site)
  await aPolicy(site.kernel, { applications: [scene.clientId], grant: { authenticationStrength: phishingResistant } })
  await using opened = await openPage({ baseURL: site.origin, timezoneId: 'Europe/Berlin' })
  const { page } = opened
  const code = await site.passFor(user)
  await addVirtualAuthenticator(page)
  await page.goto(authorizePath(scene, { ui_locales: 'de' }))
  await page.getByLabel('Benutzername').fill(upn)
  await page.getByRole('button', { name: 'Weiter' }).click()
  await page.getByLabel('Befristeter Zugriffspass').fill(code)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('heading', { name: 'Passkey hinzufügen' }).waitFor()
  await lookInGerman(page, 'register-passkey')
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Add a passkey' }).waitFor()
})

test('without script the language is chosen, and a pass entered, all the same', async () => {
  await using site = await openSite()
  const code = await site.passFor(await ada(site))
  await using opened = await openPage({ baseURL: site.origin, javaScriptEnabled: false })
  const { page } = opened
  await page.goto('/signin')
  await page.keyboard.press('Tab')
  await page.getByRole('link', { name: 'Deutsch' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Benutzername').fill(upn)
  await page.keyboard.press('Enter')
  await page.getByLabel('Befristeter Zugriffspass').fill(code)
  await page.keyboard.press('Enter')
  await page.getByText(/Diese Anmeldung endet: 2\. März 2026, \d\d:\d\d UTC/).waitFor()
})
