import { expect, test } from 'vitest'
import { roleIds, scopableRoleNames } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { ask, choose, inDialog, pick, rowOf } from '../../kit/admin-steps.ts'
import { aGroup, aUnit, aUser, holding } from '../../kit/builders.ts'
import { openSite } from '../../kit/site.ts'

test('a unit with restricted management is created, filled with users and groups, and emptied, with undo', async () => {
  await using site = await openSite()
  await aUser(site.kernel, { displayName: 'Ann Archer' })
  await aGroup(site.kernel, { displayName: 'Team North' })
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, { path: '/units' })
  const { page, complaints } = admin
  await page.getByText('There are no administrative units yet.').first().waitFor()
  await page.getByRole('button', { name: 'New administrative unit' }).click()
  const pane = page.getByRole('dialog', { name: 'New administrative unit' })
  await pane.getByLabel('Name').fill('North')
  await pane.getByLabel('Description').fill('Everybody north of the river')
  await pane.getByRole('switch', { name: 'Restricted management administrative unit' }).click()
  await lookAt(admin, 'units-create')
  await pane.getByRole('button', { name: 'Create' }).click()
  await page.getByText('Nobody is in this administrative unit.').first().waitFor()
  await page.getByText('Restricted management: only somebody who holds a role for this unit').first().waitFor()
  await page.getByRole('button', { name: 'Add members' }).click()
  await pick(page, 'Users', 'Ann', 'Ann Archer')
  await pick(page, 'Groups', 'Team', 'Team North')
  await inDialog(page, 'Add members').click()
  await page.getByRole('link', { name: 'Team North' }).waitFor()
  await lookAt(admin, 'unit')
  await choose(page, 'Ann Archer')
  await page.getByRole('button', { name: 'Remove 1 member' }).click()
  await inDialog(page, 'Remove 1 member').click()
  await expect.poll(() => page.getByRole('link', { name: 'Ann Archer' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('link', { name: 'Ann Archer' }).waitFor()
  expect(complaints).toEqual([])
})

test('a role is given for a unit, the unit is renamed, and deleting it tells what goes with it', async () => {
  await using site = await openSite()
  await aUser(site.kernel, { displayName: 'Ann Archer' })
  const unit = await aUnit(site.kernel, { displayName: 'North', description: 'Everybody north of the river' })
  await aUnit(site.kernel, { displayName: 'Board', isMemberManagementRestricted: true, visibility: 'HiddenMembership' })
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, {
    path: `/units/${unit.id}?tab=roles`,
  })
  const { page, complaints } = admin
  await page.getByText('Nobody holds a role for this administrative unit.').first().waitFor()
  await page.getByRole('button', { name: 'Add assignments' }).click()
  await page.getByRole('combobox', { name: 'Role', exact: true }).click()
  await page.getByRole('option', { name: 'User Administrator' }).waitFor()
  const offered = await page.getByRole('option').allTextContents()
  expect(offered).toHaveLength(scopableRoleNames.length)
  for (const name of scopableRoleNames) expect(offered.some((text) => text.startsWith(name))).toBe(true)
  await page.getByRole('option', { name: 'User Administrator' }).click()
  await pick(page, 'Users', 'Ann', 'Ann Archer')
  await lookAt(admin, 'unit-assign')
  await inDialog(page, 'Add assignments').click()
  await rowOf(page, 'Ann Archer').getByRole('link', { name: 'User Administrator' }).waitFor()
  await lookAt(admin, 'unit-roles')
  await page.getByRole('button', { name: 'Edit properties' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('North side')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'North side' }).waitFor()
  await page.getByRole('button', { name: 'Delete administrative unit' }).click()
  await page.getByText('1 role assignment goes with it.').first().waitFor()
  await lookAt(admin, 'unit-delete')
  await inDialog(page, 'Delete administrative unit').click()
  await page.getByText('North side was deleted').first().waitFor()
  await page.getByRole('link', { name: 'Board' }).waitFor()
  await lookAt(admin, 'units')
  expect(complaints).toEqual([])
})

test('a Helpdesk Administrator reads units, is offered no change, and the server refuses it', async () => {
  await using site = await openSite()
  const ann = await aUser(site.kernel, { displayName: 'Ann Archer' })
  const unit = await aUnit(site.kernel, { displayName: 'North', members: [ann] })
  await using admin = await openAdminAs(site, roleIds.helpdeskAdministrator, { path: '/units' })
  const { page } = admin
  await page.getByRole('link', { name: 'North' }).waitFor()
  expect(await page.getByRole('button', { name: 'New administrative unit' }).count()).toBe(0)
  await page.getByRole('link', { name: 'North' }).click()
  await page.getByRole('link', { name: 'Ann Archer' }).waitFor()
  expect(await page.getByRole('checkbox').count()).toBe(0)
  for (const name of ['Edit properties', 'Delete administrative unit', 'Add members']) {
    expect(await page.getByRole('button', { name }).count()).toBe(0)
  }
  expect(await page.getByRole('tab', { name: 'Roles and administrators' }).count()).toBe(0)
  const root = '/v1.0/directory/administrativeUnits'
  expect(await ask(page, 'POST', root, { displayName: 'Mine' })).toBe(403)
  expect(await ask(page, 'DELETE', `${root}/${unit.id}`)).toBe(403)
  expect(await ask(page, 'DELETE', `${root}/${unit.id}/members/${ann.id}/$ref`)).toBe(403)
})

test('who manages the groups of one unit is offered changes of those groups and of no others', async () => {
  await using site = await openSite()
  const north = await aGroup(site.kernel, { displayName: 'Team North' })
  const south = await aGroup(site.kernel, { displayName: 'Team South' })
  const unit = await aUnit(site.kernel, { displayName: 'North', members: [north] })
  await using admin = await openAdminAs(site, roleIds.guestInviter, { path: `/groups/${south.id}?tab=members` })
  await holding(site.kernel, admin.user, roleIds.groupsAdministrator, unit)
  const { page } = admin
  await page.reload()
  await page.getByText('Nobody is in this group.').first().waitFor()
  expect(await page.getByRole('button', { name: 'Add members' }).count()).toBe(0)
  expect(await ask(page, 'PATCH', `/v1.0/groups/${south.id}`, { description: 'mine' })).toBe(403)
  await page.goto(`/admin/groups/${north.id}?tab=members`)
  await page.getByRole('button', { name: 'Add members' }).waitFor()
})

test('units speak German', async () => {
  await using site = await openSite()
  const unit = await aUnit(site.kernel, { displayName: 'Vorstand', isMemberManagementRestricted: true })
  const path = `/units/${unit.id}?tab=properties`
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, { path, locale: 'de-DE' })
  await admin.page.getByText('Alle, die Einheiten lesen').first().waitFor()
  await lookAt(admin, 'unit-german')
})
