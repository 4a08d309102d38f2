import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aUser } from '../../kit/builders.ts'
import { openSite } from '../../kit/site.ts'

test('an Authentication Administrator issues a pass and sees its code once', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/methods`,
  })
  const { page, complaints } = admin
  await page.getByRole('heading', { name: 'Ada Example cannot sign in' }).waitFor()
  await lookAt(admin, 'methods-none')
  await page.getByRole('button', { name: 'Add Temporary Access Pass' }).click()
  await page.getByText('It opens everything they sign in to').waitFor()
  await lookAt(admin, 'pass-form')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('heading', { name: 'Temporary Access Pass details' }).waitFor()
  await page
    .getByRole('img', { name: /QR code/ })
    .first()
    .waitFor()
  await lookAt(admin, 'pass-issued')
  expect(complaints).toEqual([])
})
