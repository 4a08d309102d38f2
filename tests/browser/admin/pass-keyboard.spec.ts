import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { openAdminAs } from '../../kit/admin.ts'
import { openPage, takeScreenshots } from '../../kit/browser.ts'
import { aUser } from '../../kit/builders.ts'
import { tabTo } from '../../kit/keyboard.ts'
import { openSite } from '../../kit/site.ts'
import { addVirtualAuthenticator } from '../../kit/virtual-authenticator.ts'

test('with the keyboard alone a pass is issued and printed, and somebody signs in with it and registers a passkey', {
  timeout: 120_000,
}, async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example', userPrincipalName: 'ada@example.com' })
  await using desk = await openAdminAs(site, roleIds.authenticationAdministrator)
  const { page } = desk
  const { keyboard } = page
  await page.evaluate(() => {
    Object.assign(window, { prints: 0 })
    window.print = () => Object.assign(window, { prints: Reflect.get(window, 'prints') + 1 })
  })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await tabTo(page, 'Users')
  await keyboard.press('Enter')
  await page.getByRole('link', { name: 'Ada Example' }).waitFor()
  await tabTo(page, 'Ada Example')
  await keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Authentication methods' }).waitFor()
  await tabTo(page, 'Overview')
  await keyboard.press('ArrowRight')
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Ada Example cannot sign in' }).waitFor()
  await tabTo(page, 'Add authentication method')
  await keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Activation duration' }).waitFor()
  await tabTo(page, 'Activation duration')
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('2')
  await tabTo(page, 'No')
  await keyboard.press('ArrowLeft')
  await page.getByText('Works for one sign-in').first().waitFor()
  await keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Add authentication method')
  await keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Activation duration' }).waitFor()
  await tabTo(page, 'Activation duration')
  await keyboard.press('Enter')
  await page.locator('[data-code]').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H3')
  const code = (await page.locator('[data-code]').innerText()).replace(/\s/g, '')
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  await tabTo(page, 'Print hand-out')
  await keyboard.press('Enter')
  expect(await page.evaluate(() => Reflect.get(window, 'prints'))).toBe(1)

  await page.emulateMedia({ media: 'print' })
  await page.locator('article svg').waitFor()
  const sheet = await page.locator('body').innerText()
  expect(sheet.replace(/\s/g, '')).toContain(code)
  for (const part of [
    'Ada Example',
    'ada@example.com',
    `${site.origin}/signin`,
    '2 Mar 2026, 10:00 CET',
    'Open the sign-in',
  ]) {
    expect(sheet).toContain(part)
  }
  expect(sheet).not.toContain('Add authentication method')
  await takeScreenshots(page, 'admin-pass-hand-out')
  await page.emulateMedia({ media: null })
  await tabTo(page, 'Close')
  await keyboard.press('Enter')
  await page.getByText('Its code cannot be shown again').last().waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Add authentication method')
  expect(desk.complaints).toEqual([])

  await using person = await openPage({ baseURL: site.origin })
  const authenticator = await addVirtualAuthenticator(person.page)
  const typing = person.page.keyboard
  await person.page.goto('/signin')
  await typing.type(user.userPrincipalName)
  await typing.press('Enter')
  await person.page.waitForSelector('#code')
  await typing.type(`${code.slice(0, 4)} ${code.slice(4)}`)
  await typing.press('Enter')
  await person.page.getByRole('heading', { name: 'Security info' }).waitFor()
  await tabTo(person.page, 'Passkey')
  await typing.press('Enter')
  await person.page.getByLabel('Name').waitFor()
  await tabTo(person.page, 'Name')
  await typing.type('Work laptop')
  await typing.press('Enter')
  await person.page.getByText('Added. You can sign in with it from now on.').first().waitFor()
  expect(await authenticator.credentials()).toHaveLength(1)
  expect(person.complaints).toEqual([])
})
