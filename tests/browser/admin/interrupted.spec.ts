import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { plusMinutes } from '../../../src/base/time.ts'
import { setManager } from '../../../src/directory/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { openAdminAs } from '../../kit/admin.ts'
import { aGroup, aUser, systemActor } from '../../kit/builders.ts'
import { aPass } from '../../kit/methods.ts'
import { openSite } from '../../kit/site.ts'

/** Holds back every request to an address until it is let go. */
async function heldBack(page: Page, address: RegExp, method: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(address, async (route) => {
    if (route.request().method() === method) await promise
    await route.continue()
  })
  return resolve
}

const inDialog = (page: Page, name: string | RegExp) => page.getByRole('alertdialog').getByRole('button', { name })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName)

test('going back to another user takes the pane along in which one was being edited', async () => {
  await using site = await openSite()
  const { kernel } = site
  const manager = await aUser(kernel, { displayName: 'Mona Manager' })
  const user = await aUser(kernel, { displayName: 'Ada Example' })
  await setManager(kernel, systemActor(), { user: user.id, manager: manager.id })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: `/users/${user.id}` })
  const { page } = admin
  await page.getByRole('link', { name: 'Mona Manager' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mona Manager' }).waitFor()
  await page.getByRole('button', { name: 'Edit properties' }).click()
  const pane = page.getByRole('dialog', { name: 'Edit properties' })
  await pane.getByLabel('Job title').waitFor()
  await page.goBack()
  await page.getByText('Ada Example').first().waitFor()
  await pane.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1, name: 'Ada Example' }).waitFor()
})

test('a pane stays open while a pass is issued, so that its code is not lost, and going back says that it is gone', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/methods`,
  })
  const { page } = admin
  const letGo = await heldBack(page, /temporaryAccessPassMethods$/, 'POST')
  await page.getByRole('button', { name: 'Add Temporary Access Pass' }).click()
  const asked = page.waitForRequest((request) => request.url().endsWith('temporaryAccessPassMethods'))
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await asked
  await page.keyboard.press('Escape')
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).isDisabled()).toBe(true)
  letGo()
  await page.getByRole('heading', { name: 'Temporary Access Pass details' }).waitFor()
  await page.mouse.click(20, 400)
  await page.getByRole('heading', { name: 'Temporary Access Pass details' }).waitFor()
  await page.goBack()
  await page.getByText('Its code cannot be shown again').first().waitFor()
})

test('going back after a pane of the methods was closed does not open it again', async () => {
  await using site = await openSite()
  await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, { path: '/users' })
  const { page } = admin
  await page.getByRole('link', { name: 'Ada Example' }).click()
  await page.getByRole('tab', { name: 'Authentication methods' }).click()
  await page.getByRole('button', { name: 'Add Temporary Access Pass' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.goBack()
  await page.waitForURL((url) => url.search === '')
  await page.getByRole('heading', { level: 1, name: 'Ada Example' }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('a pass that starts later is counted down to its end once it has started', async () => {
  await using site = await openSite()
  const { kernel } = site
  const user = await aUser(kernel, { displayName: 'Ada Example' })
  const start = plusMinutes(kernel.clock.now(), 60)
  await aPass(kernel, user, { startAt: start })
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/methods`,
  })
  const { page } = admin
  await page.getByRole('button', { name: 'Temporary Access Pass', exact: true }).click()
  const pane = page.getByRole('dialog')
  await pane.getByText('Starts in').waitFor()
  expect(await pane.getByRole('timer').innerText()).toBe('01:00:00')
  await page.clock.setFixedTime(start + 60_000)
  await pane.getByText('Time left').waitFor()
  await expect.poll(() => pane.getByRole('timer').innerText()).toBe('00:59:00')
})

test('people added while a group is looked up stay in the list', async () => {
  await using site = await openSite()
  const { kernel } = site
  const [ada, bert] = await Promise.all([
    aUser(kernel, { displayName: 'Ada Example' }),
    aUser(kernel, { displayName: 'Bert Example' }),
  ])
  await aGroup(kernel, { displayName: 'Newcomers', members: [ada] })
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, { path: '/bulk' })
  const { page } = admin
  const letGo = await heldBack(page, /transitiveMembers/, 'GET')
  const pick = async (field: string, name: string) => {
    await page.getByRole('combobox', { name: field }).pressSequentially(name.slice(0, 5))
    await page.getByRole('option', { name }).click()
  }
  const list = page.getByRole('table', { name: 'People and their passes' })
  await pick('Add the members of a group', 'Newcomers')
  await pick('Add users', bert.displayName)
  await list.getByText('Bert Example').waitFor()
  letGo()
  await list.getByText('Ada Example').waitFor()
  expect(await list.getByText('Bert Example').count()).toBe(1)
})

test('of a batch that comes to nothing after another went through, both is told', async () => {
  await using site = await openSite()
  const { kernel } = site
  for (let number = 10; number < 32; number += 1) {
    await aUser(kernel, { displayName: `Temp ${number}`, department: 'Summer' })
  }
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users?department=Summer' })
  const { page } = admin
  await page.getByText('22 users', { exact: false }).first().waitFor()
  let batches = 0
  await page.route('**/$batch', async (route) => {
    batches += 1
    if (batches === 2) return route.fulfill({ status: 500, body: '' })
    await route.continue()
  })
  await page.getByRole('checkbox', { name: 'Select all' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await inDialog(page, /^Delete/).click()
  await page
    .getByText(/20 of 22/)
    .first()
    .waitFor()
  const close = inDialog(page, 'Close')
  await expect.poll(() => close.evaluate((button) => button === document.activeElement)).toBe(true)
  await close.click()
  await page.getByText('2 selected').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('22 items').waitFor()
})

test('undoing the disabling of many leaves those disabled who were so before', async () => {
  await using site = await openSite()
  const { kernel } = site
  await aUser(kernel, { displayName: 'Ada Example', department: 'Sales' })
  await aUser(kernel, { displayName: 'Left Long Ago', department: 'Sales', accountEnabled: false })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users?department=Sales' })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Left Long Ago' }).waitFor()
  await page.getByRole('checkbox', { name: 'Select all' }).click()
  await page.getByRole('button', { name: 'Disable account' }).click()
  await inDialog(page, 'Disable 2 users').click()
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await row('Ada Example').getByText('Disabled', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await row('Ada Example').getByText('Enabled', { exact: true }).waitFor()
  await row('Left Long Ago').getByText('Disabled', { exact: true }).waitFor()
  expect(complaints).toEqual([])
})

test('what was typed is kept when the session ended, and saved after signing in again', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: `/users/${user.id}` })
  const { page } = admin
  await page.getByRole('button', { name: 'Edit properties' }).click()
  const pane = page.getByRole('dialog', { name: 'Edit properties' })
  await pane.getByLabel('Job title').fill('Head of Sales')
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await pane.getByRole('button', { name: 'Save' }).click()
  const opened = page.context().waitForEvent('page')
  await inDialog(page, 'Sign in again').click()
  const signIn = await opened
  await signIn.waitForURL(/signin/)
  await signIn.close()
  await page.context().addCookies(cookies)
  expect(await pane.getByLabel('Job title').inputValue()).toBe('Head of Sales')
  await pane.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Head of Sales').first().waitFor()
})

test('the focus stays on the page when what had it is gone', async () => {
  await using site = await openSite()
  const { kernel } = site
  const user = await aUser(kernel, { displayName: 'Ada Example', department: 'Sales' })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: `/users/${user.id}` })
  const { page } = admin
  await page.getByRole('button', { name: 'Disable account' }).click()
  await inDialog(page, 'Disable account').click()
  await page.getByText('This account is disabled.').first().waitFor()
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).not.toBe('BODY')
  await page.goto('/admin/users?department=Sales')
  await page.getByRole('checkbox', { name: 'Select Ada Example' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await inDialog(page, /^Delete/).click()
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).not.toBe('BODY')
})

test('a new user half typed in is not thrown away by Escape without being asked', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users?create' })
  const { page, complaints } = admin
  const pane = page.getByRole('dialog', { name: 'Create new user' })
  await pane.getByLabel('Display name').fill('Ada Example')
  await page.keyboard.press('Escape')
  await inDialog(page, 'Cancel').click()
  expect(await pane.getByLabel('Display name').inputValue()).toBe('Ada Example')
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button').first().click()
  await pane.waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test('Enter in a picker sends no form, and Escape closes its list alone', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users?create' })
  const { page, complaints } = admin
  const pane = page.getByRole('dialog', { name: 'Create new user' })
  const picker = pane.getByRole('combobox', { name: 'Manager' })
  await picker.pressSequentially('Nobody')
  await page.getByRole('option', { name: 'Nothing matches what you asked for' }).waitFor()
  await picker.press('Enter')
  await picker.press('Enter')
  expect(await pane.getByLabel('Display name').getAttribute('aria-invalid')).not.toBe('true')
  await picker.fill('')
  await picker.pressSequentially('Grace')
  await page.getByRole('option', { name: 'Grace Admin' }).waitFor()
  await picker.press('Escape')
  await page.getByRole('option', { name: 'Grace Admin' }).waitFor({ state: 'detached' })
  await pane.getByLabel('Display name').waitFor()
  expect(complaints).toEqual([])
})

test('a text that may not be copied is said not to be', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: `/users/${user.id}` })
  const { page, complaints } = admin
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('Denied'))
  })
  await page.getByRole('button', { name: 'Copy user principal name' }).click()
  await page.getByText('Your browser does not let this page copy').first().waitFor()
  expect(complaints).toEqual([])
})
