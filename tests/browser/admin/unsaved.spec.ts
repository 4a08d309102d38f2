import { Buffer } from 'node:buffer'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { aPolicy } from '../../kit/access-in-force.ts'
import { openAdminAs } from '../../kit/admin.ts'
import { aGroup, anAdministrator, aUnit, aUser } from '../../kit/builders.ts'
import { aPng } from '../../kit/pictures.ts'
import { openSite } from '../../kit/site.ts'

const question = (page: Page, title = 'Close without saving?') => page.getByRole('alertdialog', { name: title })

test('going back asks before it closes a pane that has an address, and leads on when it may', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path: '/locations' })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'IP ranges location' }).click()
  const pane = page.getByRole('dialog', { name: 'New location (IP ranges)' })
  await pane.getByLabel('Name').fill('Head office')
  await page.goBack()
  await question(page).getByRole('button', { name: 'Cancel' }).click()
  await question(page).waitFor({ state: 'detached' })
  expect(await pane.getByLabel('Name').inputValue()).toBe('Head office')
  expect(new URL(page.url()).searchParams.get('open')).toBe('new')
  await page.goBack()
  await question(page).getByRole('button', { name: 'Close without saving' }).click()
  await pane.waitFor({ state: 'detached' })
  expect(new URL(page.url()).search).toBe('')
  expect(await page.getByRole('alertdialog').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('going back asks before it leaves a page with a pane that has none', async () => {
  await using site = await openSite()
  await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/users' })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Ada Example' }).click()
  await page.getByRole('button', { name: 'Edit properties' }).click()
  const pane = page.getByRole('dialog', { name: 'Edit properties' })
  await pane.getByLabel('Job title').fill('Engineer')
  await page.goBack()
  await question(page).getByRole('button', { name: 'Cancel' }).click()
  expect(await pane.getByLabel('Job title').inputValue()).toBe('Engineer')
  await pane.getByRole('button', { name: 'Save' }).click()
  await pane.waitFor({ state: 'detached' })
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
  expect(await page.getByRole('alertdialog').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('going back asks before it leaves a policy half changed, once', async () => {
  await using site = await openSite()
  await anAdministrator(site.kernel, roleIds.globalAdministrator)
  await aPolicy(site.kernel, { displayName: 'Original', state: 'disabled', grant: { builtInControls: ['mfa'] } })
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path: '/conditional-access' })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Original' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Original' }).waitFor()
  await page.getByLabel('Name').fill('Changed')
  await page.goBack()
  const asked = question(page, 'Leave without saving?')
  await asked.getByRole('button', { name: 'Cancel' }).click()
  expect(await page.getByLabel('Name').inputValue()).toBe('Changed')
  await page.goBack()
  await asked.getByRole('button', { name: 'Leave without saving' }).click()
  await page.getByRole('heading', { level: 1, name: 'Conditional Access' }).waitFor()
  expect(await page.getByRole('alertdialog').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a role half defined is asked about before its page is left, and not once it is created', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, { path: '/roles' })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'New custom role' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await name.fill('Group keeper')
  await page.goBack()
  const asked = question(page, 'Leave without saving?')
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Groups', exact: true }).click()
  await asked.getByRole('button', { name: 'Cancel' }).click()
  expect(await name.inputValue()).toBe('Group keeper')
  await page.getByRole('searchbox').last().fill('microsoft.directory/groups/create')
  await page.getByRole('checkbox').last().click()
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name: 'Group keeper' }).waitFor()
  expect(await page.getByRole('alertdialog').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('what is typed into panes of groups and units is asked about before it is thrown away', async () => {
  await using site = await openSite()
  const group = await aGroup(site.kernel, { displayName: 'Team North' })
  const unit = await aUnit(site.kernel, { displayName: 'North' })
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: `/groups/${group.id}` })
  const { page, complaints } = admin
  for (const path of [`/groups/${group.id}`, `/units/${unit.id}`]) {
    await page.goto(`${site.origin}/admin${path}`)
    await page.getByRole('button', { name: /^Edit/ }).first().click()
    const pane = page.getByRole('dialog')
    await pane.getByRole('textbox').first().fill('Changed')
    await page.keyboard.press('Escape')
    await question(page).getByRole('button', { name: 'Cancel' }).click()
    expect(await pane.getByRole('textbox').first().inputValue(), path).toBe('Changed')
    await page.keyboard.press('Escape')
    await question(page).getByRole('button', { name: 'Close without saving' }).click()
    await pane.waitFor({ state: 'detached' })
  }
  expect(complaints).toEqual([])
})

test('of the settings of all methods each is asked about that is changed', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.authenticationPolicyAdministrator, {
    path: '/methods?view=campaign',
  })
  const { page, complaints } = admin
  await page.getByRole('radio', { name: 'Disabled' }).first().click()
  await page.getByRole('navigation').getByRole('link', { name: 'Home', exact: true }).click()
  await question(page, 'Leave without saving?').getByRole('button', { name: 'Leave without saving' }).click()
  await page.waitForURL((url) => url.pathname === '/admin')
  expect(complaints).toEqual([])
})

test('name and texts of the branding are asked about before they are left, and kept while a picture is set', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: '/branding' })
  const { page, complaints } = admin
  const [name, words] = [page.getByLabel('Name', { exact: true }), page.getByLabel('Sign-in page text')]
  const home = page.getByRole('navigation').getByRole('link', { name: 'Home', exact: true })
  const asked = question(page, 'Leave without saving?')
  const before = await name.inputValue()
  for (const field of [name, words]) {
    await field.fill('Beispiel AG')
    await home.click()
    await asked.getByRole('button', { name: 'Cancel' }).click()
    await asked.waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe('Beispiel AG')
    await name.fill(before)
  }
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a picture: Banner logo' }).click()
  await (await chooser).setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(aPng(200, 30)) })
  await page.getByRole('img', { name: 'Banner logo' }).waitFor()
  expect(await words.inputValue()).toBe('Beispiel AG')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Discard changes' }).waitFor({ state: 'detached' })
  await home.click()
  await page.waitForURL((url) => url.pathname === '/admin')
  expect(await asked.count()).toBe(0)
  expect(complaints).toEqual([])
})
