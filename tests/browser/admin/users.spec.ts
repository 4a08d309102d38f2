import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aGroup, anAdministrator, aUser } from '../../kit/builders.ts'
import type { TestKernel } from '../../kit/kernel.ts'
import { openSite } from '../../kit/site.ts'

/** The answer of the server to whoever is signed in to the page. */
const ask = (page: Page, method: string, path: string, body?: unknown): Promise<number> =>
  page.evaluate(
    async ([how, where, sent]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(where, { method: how, headers, ...(sent === null ? {} : { body: sent }) })).status
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  )

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name }) })
const choose = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}` }).click()
const inDialog = (page: Page, name: string) => page.getByRole('alertdialog').getByRole('button', { name })

async function pick(page: Page, field: string, text: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).pressSequentially(text)
  await page.getByRole('option', { name }).click()
}

async function somePeople(kernel: TestKernel): Promise<void> {
  const people = [
    { displayName: 'Ann Archer', department: 'Sales', jobTitle: 'Clerk', userPrincipalName: 'ann' },
    { displayName: 'Bert Baker', department: 'Sales', jobTitle: 'Manager', userPrincipalName: 'bert' },
    { displayName: 'Cleo Carter', department: 'Engineering', jobTitle: 'Engineer', userPrincipalName: 'cleo' },
    { displayName: 'Dora Dean', department: 'Engineering', userType: 'Guest', userPrincipalName: 'dora' },
  ] as const
  for (const person of people) {
    const userPrincipalName = `${person.userPrincipalName}@${kernel.tenant.domain}`
    await aUser(kernel, { ...person, userPrincipalName, accountEnabled: person.displayName !== 'Cleo Carter' })
  }
}

test('somebody is found as one types, in what the filters leave, and the address keeps it', async () => {
  await using site = await openSite()
  await somePeople(site.kernel)
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users' })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Dora Dean' }).waitFor()
  await page.getByText('5 users found').first().waitFor()
  await lookAt(admin, 'users')
  await page.getByRole('searchbox').fill('bak')
  await page.getByText('1 user found').first().waitFor()
  expect(await rowOf(page, 'Bert Baker').count()).toBe(1)
  expect(new URL(page.url()).searchParams.get('search')).toBe('bak')
  await page.getByRole('searchbox').fill('nobody at all')
  await page.getByText('Nothing matches what you asked for').first().waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText('5 users found').first().waitFor()
  await page.getByRole('button', { name: 'Add filters' }).click()
  await page.getByLabel('Account enabled').selectOption('no')
  await page.getByLabel('Department starts with').fill('eng')
  await lookAt(admin, 'users-filters')
  await page.keyboard.press('Enter')
  await page.getByText('1 user found').first().waitFor()
  await page.getByRole('link', { name: 'Cleo Carter' }).waitFor()
  await page.reload()
  await page.getByText('1 user found').first().waitFor()
  await page.getByRole('button', { name: 'Remove Account enabled: No' }).click()
  await page.getByText('2 users found').first().waitFor()
  expect(complaints).toEqual([])
})

test('the list is sorted by a column, and shows the columns that this browser keeps', async () => {
  await using site = await openSite()
  await somePeople(site.kernel)
  await using admin = await openAdminAs(site, roleIds.globalReader, { path: '/users' })
  const { page } = admin
  await page.getByRole('button', { name: 'Display name' }).click()
  await expect.poll(() => page.getByRole('row').nth(1).getByRole('link').textContent()).toBe('Grace Admin')
  expect(new URL(page.url()).searchParams.get('sort')).toBe('-displayName')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Job title' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Created date time' }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await page.getByRole('columnheader', { name: 'Created date time' }).waitFor()
  expect(await page.getByRole('columnheader', { name: 'Job title' }).count()).toBe(0)
})

test('a user administrator creates a user with a password that is shown once, a manager and groups', async () => {
  await using site = await openSite()
  await aUser(site.kernel, { displayName: 'Mona Manager' })
  await aGroup(site.kernel, { displayName: 'Newcomers' })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users' })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'New user' }).click()
  const pane = page.getByRole('dialog', { name: 'Create new user' })
  await pane.getByRole('button', { name: 'Create' }).click()
  await pane.getByText('This is required').first().waitFor()
  await pane.getByLabel('Display name').fill('Nele Newcomer')
  await pane.getByLabel('User name').fill('nele')
  await pane.getByLabel('Department').fill('Sales')
  await pane.getByLabel('Employee hire date').fill('2030-05-02')
  await pane.getByLabel('Usage location').fill('de')
  await pane.getByRole('radio', { name: 'Auto-generate a password' }).check()
  await pick(page, 'Manager', 'Mona', 'Mona Manager')
  await pick(page, 'Groups', 'Newc', 'Newcomers')
  await lookAt(admin, 'users-create')
  await pane.getByRole('button', { name: 'Create' }).click()
  const created = page.getByRole('dialog', { name: 'User created' })
  await created.getByText(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/).waitFor()
  await lookAt(admin, 'users-created')
  await created.getByRole('link', { name: 'Open user' }).click()
  await page.getByRole('heading', { level: 1, name: 'Nele Newcomer' }).waitFor()
  await page.getByText('2 May 2030').first().waitFor()
  await page.getByRole('link', { name: 'Mona Manager' }).waitFor()
  await page.getByText('DE (Germany)').first().waitFor()
  await page.getByRole('tab', { name: 'Groups' }).click()
  await page.getByRole('link', { name: 'Newcomers' }).waitFor()
  expect(complaints).toEqual([])
})

test('what the server refuses of a new user stands at its field, and nothing typed is lost', async () => {
  await using site = await openSite()
  await aUser(site.kernel, { userPrincipalName: `taken@${site.kernel.tenant.domain}` })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users?create' })
  const { page } = admin
  const pane = page.getByRole('dialog', { name: 'Create new user' })
  await pane.getByLabel('Display name').fill('Second One')
  await pane.getByLabel('User name').fill('taken')
  await page.keyboard.press('Enter')
  await pane.getByText('This did not work').waitFor()
  expect(await pane.getByLabel('User name').getAttribute('aria-invalid')).toBe('true')
  expect(await pane.getByLabel('Display name').inputValue()).toBe('Second One')
  await lookAt(admin, 'users-create-refused')
})

test('chosen users are disabled together, each that the server refuses is told, and undoing enables them', async () => {
  await using site = await openSite()
  await somePeople(site.kernel)
  await anAdministrator(site.kernel, roleIds.globalAdministrator, { displayName: 'Boss Above' })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users' })
  const { page, complaints } = admin
  for (const name of ['Ann Archer', 'Bert Baker', 'Boss Above']) await choose(page, name)
  await page.getByText('3 selected').first().waitFor()
  await lookAt(admin, 'users-selected')
  await page.getByRole('button', { name: 'Disable account' }).click()
  await lookAt(admin, 'users-disable')
  await inDialog(page, 'Disable 3 users').click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('2 of 3 done. Refused:').waitFor()
  await dialog.getByText('Boss Above').waitFor()
  await lookAt(admin, 'users-disable-refused')
  await inDialog(page, 'Close').click()
  await expect.poll(() => rowOf(page, 'Ann Archer').getByText('Disabled').count()).toBe(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => rowOf(page, 'Ann Archer').getByText('Enabled').count()).toBe(1)
  expect(await rowOf(page, 'Boss Above').getByText('Enabled').count()).toBe(1)
  expect(complaints).toEqual([])
})

test('chosen users are deleted after being told what goes, and undoing brings them back', async () => {
  await using site = await openSite()
  await somePeople(site.kernel)
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users' })
  const { page, complaints } = admin
  for (const name of ['Ann Archer', 'Dora Dean']) await choose(page, name)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('alertdialog').getByText('For 30 days the users can be restored').waitFor()
  await lookAt(admin, 'users-delete')
  await inDialog(page, 'Delete 2 users').click()
  await page.getByText('3 users found').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('5 users found').first().waitFor()
  expect(complaints).toEqual([])
})

test('chosen users are added to a group, signed out, and taken along to be issued passes', async () => {
  await using site = await openSite()
  await somePeople(site.kernel)
  await aGroup(site.kernel, { displayName: 'Pilots' })
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: '/users' })
  const { page, complaints } = admin
  for (const name of ['Ann Archer', 'Bert Baker']) await choose(page, name)
  await page.getByRole('button', { name: 'Add to group' }).click()
  await pick(page, 'Groups', 'Pil', 'Pilots')
  await lookAt(admin, 'users-add-to-group')
  await inDialog(page, 'Add to groups').click()
  await page.getByText('2 users added to groups').first().waitFor()
  for (const name of ['Ann Archer', 'Bert Baker']) await choose(page, name)
  await page.getByRole('button', { name: 'Revoke sessions' }).click()
  await inDialog(page, 'Revoke sessions of 2 users').click()
  await page.getByText('Sessions of 2 users revoked').first().waitFor()
  for (const name of ['Ann Archer', 'Bert Baker']) await choose(page, name)
  await page.getByRole('button', { name: 'Issue passes' }).click()
  await page.waitForURL(/\/admin\/bulk\?users=/)
  expect(new URL(page.url()).searchParams.get('users')?.split(',')).toHaveLength(2)
  expect(complaints).toEqual([])
})

test('who only reads users is offered nothing else, and the server refuses it', async () => {
  await using site = await openSite()
  await somePeople(site.kernel)
  const ann = await aUser(site.kernel, { displayName: 'Just Read' })
  await using admin = await openAdminAs(site, roleIds.directoryReaders, { path: '/users' })
  const { page } = admin
  await page.getByRole('link', { name: 'Just Read' }).waitFor()
  expect(await page.getByRole('button', { name: 'New user' }).count()).toBe(0)
  expect(await page.getByRole('checkbox').count()).toBe(0)
  expect(await ask(page, 'PATCH', `/v1.0/users/${ann.id}`, { accountEnabled: false })).toBe(403)
  expect(await ask(page, 'DELETE', `/v1.0/users/${ann.id}`)).toBe(403)
  const body = { displayName: 'New', userPrincipalName: `new@${site.kernel.tenant.domain}` }
  expect(await ask(page, 'POST', '/v1.0/users', body)).toBe(403)
  await page.getByRole('link', { name: 'Just Read' }).click()
  await page.getByText('Nobody reports to this user.').first().waitFor()
  expect(await page.getByRole('button', { name: 'Edit properties' }).count()).toBe(0)
})

test('the list speaks German', async () => {
  await using site = await openSite()
  await somePeople(site.kernel)
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users', locale: 'de-DE' })
  await admin.page.getByText('5 Benutzer gefunden').first().waitFor()
  await lookAt(admin, 'users-german')
})
