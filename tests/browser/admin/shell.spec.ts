import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { openPage } from '../../kit/browser.ts'
import { openSite } from '../../kit/site.ts'

test('an administrator finds every page in the menu, and goes through them by keyboard', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.globalAdministrator)
  const { page, complaints } = admin
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
  await page.getByRole('link', { name: 'Conditional Access' }).waitFor()
  await lookAt(admin, 'shell')
  await page.keyboard.press('Tab')
  await page.getByRole('link', { name: 'Users', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  expect(await page.title()).toMatch(/^Users – /)
  expect(complaints).toEqual([])
})

test('it speaks German where the browser does, and keeps the language somebody chooses', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { locale: 'de-DE' })
  const { page } = admin
  await page.getByRole('heading', { level: 1, name: 'Startseite' }).waitFor()
  await lookAt(admin, 'shell-german')
  await page.getByRole('button', { name: 'Sprache und Darstellung' }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
})

test('somebody without a session is led to the sign-in and back', async () => {
  await using site = await openSite()
  await using opened = await openPage({ baseURL: site.origin })
  await opened.page.goto('/admin/users?filter=x')
  expect(new URL(opened.page.url()).pathname).toBe('/signin')
  expect(new URL(opened.page.url()).searchParams.get('returnTo')).toBe('/admin/users?filter=x')
})
