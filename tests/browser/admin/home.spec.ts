import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aUser } from '../../kit/builders.ts'
import { signedInByPass } from '../../kit/sessions.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

/** A live pass, one that was used, and somebody with no method at all. */
async function someLife(site: TestSite): Promise<void> {
  const ada = await aUser(site.kernel, { displayName: 'Ada Lovelace', userPrincipalName: 'ada.lovelace@example.com' })
  await site.passFor(ada)
  const grace = await aUser(site.kernel, { displayName: 'Grace Hopper' })
  await signedInByPass(site.kernel, grace, { isUsableOnce: false })
  await aUser(site.kernel, { displayName: 'Newcomer' })
}

const sent = (path: string) => `(async () => (await fetch('${path}')).status)()`

test('Home tells what needs attention and leads to the people behind a number', async () => {
  await using site = await openSite()
  await someLife(site)
  await using admin = await openAdminAs(site, roleIds.globalAdministrator)
  const { page, complaints } = admin
  const passes = page.getByRole('listitem').filter({ hasText: 'Live now' })
  await passes.waitFor()
  expect(await passes.innerText()).toMatch(/2$/)
  await page.getByRole('heading', { name: 'Sign-ins by method' }).waitFor()
  await page.getByRole('heading', { name: 'The way to passwordless' }).waitFor()
  await page.getByRole('button', { name: 'Show as a table' }).first().click()
  await page.getByRole('columnheader', { name: 'Passkey' }).waitFor()
  const counted = page.getByRole('region', { name: 'The way to passwordless' })
  expect(await counted.getByText(/20\d\d/).allInnerTexts()).toEqual(['2 Mar 2026'])
  await lookAt(admin, 'home')
  await page.getByRole('link', { name: 'No phishing-resistant method' }).click()
  await page.getByRole('heading', { level: 1, name: 'People with no phishing-resistant method' }).waitFor()
  await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor()
  await page.getByRole('checkbox', { name: 'Select Ada Lovelace' }).check()
  await lookAt(admin, 'people')
  await page.getByRole('button', { name: 'Issue a pass' }).click()
  await page.waitForURL(/\/admin\/bulk\?users=/)
  expect(complaints).toEqual([])
})

test('the chart of sign-ins leads to those of a day that succeeded with a method, by keyboard and by mouse', async () => {
  await using site = await openSite()
  await someLife(site)
  await using admin = await openAdminAs(site, roleIds.reportsReader)
  const { page, complaints } = admin
  const chart = page.getByRole('region', { name: 'Sign-ins by method' }).first()
  const atTheList = async () => {
    await page.getByRole('heading', { level: 1, name: 'Sign-in logs' }).waitFor()
    await page.getByRole('button', { name: 'Remove Authentication method used: Temporary Access Pass' }).waitFor()
    await page.getByRole('table').first().getByText('Grace Hopper').waitFor()
  }
  await chart.getByRole('button', { name: 'Show as a table' }).click()
  await chart.getByRole('link', { name: /^\d+: Temporary Access Pass, / }).focus()
  await page.keyboard.press('Enter')
  await atTheList()
  await page.goBack()
  await chart.locator('svg a').last().click()
  await atTheList()
  expect(complaints).toEqual([])
})

test('in German it says the same', async () => {
  await using site = await openSite()
  await someLife(site)
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { locale: 'de-DE' })
  await admin.page.getByRole('heading', { name: 'Anmeldungen nach Methode' }).waitFor()
  await admin.page.getByText('Jetzt gültig').first().waitFor()
  await lookAt(admin, 'home-german')
})

test('whoever may not read a number is told so, and the server does not tell it either', async () => {
  await using site = await openSite()
  await someLife(site)
  await using admin = await openAdminAs(site, roleIds.groupsAdministrator)
  const { page } = admin
  await page.getByText('You may not read this').first().waitFor()
  const cards = ['Temporary Access Passes', 'People', 'Failed redemptions', 'Exclusions from policies', 'Protection']
  expect(await page.getByText('You may not read this').count()).toBe(cards.length)
  for (const name of cards) await page.getByRole('heading', { name }).waitFor()
  expect(await page.getByRole('heading', { name: 'Sign-ins by method' }).count()).toBe(0)
  expect(await page.getByRole('heading', { name: 'The way to passwordless' }).count()).toBe(0)
  await lookAt(admin, 'home-few-rights')
  expect(await page.evaluate(sent('/api/v1/overview/signInsByMethod?days=30'))).toBe(403)
  expect(await page.evaluate(sent('/api/v1/people'))).toBe(403)
})
