import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setManager } from '../../../src/directory/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aGroup, anAdministrator, aUnit, aUser, systemActor } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const inDialog = (page: Page, name: string) => page.getByRole('alertdialog').getByRole('button', { name })
const property = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')

/** Ada of Sales, with a manager and somebody who reports to her. */
async function ada({ kernel }: TestSite) {
  const manager = await aUser(kernel, { displayName: 'Mona Manager' })
  const user = await aUser(kernel, {
    displayName: 'Ada Example',
    userPrincipalName: `ada.example@${kernel.tenant.domain}`,
    givenName: 'Ada',
    surname: 'Example',
    department: 'Sales',
    jobTitle: 'Clerk',
    usageLocation: 'DE',
    manager: manager.id,
  })
  const report = await aUser(kernel, { displayName: 'Rolf Report', jobTitle: 'Trainee' })
  await setManager(kernel, systemActor(), { user: report.id, manager: user.id })
  return { user, manager, report }
}

test('the properties of a user are shown in groups and changed in a pane, the manager too', async () => {
  await using site = await openSite()
  const { user } = await ada(site)
  await aUser(site.kernel, { displayName: 'Nora Newboss' })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: `/users/${user.id}` })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Mona Manager' }).waitFor()
  await page.getByRole('link', { name: 'Rolf Report' }).waitFor()
  await page.getByText('DE (Germany)').first().waitFor()
  await lookAt(admin, 'user')
  await page.getByRole('button', { name: 'Edit properties' }).click()
  const pane = page.getByRole('dialog', { name: 'Edit properties' })
  await pane.getByLabel('Job title').fill('Head of Sales')
  await pane.getByLabel('Usage location').fill('Germany')
  await pane.getByLabel('Employee hire date').fill('2030-03-01')
  await pane.getByRole('button', { name: 'Remove Mona Manager' }).click()
  await pane.getByRole('combobox', { name: 'Manager' }).pressSequentially('Nora')
  await page.getByRole('option', { name: 'Nora Newboss' }).click()
  await pane.getByLabel('Job title').press('Enter')
  await pane.getByText('This did not work').waitFor()
  expect(await pane.getByLabel('Usage location').getAttribute('aria-invalid')).toBe('true')
  await lookAt(admin, 'user-edit')
  await pane.getByLabel('Usage location').fill('')
  await pane.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Nora Newboss' }).waitFor()
  await expect.poll(() => property(page, 'Job title').textContent()).toBe('Head of Sales')
  expect(await property(page, 'Usage location').textContent()).toBe('–')
  expect(await property(page, 'Employee hire date').textContent()).toBe('1 Mar 2030')
  expect(complaints.filter((text) => !text.includes('400'))).toEqual([])
})

test('all who report to somebody are counted, and shown to the last', async () => {
  await using site = await openSite()
  const boss = await aUser(site.kernel, { displayName: 'Bo Boss' })
  for (let number = 10; number < 33; number++) {
    await aUser(site.kernel, { displayName: `Report ${number}`, manager: boss.id })
  }
  await using admin = await openAdminAs(site, roleIds.globalReader, { path: `/users/${boss.id}` })
  const { page, complaints } = admin
  await page.getByRole('heading', { name: 'Direct reports (23)' }).waitFor()
  await page.getByText('20 of 23 shown').waitFor()
  expect(await page.getByRole('link', { name: /^Report \d+$/ }).count()).toBe(20)
  await lookAt(admin, 'user-many-reports')
  await page.getByRole('button', { name: 'Show more' }).press('Enter')
  await page.getByRole('link', { name: 'Report 32' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Report 30')
  expect(await page.getByRole('link', { name: /^Report \d+$/ }).count()).toBe(23)
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('an account is disabled after being told what follows, and undoing enables it', async () => {
  await using site = await openSite()
  const { user } = await ada(site)
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: `/users/${user.id}` })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'Disable account' }).click()
  await page.getByText('They are signed out everywhere at once').first().waitFor()
  await lookAt(admin, 'user-disable')
  await inDialog(page, 'Disable account').click()
  await page.getByText('This account is disabled.').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('This account is disabled.').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Revoke sessions' }).click()
  await inDialog(page, 'Revoke sessions').click()
  await page.getByText('Sessions of Ada Example were revoked').first().waitFor()
  expect(complaints).toEqual([])
})

test('a user is deleted and brought back by undoing', async () => {
  await using site = await openSite()
  const { user } = await ada(site)
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: `/users/${user.id}` })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await inDialog(page, 'Delete').click()
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
  await page.getByRole('link', { name: 'Rolf Report' }).waitFor()
  expect(await page.getByRole('link', { name: 'Ada Example' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Ada Example' }).waitFor()
  await page.getByRole('link', { name: 'Mona Manager' }).waitFor()
  expect(complaints).toEqual([])
})

test('a helpdesk administrator gives somebody a password that is shown once, and only changes passwords', async () => {
  await using site = await openSite()
  const { user } = await ada(site)
  await using admin = await openAdminAs(site, roleIds.helpdeskAdministrator, { path: `/users/${user.id}` })
  const { page } = admin
  await page.getByRole('button', { name: 'Reset password' }).click()
  await inDialog(page, 'Reset password').click()
  await page.getByText('This user has no password.').first().waitFor()
  await lookAt(admin, 'user-first-password')
  await inDialog(page, 'Set a password').click()
  const password = page.getByText(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  const first = await password.textContent()
  await page.getByText('The password was set.').waitFor()
  await lookAt(admin, 'user-password')
  await inDialog(page, 'Close').click()
  expect(await password.count()).toBe(0)
  await page.getByRole('button', { name: 'Reset password' }).click()
  await inDialog(page, 'Reset password').click()
  expect(await password.textContent()).not.toBe(first)
  await inDialog(page, 'Close').click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Reset password')
  expect(await page.getByRole('button', { name: 'Edit properties' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Delete', exact: true }).count()).toBe(0)
  const status = await page.evaluate(
    async (id) => (await fetch(`/v1.0/users/${id}`, { method: 'DELETE' })).status,
    user.id,
  )
  expect(status).toBe(403)
})

test('nothing is offered for somebody above oneself, and the server refuses it', async () => {
  await using site = await openSite()
  const { user } = await anAdministrator(site.kernel, roleIds.globalAdministrator, { displayName: 'Boss Above' })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: `/users/${user.id}` })
  const { page } = admin
  await page.getByText('Nobody reports to this user.').first().waitFor()
  for (const name of ['Reset password', 'Disable account', 'Delete']) {
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
  }
  const status = await page.evaluate(async (id) => {
    const body = JSON.stringify({ accountEnabled: false })
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`/v1.0/users/${id}`, { method: 'PATCH', headers, body })).status
  }, user.id)
  expect(status).toBe(403)
})

test('memberships are shown direct and through groups, with roles and units, and added and removed', async () => {
  await using site = await openSite()
  const { user } = await ada(site)
  const inner = await aGroup(site.kernel, { displayName: 'Sellers', members: [user] })
  await aGroup(site.kernel, { displayName: 'Everybody', members: [inner] })
  await aGroup(site.kernel, { displayName: 'Pilots', description: 'Those who try new things first' })
  await aUnit(site.kernel, { displayName: 'Berlin', members: [user] })
  await using admin = await openAdminAs(site, roleIds.groupsAdministrator, { path: `/users/${user.id}/groups` })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Sellers' }).waitFor()
  await page.getByRole('link', { name: 'Berlin' }).waitFor()
  expect(await page.getByRole('link', { name: 'Everybody' }).count()).toBe(0)
  await lookAt(admin, 'user-groups')
  await page.getByRole('radio', { name: 'Direct and through groups' }).click()
  await page.getByRole('row').filter({ hasText: 'Everybody' }).getByText('Through a group').waitFor()
  await page.getByRole('radio', { name: 'Direct', exact: true }).click()
  await page.getByRole('button', { name: 'Add memberships' }).click()
  await page.getByRole('combobox', { name: 'Groups' }).pressSequentially('Pil')
  await page.getByRole('option', { name: 'Pilots' }).click()
  await lookAt(admin, 'user-groups-add')
  await inDialog(page, 'Add to groups').click()
  await page.getByRole('link', { name: 'Pilots' }).waitFor()
  await page.getByRole('checkbox', { name: 'Select Sellers' }).click()
  await page.getByRole('button', { name: 'Remove from 1 group' }).click()
  await page.getByText('What this group gives ends for this user').waitFor()
  await lookAt(admin, 'user-groups-remove')
  await inDialog(page, 'Remove from 1 group').click()
  await page.getByRole('link', { name: 'Sellers' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('link', { name: 'Sellers' }).waitFor()
  expect(complaints).toEqual([])
})

test('who only reads is offered no change of memberships, in German too', async () => {
  await using site = await openSite()
  const { user } = await ada(site)
  await aGroup(site.kernel, { displayName: 'Vertrieb', members: [user] })
  const path = `/users/${user.id}/groups`
  await using admin = await openAdminAs(site, roleIds.globalReader, { path, locale: 'de-DE' })
  const { page } = admin
  await page.getByRole('link', { name: 'Vertrieb' }).waitFor()
  expect(await page.getByRole('button', { name: 'Mitgliedschaften hinzufügen' }).count()).toBe(0)
  expect(await page.getByRole('checkbox').count()).toBe(0)
  await lookAt(admin, 'user-groups-german')
  await page.getByRole('tab', { name: 'Übersicht' }).click()
  await page.getByRole('link', { name: 'Rolf Report' }).waitFor()
  await lookAt(admin, 'user-german')
})
