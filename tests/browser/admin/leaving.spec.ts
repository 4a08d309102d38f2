import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { openAdminFor } from '../../kit/admin.ts'
import { aGroup, anAdministrator, aRole, aUnit, aUser } from '../../kit/builders.ts'
import { openSite } from '../../kit/site.ts'

test('of what was deleted nothing more is asked, however slowly the list opens that its page gives way to', async () => {
  await using site = await openSite()
  const { kernel } = site
  const { user } = await anAdministrator(kernel, roleIds.globalAdministrator, { displayName: 'Grace Admin' })
  const unit = await aUnit(kernel, { displayName: 'North' })
  const group = await aGroup(kernel, { displayName: 'Team North' })
  const role = await aRole(kernel, ['microsoft.directory/groups/create'])
  const person = await aUser(kernel, { displayName: 'Ann Archer' })
  const pages = [
    [`/units/${unit.id}`, 'Delete administrative unit'],
    [`/groups/${group.id}`, 'Delete'],
    [`/roles/${role.id}`, 'Delete'],
    [`/users/${person.id}`, 'Delete'],
  ] as const
  for (const [path, command] of pages) {
    await using admin = await openAdminFor(site, user, { path })
    const { page, complaints } = admin
    await page.getByRole('button', { name: command }).click()
    const list = path.slice(0, path.lastIndexOf('/'))
    await page.route('**/*.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      await route.continue()
    })
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Delete/ })
      .click()
    await page
      .getByText(/was deleted|were deleted|deleted/)
      .first()
      .waitFor()
    await page.waitForURL((url) => url.pathname === `/admin${list}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(complaints, path).toEqual([])
  }
})
