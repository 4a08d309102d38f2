import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { assignRole } from '../../../src/roles/service.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { ask, choose, inDialog, pick, rowOf } from '../../kit/admin-steps.ts'
import { aGroup, anAdministrator, aRole, aUnit, aUser, holding, systemActor } from '../../kit/builders.ts'
import { openSite } from '../../kit/site.ts'

test('roles are listed with how often they are given, searched, and filtered by kind', async () => {
  await using site = await openSite()
  await anAdministrator(site.kernel, roleIds.helpdeskAdministrator)
  const custom = await aRole(site.kernel, ['users/standard/read'])
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, { path: '/roles' })
  const { page, complaints } = admin
  const desk = rowOf(page, 'Helpdesk Administrator')
  await desk.getByText('1', { exact: true }).waitFor()
  await rowOf(page, 'Global Administrator').getByText('Privileged').waitFor()
  await lookAt(admin, 'roles')
  await page.getByRole('searchbox').fill('global')
  await page.getByText('2 items').first().waitFor()
  await page.getByRole('searchbox').fill('')
  await page.getByRole('combobox', { name: 'Type' }).selectOption('custom')
  await page.getByRole('link', { name: custom.displayName }).waitFor()
  await page.getByText('1 item').first().waitFor()
  expect(complaints).toEqual([])
})

test('a role is given to users and groups, for the tenant or one unit, and undoing takes it away', async () => {
  await using site = await openSite()
  await aUser(site.kernel, { displayName: 'Ann Archer' })
  await aGroup(site.kernel, { displayName: 'Desk', isAssignableToRole: true })
  await aGroup(site.kernel, { displayName: 'Decorators' })
  await aUnit(site.kernel, { displayName: 'North' })
  const path = `/roles/${roleIds.helpdeskAdministrator}`
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, { path })
  const { page, complaints } = admin
  await page.getByText('Nobody holds this role.').first().waitFor()
  await page.getByRole('button', { name: 'Add assignments' }).click()
  await pick(page, 'Users', 'Ann', 'Ann Archer')
  await page.getByRole('combobox', { name: 'Role-assignable groups' }).pressSequentially('De')
  await page.getByRole('option', { name: 'Desk' }).waitFor()
  expect(await page.getByRole('option', { name: 'Decorators' }).count()).toBe(0)
  await page.getByRole('option', { name: 'Desk' }).click()
  await page.getByRole('radio', { name: 'Administrative unit' }).click()
  await pick(page, 'Administrative unit', 'Nor', 'North')
  await lookAt(admin, 'role-assign')
  await inDialog(page, 'Add assignments').click()
  await rowOf(page, 'Desk').getByRole('link', { name: 'North' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Nobody holds this role.').first().waitFor()
  await page.getByRole('tab', { name: 'Permissions' }).click()
  await page.getByText('Reset passwords').first().waitFor()
  await lookAt(admin, 'role-permissions')
  expect(complaints).toEqual([])
})

test('assignments are removed after being told what ends, what must stay stays, and undoing gives them again', async () => {
  await using site = await openSite()
  await anAdministrator(site.kernel, roleIds.helpdeskAdministrator, { displayName: 'Ann Archer' })
  const unit = await aUnit(site.kernel, { displayName: 'North' })
  await holding(
    site.kernel,
    await aUser(site.kernel, { displayName: 'Bert Baker' }),
    roleIds.helpdeskAdministrator,
    unit,
  )
  const path = `/roles/${roleIds.helpdeskAdministrator}`
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, { path })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Ann Archer' }).waitFor()
  for (const name of ['Ann Archer', 'Bert Baker']) await choose(page, `Helpdesk Administrator: ${name}`)
  await page.getByRole('button', { name: 'Remove 2 assignments' }).click()
  await lookAt(admin, 'role-unassign')
  await inDialog(page, 'Remove 2 assignments').click()
  await page.getByText('Nobody holds this role.').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await rowOf(page, 'Bert Baker').getByRole('link', { name: 'North' }).waitFor()
  await lookAt(admin, 'role')
  expect(complaints).toEqual([])
})

test('a custom role is defined with the permission picker, changed, undone, and deleted when nobody holds it', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, { path: '/roles' })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'New custom role' }).click()
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByText('Choose at least one permission.').first().waitFor()
  await page.getByLabel('Name').fill('Pass issuer')
  await page.getByLabel('Description').fill('Issues passes at the front desk')
  await page.getByRole('searchbox').fill('issue temp')
  await page.getByRole('checkbox', { name: /^Issue Temporary Access Passes/ }).click()
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: /^Groups/ }).click()
  await page.getByRole('checkbox', { name: 'Choose all of: Groups' }).click()
  await page.getByRole('switch', { name: 'Only those chosen' }).click()
  await page.getByText('8 permissions chosen').first().waitFor()
  await page.getByRole('button', { name: /^Authentication methods of users 1 of 29/ }).waitFor()
  await lookAt(admin, 'role-new')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pass issuer' }).waitFor()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByLabel('Name').fill('Passes and groups')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Passes and groups' }).waitFor()
  await page.getByText('Issue Temporary Access Passes').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pass issuer' }).waitFor()
  await page.getByRole('button', { name: 'Delete role' }).click()
  await lookAt(admin, 'role-delete')
  await inDialog(page, 'Delete role').click()
  await page.getByText('Pass issuer was deleted', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pass issuer' }).waitFor()
  await page.getByRole('button', { name: 'Clone' }).click()
  expect(await page.getByLabel('Name').inputValue()).toBe('Copy of Pass issuer')
  expect(complaints).toEqual([])
})

test('what a person can do is told with its ways and its reach, and a role is taken and given there', async () => {
  await using site = await openSite()
  const ann = await aUser(site.kernel, { displayName: 'Ann Archer' })
  const unit = await aUnit(site.kernel, { displayName: 'North' })
  const desk = await aGroup(site.kernel, { displayName: 'Desk', isAssignableToRole: true, members: [ann] })
  const assigned = { principalId: desk.id, roleDefinitionId: roleIds.helpdeskAdministrator }
  await assignRole(site.kernel, systemActor(), assigned)
  await holding(site.kernel, ann, roleIds.groupsAdministrator, unit)
  const path = `/users/${ann.id}/permissions`
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, { path })
  const { page, complaints } = admin
  await rowOf(page, 'Helpdesk Administrator').getByRole('link', { name: 'Through the group Desk' }).waitFor()
  await rowOf(page, 'Groups Administrator').getByText('Direct assignment').waitFor()
  await page.getByText('In the whole tenant, but not to every administrator').first().waitFor()
  await page.getByText('In North').first().waitFor()
  await lookAt(admin, 'user-permissions')
  await choose(page, 'Groups Administrator')
  await page.getByRole('button', { name: 'Remove 1 assignment' }).click()
  await inDialog(page, 'Remove 1 assignment').click()
  await expect.poll(() => page.getByText('In North').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('In North').first().waitFor()
  await page.getByRole('button', { name: 'Add assignments' }).click()
  await pick(page, 'Role', 'Reports', 'Reports Reader')
  await page.getByText('This role counts in the whole tenant only.').first().waitFor()
  await lookAt(admin, 'user-assign')
  await inDialog(page, 'Add assignments').click()
  await page.getByText('Read the audit log').first().waitFor()
  expect(complaints).toEqual([])
})

test('a Helpdesk Administrator is shown no roles, and the server refuses to tell or give them', async () => {
  await using site = await openSite()
  const ann = await aUser(site.kernel, { displayName: 'Ann Archer' })
  await using admin = await openAdminAs(site, roleIds.helpdeskAdministrator, { path: '/roles' })
  const { page } = admin
  await page.getByText('You have no permission for this').first().waitFor()
  expect(await page.getByRole('button', { name: 'New custom role' }).count()).toBe(0)
  await lookAt(admin, 'roles-none')
  const body = { principalId: ann.id, roleDefinitionId: roleIds.globalAdministrator, directoryScopeId: '/' }
  expect(await ask(page, 'POST', '/v1.0/roleManagement/directory/roleAssignments', body)).toBe(403)
  const rolePermissions = [{ allowedResourceActions: ['microsoft.directory/users/delete'] }]
  const role = { displayName: 'Mine', isEnabled: true, rolePermissions }
  expect(await ask(page, 'POST', '/v1.0/roleManagement/directory/roleDefinitions', role)).toBe(403)
  expect(await ask(page, 'GET', `/api/v1/users/${ann.id}/permissions`)).toBe(403)
  await page.goto(`/admin/users/${ann.id}`)
  await page.getByRole('heading', { level: 1, name: 'Ann Archer' }).waitFor()
  expect(await page.getByRole('tab', { name: 'Roles and permissions' }).count()).toBe(0)
  await page.goto('/admin/roles/new')
  await page.getByText('You have no permission for this').first().waitFor()
})

test('roles speak German', async () => {
  await using site = await openSite()
  const path = `/roles/${roleIds.helpdeskAdministrator}?tab=permissions`
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, { path, locale: 'de-DE' })
  const { page } = admin
  await page.getByText('Kennwörter zurücksetzen').first().waitFor()
  await lookAt(admin, 'role-german')
  await page.goto('/admin/roles/new')
  await page.getByText('Benutzer erstellen und Gäste einladen').first().waitFor()
  await lookAt(admin, 'role-new-german')
})
