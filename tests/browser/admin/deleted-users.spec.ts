import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { deleteUser } from '../../../src/directory/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aUser, systemActor } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const choose = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}` }).click()
const inDialog = (page: Page, name: string) => page.getByRole('alertdialog').getByRole('button', { name })

async function gone({ kernel }: TestSite, displayName: string): Promise<string> {
  const name = `${displayName.toLowerCase().replaceAll(' ', '.')}@${kernel.tenant.domain}`
  const { id } = await aUser(kernel, { displayName, userPrincipalName: name, department: 'Sales' })
  await deleteUser(kernel, systemActor(), { user: id })
  return id
}

test('deleted users are found under their former name, restored, and deleted for good after being told', async () => {
  await using site = await openSite()
  for (const name of ['Ann Archer', 'Bert Baker', 'Cleo Carter']) await gone(site, name)
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: '/deleted-users' })
  const { page, complaints } = admin
  await page.getByText('ann.archer@').first().waitFor()
  await page.getByText('30 days').first().waitFor()
  await lookAt(admin, 'deleted-users')
  await page.getByRole('searchbox').fill('bert')
  await page.getByText('1 user found').first().waitFor()
  await page.getByRole('searchbox').fill('nobody')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText('3 users found').first().waitFor()
  for (const name of ['Ann Archer', 'Bert Baker']) await choose(page, name)
  await page.getByRole('button', { name: 'Restore' }).click()
  await lookAt(admin, 'deleted-users-restore')
  await inDialog(page, 'Restore 2 users').click()
  await page.getByText('1 user found').first().waitFor()
  await choose(page, 'Cleo Carter')
  await page.getByRole('button', { name: 'Delete permanently' }).click()
  await page.getByText('This cannot be undone.').first().waitFor()
  await lookAt(admin, 'deleted-users-erase')
  await inDialog(page, 'Delete 1 user permanently').click()
  await page.getByText('No users were deleted in the last 30 days.').first().waitFor()
  await lookAt(admin, 'deleted-users-empty')
  await page.getByRole('navigation', { name: 'Deleted users' }).getByRole('link', { name: 'Users' }).click()
  await page.getByRole('link', { name: 'Ann Archer' }).waitFor()
  expect(await page.getByRole('link', { name: 'Cleo Carter' }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a name that somebody else has by now is told of the one it concerns, and the others come back', async () => {
  await using site = await openSite()
  for (const name of ['Ann Archer', 'Bert Baker']) await gone(site, name)
  await aUser(site.kernel, {
    displayName: 'Another Ann',
    userPrincipalName: `ann.archer@${site.kernel.tenant.domain}`,
  })
  await using admin = await openAdminAs(site, roleIds.userAdministrator, { path: '/deleted-users' })
  const { page } = admin
  for (const name of ['Ann Archer', 'Bert Baker']) await choose(page, name)
  await page.getByRole('button', { name: 'Restore' }).click()
  await inDialog(page, 'Restore 2 users').click()
  await page.getByText('1 of 2 done. Refused:').first().waitFor()
  await lookAt(admin, 'deleted-users-refused')
  await inDialog(page, 'Close').click()
  await page.getByText('Bert Baker').waitFor({ state: 'detached' })
})

test('who may not restore is offered nothing, and the server refuses it', async () => {
  await using site = await openSite()
  const id = await gone(site, 'Ann Archer')
  const path = '/deleted-users'
  await using admin = await openAdminAs(site, roleIds.globalReader, { path, locale: 'de-DE' })
  const { page } = admin
  await page.getByText('Ann Archer').first().waitFor()
  await lookAt(admin, 'deleted-users-german')
  expect(await page.getByRole('checkbox').count()).toBe(0)
  const statuses = await page.evaluate(async (user) => {
    const address = `/v1.0/directory/deletedItems/${user}`
    const headers = { 'content-type': 'application/json' }
    const restored = await fetch(`${address}/restore`, { method: 'POST', headers, body: '{}' })
    return [restored.status, (await fetch(address, { method: 'DELETE' })).status]
  }, id)
  expect(statuses).toEqual([403, 403])
})
