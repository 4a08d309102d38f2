import { expect, test } from 'vitest'
import { updateConfigurations } from '../../../src/policies/authentication-methods/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { assignRole } from '../../../src/roles/service.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aUser, systemActor } from '../../kit/builders.ts'
import { openSite } from '../../kit/site.ts'

test('a new tenant leads its first administrator to a second one, to passes for a test group, and to the first pass', async () => {
  await using site = await openSite()
  const { kernel } = site
  await updateConfigurations(kernel, systemActor(), [{ id: 'TemporaryAccessPass', change: { state: 'disabled' } }])
  const ada = await aUser(kernel, { displayName: 'Ada Lovelace' })
  await using admin = await openAdminAs(site, roleIds.globalAdministrator)
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'Go to First steps' }).click()
  await page.getByText('1 of 4 done').first().waitFor()
  await page.getByText('One person is Global Administrator.').first().waitFor()
  await page.getByRole('combobox', { name: 'People in the group' }).click()
  await page.keyboard.type('Lovelace')
  await page.getByRole('option', { name: 'Ada Lovelace' }).click()
  await lookAt(admin, 'setup')
  await page.getByRole('button', { name: 'Create the group and switch it on' }).click()
  await page.getByText('2 of 4 done').first().waitFor()
  await page.getByRole('link', { name: 'Settings of the policy' }).waitFor()
  await assignRole(kernel, systemActor(), { principalId: ada.id, roleDefinitionId: roleIds.globalAdministrator })
  await site.passFor(ada)
  await page.reload()
  await page.getByText('Everything is set up.').first().waitFor()
  await lookAt(admin, 'setup-done')
  expect(complaints).toEqual([])
})

test('who has no passkey where the tenant is set up is led to one, and to nothing else', async () => {
  await using site = await openSite()
  const { kernel } = site
  const ada = await aUser(kernel, { displayName: 'Ada Lovelace' })
  await assignRole(kernel, systemActor(), { principalId: ada.id, roleDefinitionId: roleIds.globalAdministrator })
  await site.passFor(ada)
  await using admin = await openAdminAs(site, roleIds.globalAdministrator)
  const { page, complaints, user } = admin
  await page.getByRole('region', { name: 'Needs attention' }).waitFor()
  const lead = page.getByRole('link', { name: 'Go to Security info' })
  await page.waitForLoadState('networkidle')
  expect(await lead.count()).toBe(0)
  await kernel.test.database.writer.deleteFrom('passkeys').where('user_id', '=', user.id).execute()
  await page.reload()
  await page.getByText('You have no passkey yet').waitFor()
  expect(await page.getByText('This organization is being set up').count()).toBe(0)
  expect(await lead.getAttribute('href')).toBe('/security-info')
  await lookAt(admin, 'home-no-passkey')
  expect(complaints).toEqual([])
})

test('in German the steps say the same', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: '/setup', locale: 'de-DE' })
  await admin.page.getByText('2 von 4 erledigt').first().waitFor()
  await lookAt(admin, 'setup-german')
})

test('whoever cannot set the tenant up is not led there, and is told so at the address', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.helpdeskAdministrator, { path: '/setup' })
  const { page } = admin
  await page.getByRole('heading', { name: 'You have no permission for this' }).waitFor()
  expect(await page.getByRole('link', { name: 'First steps' }).count()).toBe(0)
})
