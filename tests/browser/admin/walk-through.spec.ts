import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import type { User } from '../../../src/directory/rules.ts'
import { findUser } from '../../../src/directory/service.ts'
import { fillDemoTenant } from '../../../tools/demo/fill.ts'
import type { PersonaKey } from '../../../tools/demo/personas.ts'
import { openAdminFor } from '../../kit/admin.ts'
import { openPage } from '../../kit/browser.ts'
import { openSite, type TestSite } from '../../kit/site.ts'
import { addVirtualAuthenticator } from '../../kit/virtual-authenticator.ts'
import { keptWalkThrough, Pictures } from '../../kit/walk-through.ts'
import { chapters } from './walk-through.chapters.ts'

const signedIn = { locale: 'en-GB', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' } as const

async function choosePolicy(page: Page, pictures: Pictures): Promise<void> {
  await page.getByRole('link', { name: 'Authentication methods', exact: true }).click()
  await page.getByRole('row', { name: /Temporary Access Pass/ }).waitFor()
  await pictures.take(page, 'policies')
  await page.getByRole('link', { name: 'Temporary Access Pass', exact: true }).last().click()
  const pane = page.getByRole('dialog', { name: 'Temporary Access Pass' })
  await pane.getByRole('switch', { name: 'Enable' }).waitFor()
  await pictures.take(page, 'policy-target')
  await pane.getByRole('tab', { name: 'Configure' }).click()
  await pane.getByText('A pass lives', { exact: false }).waitFor()
  await pictures.take(page, 'policy-configure')
}

/** The code of the pass just issued. */
async function issue(page: Page, person: User, pictures: Pictures): Promise<string> {
  await page.getByRole('link', { name: 'Users', exact: true }).click()
  await page.getByRole('searchbox').fill(person.displayName)
  await page.getByText('1 user found').first().waitFor()
  await pictures.take(page, 'users')
  await page.getByRole('link', { name: person.displayName, exact: true }).click()
  await page.getByRole('tab', { name: 'Authentication methods' }).click()
  await page.getByRole('button', { name: 'Add authentication method' }).waitFor()
  await pictures.take(page, 'methods')
  await page.getByRole('button', { name: 'Add authentication method' }).click()
  const outlook = page.getByRole('region', { name: 'What this pass will do' })
  await outlook.getByText('They can register', { exact: false }).waitFor()
  await pictures.take(page, 'add')
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await page.locator('[data-code]').waitFor()
  const code = (await page.locator('[data-code]').innerText()).replace(/\s/g, '')
  await pictures.take(page, 'issued')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  return code
}

async function redeem(site: TestSite, person: User, code: string, pictures: Pictures): Promise<void> {
  await using opened = await openPage({ baseURL: site.origin, ...signedIn })
  const { page } = opened
  await addVirtualAuthenticator(page)
  await page.goto('/signin')
  await page.getByLabel('User name').fill(person.userPrincipalName)
  await pictures.take(page, 'sign-in')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Temporary Access Pass').waitFor()
  await pictures.take(page, 'sign-in-pass')
  await page.getByLabel('Temporary Access Pass').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
  await pictures.take(page, 'security-info')
  await page.getByRole('link', { name: 'Passkey' }).click()
  await page.getByLabel('Name').fill('Work laptop')
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await page.getByText('Added. You can sign in with it from now on.').first().waitFor()
  await pictures.take(page, 'passkey-added')
}

async function remove(page: Page, person: User, pictures: Pictures): Promise<void> {
  await page.goto(`/admin/users/${person.id}/methods`)
  await page
    .getByRole('link', { name: 'Temporary Access Pass', exact: true })
    .or(page.getByRole('button', { name: 'Temporary Access Pass', exact: true }))
    .first()
    .click()
  const pane = page.getByRole('dialog')
  await pane.getByRole('button', { name: 'Delete' }).waitFor()
  await pictures.take(page, 'pass-details')
  await pane.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').waitFor()
  await pictures.take(page, 'delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
}

test('each step that Entra’s documentation tells of is found under the same words', { timeout: 240_000 }, async () => {
  await using site = await openSite()
  const { kernel } = site
  const { personas } = await fillDemoTenant(kernel, {
    now: kernel.clock.now(),
    random: seededRandom(1),
    users: 60,
    days: 30,
  })
  const personaOf = async (key: PersonaKey): Promise<User> => {
    const upn = personas.find((one) => one.key === key)?.userPrincipalName ?? ''
    const user = await kernel.store.read((read) => findUser(read, upn))
    if (!user) throw new Error(`There is no ${key}`)
    return user
  }
  const pictures = await Pictures.open()
  const newcomer = await personaOf('newHire')
  {
    await using policies = await openAdminFor(site, await personaOf('policyAdministrator'))
    await choosePolicy(policies.page, pictures)
  }
  await using desk = await openAdminFor(site, await personaOf('authenticationAdministrator'))
  const code = await issue(desk.page, newcomer, pictures)
  await redeem(site, newcomer, code, pictures)
  await remove(desk.page, newcomer, pictures)
  await using chief = await openAdminFor(site, await personaOf('administrator'), { path: '/passes' })
  await chief.page.getByRole('table').getByRole('row').nth(1).waitFor()
  await pictures.take(chief.page, 'passes')
  await chief.page.getByRole('link', { name: 'Home', exact: true }).click()
  await chief.page.getByRole('heading', { name: 'The way to passwordless' }).waitFor()
  await pictures.take(chief.page, 'home')

  const told = chapters.flatMap(({ steps }) => steps.map(({ picture }) => picture))
  expect(pictures.taken.toSorted()).toEqual(told.toSorted())
  const { kept, printed } = await keptWalkThrough(chapters)
  expect(kept).toBe(printed)
})
