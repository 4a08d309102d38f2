import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { openAdminAs } from '../../kit/admin.ts'
import { aUser } from '../../kit/builders.ts'
import { signedInByPasskey } from '../../kit/sessions.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

/** Somebody signs in. */
async function signsIn({ kernel }: TestSite, displayName: string, mailbox: string): Promise<void> {
  const person = await aUser(kernel, { displayName, userPrincipalName: `${mailbox}@${kernel.tenant.domain}` })
  kernel.clock.advanceSeconds(61)
  await signedInByPasskey(kernel, person)
}

test('a list without a range that moves along is read again on demand', async () => {
  await using site = await openSite()
  await signsIn(site, 'Ada Archer', 'ada')
  await using admin = await openAdminAs(site, roleIds.reportsReader, { path: '/sign-ins?range=all' })
  const { page, complaints } = admin
  await page.getByText('Ada Archer').first().waitFor()
  await signsIn(site, 'Bert Baker', 'bert')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByText('Bert Baker').first().waitFor({ timeout: 5000 })
  expect(complaints).toEqual([])
})

test('who applies filters by keyboard stands where they were, and finds names with every sign', async () => {
  await using site = await openSite()
  await signsIn(site, "100%_ O'Brien & Sons + #1", 'brien')
  await signsIn(site, '100 O Brien', 'other')
  await using admin = await openAdminAs(site, roleIds.reportsReader, { path: '/sign-ins' })
  const { page, complaints } = admin
  const filters = page.getByRole('button', { name: 'Filters' })
  await filters.click()
  await page.getByRole('textbox', { name: 'User', exact: true }).fill("100%_ O'Brien & Sons + #")
  await page.keyboard.press('Enter')
  await page.getByText('1 item', { exact: true }).first().waitFor()
  await expect.poll(() => filters.evaluate((button) => document.activeElement === button)).toBe(true)
  await page.reload()
  await page.getByText('1 item', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: /Remove User: 100%_ O'Brien & Sons \+ #/ }).waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Audit logs' }).click()
  await page.getByRole('heading', { level: 1, name: 'Audit logs' }).waitFor()
  await page.goBack()
  await page.getByText('1 item', { exact: true }).first().waitFor()
  expect(complaints).toEqual([])
})

test('a deleted view is brought back from another page, which stays as it is', async () => {
  await using site = await openSite()
  await signsIn(site, 'Ada Archer', 'ada')
  await using admin = await openAdminAs(site, roleIds.globalReader, { path: '/sign-ins?range=7d' })
  const { page, complaints } = admin
  const menu = (name: string) => page.getByRole('search').getByRole('button', { name, exact: true })
  await menu('Views').click()
  await page.getByRole('menuitem', { name: 'Save as new view' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Last week')
  await page.keyboard.press('Enter')
  await menu('Last week').click()
  await page.getByRole('menuitem', { name: 'Delete Last week' }).click()
  await menu('Views').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Audit logs' }).click()
  await page.getByRole('heading', { level: 1, name: 'Audit logs' }).waitFor()
  const kept = page.waitForResponse((answer) => answer.request().method() === 'POST' && /savedViews/.test(answer.url()))
  await page.getByRole('button', { name: 'Undo' }).click()
  await (await kept).finished()
  await menu('Columns').click()
  await page.getByRole('menuitemcheckbox').first().waitFor()
  expect(new URL(page.url()).search).toBe('')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation').getByRole('link', { name: 'Sign-in logs' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign-in logs' }).waitFor()
  await menu('Views').click()
  await page.getByRole('menuitemradio', { name: 'Last week' }).waitFor()
  expect(complaints).toEqual([])
})

test('a download that breaks off half way is told as failed by the browser, and leaves no file', async () => {
  await using site = await openSite()
  await signsIn(site, 'Ada Archer', 'archer')
  site.server.server.prependListener('request', (request, response) => {
    if (!request.url?.includes('/export')) return
    response.end = () => {
      setTimeout(() => response.destroy(), 100)
      return response
    }
  })
  await using admin = await openAdminAs(site, roleIds.reportsReader, { path: '/sign-ins?range=all' })
  const { page } = admin
  await page.getByText('Ada Archer').first().waitFor()
  await page.getByRole('button', { name: 'Download' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  expect(await (await saving).failure()).not.toBeNull()
  await page.getByRole('button', { name: 'Download' }).waitFor()
  await page.getByText('Ada Archer').first().waitFor()
})

test('the last column of a log stays', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.securityReader, { path: '/sign-ins' })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'Columns' }).click()
  const chosen = page.getByRole('menuitemcheckbox', { checked: true })
  for (let left = await chosen.count(); left > 1; left -= 1) {
    await chosen.first().click()
    await expect.poll(() => chosen.count()).toBe(left - 1)
  }
  expect(await chosen.getAttribute('aria-disabled')).toBe('true')
  await chosen.click({ force: true })
  await chosen.waitFor()
  await page.getByRole('menuitemcheckbox', { checked: false }).first().click()
  expect(await chosen.first().getAttribute('aria-disabled')).not.toBe('true')
  expect(complaints).toEqual([])
})
