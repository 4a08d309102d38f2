import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { assignRole } from '../../../src/roles/service.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { ask, choose, inDialog, pick } from '../../kit/admin-steps.ts'
import { aGroup, aUnit, aUser, systemActor } from '../../kit/builders.ts'
import type { TestKernel } from '../../kit/kernel.ts'
import { openSite } from '../../kit/site.ts'

async function someGroups(kernel: TestKernel) {
  const ann = await aUser(kernel, { displayName: 'Ann Archer' })
  const bert = await aUser(kernel, { displayName: 'Bert Baker' })
  const inner = await aGroup(kernel, { displayName: 'Team South', members: [bert] })
  const team = await aGroup(kernel, {
    displayName: 'Team North',
    description: 'Everybody who works in the north',
    members: [ann, inner],
  })
  const desk = await aGroup(kernel, { displayName: 'Desk', isAssignableToRole: true, members: [bert] })
  return { ann, bert, inner, team, desk }
}

test('groups are searched as one types and filtered by whether roles can be assigned, and the address keeps it', async () => {
  await using site = await openSite()
  await someGroups(site.kernel)
  await using admin = await openAdminAs(site, roleIds.groupsAdministrator, { path: '/groups' })
  const { page, complaints } = admin
  await page.getByText('3 groups found').first().waitFor()
  await lookAt(admin, 'groups')
  await page.getByRole('searchbox').fill('north')
  await page.getByText('1 group found').first().waitFor()
  await page.getByRole('searchbox').fill('')
  await page.getByText('3 groups found').first().waitFor()
  await page.getByRole('combobox', { name: 'Roles can be assigned to the group' }).selectOption('yes')
  await page.getByText('1 group found').first().waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Desk' }).waitFor()
  await page.getByRole('searchbox').fill('nothing like it')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText('3 groups found').first().waitFor()
  expect(complaints).toEqual([])
})

test('a Groups Administrator creates a group with owners and members, edits it, and undoes that', async () => {
  await using site = await openSite()
  await someGroups(site.kernel)
  await using admin = await openAdminAs(site, roleIds.groupsAdministrator, { path: '/groups' })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'New group' }).click()
  const pane = page.getByRole('dialog', { name: 'New group' })
  await pane.getByRole('button', { name: 'Create' }).click()
  await pane.getByText('This is required').waitFor()
  expect(await pane.getByRole('switch').count()).toBe(0)
  await pane.getByLabel('Group name').fill('Pilots')
  await pick(page, 'Owners', 'Ann', 'Ann Archer')
  await pick(page, 'Members: users', 'Bert', 'Bert Baker')
  await pick(page, 'Members: groups', 'South', 'Team South')
  await lookAt(admin, 'groups-create')
  await pane.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('link', { name: 'Pilots' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pilots' }).waitFor()
  await page.getByRole('button', { name: 'Edit properties' }).click()
  await page.getByRole('dialog').getByLabel('Group description').fill('They try things first')
  await lookAt(admin, 'group-edit')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('They try things first').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.getByText('They try things first').count()).toBe(0)
  await lookAt(admin, 'group')
  await page.getByRole('tab', { name: 'Owners' }).click()
  await page.getByRole('link', { name: 'Ann Archer' }).waitFor()
  expect(complaints).toEqual([])
})

test('many members are added and removed, those of inner groups shown, and undoing puts them back', async () => {
  await using site = await openSite()
  const { team } = await someGroups(site.kernel)
  await aUser(site.kernel, { displayName: 'Cleo Carter' })
  await using admin = await openAdminAs(site, roleIds.groupsAdministrator, { path: `/groups/${team.id}?tab=members` })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Team South' }).waitFor()
  await page.getByRole('button', { name: 'Add members' }).click()
  await pick(page, 'Users', 'Cleo', 'Cleo Carter')
  await pick(page, 'Users', 'Bert', 'Bert Baker')
  await lookAt(admin, 'group-add-members')
  await inDialog(page, 'Add members').click()
  await page.getByRole('link', { name: 'Cleo Carter' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.getByRole('link', { name: 'Cleo Carter' }).count()).toBe(0)
  await page.getByRole('radio', { name: 'All levels' }).click()
  await page.getByRole('link', { name: 'Bert Baker' }).waitFor()
  await page.getByRole('radio', { name: 'Direct' }).click()
  await lookAt(admin, 'group-members')
  await page.getByRole('radio', { name: 'Users' }).click()
  await page.getByRole('searchbox').fill('nobody')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  for (const name of ['Ann Archer', 'Team South']) await choose(page, name)
  await page.getByRole('button', { name: 'Remove 2 members' }).click()
  await lookAt(admin, 'group-remove-members')
  await inDialog(page, 'Remove 2 members').click()
  await page.getByText('Nobody is in this group.').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Team South' }).waitFor()
  expect(complaints).toEqual([])
})

test('groups are deleted after being told what goes, brought back by undoing, and found among the deleted', async () => {
  await using site = await openSite()
  await someGroups(site.kernel)
  await using admin = await openAdminAs(site, roleIds.groupsAdministrator, { path: '/groups' })
  const { page, complaints } = admin
  for (const name of ['Team North', 'Team South', 'Desk']) await choose(page, name)
  await page.getByRole('button', { name: 'Delete 3 groups' }).click()
  await lookAt(admin, 'groups-delete')
  await inDialog(page, 'Delete 3 groups').click()
  await page.getByText('2 of 3 done. Refused:').first().waitFor()
  await lookAt(admin, 'groups-delete-refused')
  await inDialog(page, 'Close').click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('3 groups found').first().waitFor()
  await page.getByRole('link', { name: 'Team North' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await inDialog(page, 'Delete 1 group').click()
  await page.getByText('2 groups found').first().waitFor()
  await page.getByRole('tab', { name: 'Deleted groups' }).click()
  await choose(page, 'Team North')
  await lookAt(admin, 'groups-deleted')
  await page.getByRole('button', { name: 'Restore' }).click()
  await inDialog(page, 'Restore 1 group').click()
  await page.getByText('No groups were deleted in the last 30 days.').first().waitFor()
  await page.getByRole('tab', { name: 'All groups' }).click()
  await page.getByText('3 groups found').first().waitFor()
  expect(complaints).toEqual([])
})

test('a role-assignable group is left to whoever may assign roles, and shows where it is used', async () => {
  await using site = await openSite()
  const { desk } = await someGroups(site.kernel)
  const assigned = { principalId: desk.id, roleDefinitionId: roleIds.helpdeskAdministrator }
  await assignRole(site.kernel, systemActor(), assigned)
  await aUnit(site.kernel, { displayName: 'North', members: [desk] })
  {
    await using admin = await openAdminAs(site, roleIds.groupsAdministrator, { path: `/groups/${desk.id}?tab=usage` })
    const { page } = admin
    await page.getByRole('link', { name: 'North' }).waitFor()
    expect(await page.getByRole('button', { name: 'Edit properties' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0)
    expect(await ask(page, 'PATCH', `/v1.0/groups/${desk.id}`, { description: 'mine' })).toBe(403)
  }
  await using admin = await openAdminAs(site, roleIds.privilegedRoleAdministrator, {
    path: `/groups/${desk.id}?tab=usage`,
  })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Helpdesk Administrator' }).waitFor()
  await page.getByText('Whole tenant').first().waitFor()
  await page.getByRole('button', { name: 'Edit properties' }).waitFor()
  await lookAt(admin, 'group-usage')
  expect(complaints).toEqual([])
})

test('a Helpdesk Administrator reads groups, is offered no change, and the server refuses it', async () => {
  await using site = await openSite()
  const { team, ann } = await someGroups(site.kernel)
  await using admin = await openAdminAs(site, roleIds.helpdeskAdministrator, { path: '/groups' })
  const { page } = admin
  await page.getByText('3 groups found').first().waitFor()
  expect(await page.getByRole('button', { name: 'New group' }).count()).toBe(0)
  expect(await page.getByRole('checkbox').count()).toBe(0)
  await page.getByRole('link', { name: 'Team North' }).click()
  await page.getByRole('tab', { name: 'Members' }).click()
  await page.getByRole('link', { name: 'Ann Archer' }).waitFor()
  for (const name of ['Edit properties', 'Delete', 'Add members']) {
    expect(await page.getByRole('button', { name }).count()).toBe(0)
  }
  expect(await ask(page, 'POST', '/v1.0/groups', { displayName: 'Mine' })).toBe(403)
  expect(await ask(page, 'PATCH', `/v1.0/groups/${team.id}`, { displayName: 'Mine' })).toBe(403)
  expect(await ask(page, 'DELETE', `/v1.0/groups/${team.id}`)).toBe(403)
  expect(await ask(page, 'DELETE', `/v1.0/groups/${team.id}/members/${ann.id}/$ref`)).toBe(403)
})

test('what the server refuses of a new group stands at its field, and nothing typed is lost', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.groupsAdministrator, { path: '/groups?create' })
  const { page } = admin
  const pane = page.getByRole('dialog', { name: 'New group' })
  await pane.getByLabel('Group name').fill('N'.repeat(300))
  await pane.getByLabel('Group description').fill('It stays')
  await pane.getByRole('button', { name: 'Create' }).click()
  await pane.getByText('This did not work').waitFor()
  expect(await pane.getByLabel('Group name').getAttribute('aria-invalid')).toBe('true')
  expect(await pane.getByLabel('Group description').inputValue()).toBe('It stays')
})

test('groups speak German', async () => {
  await using site = await openSite()
  const { team } = await someGroups(site.kernel)
  await using admin = await openAdminAs(site, roleIds.groupsAdministrator, { path: '/groups', locale: 'de-DE' })
  await admin.page.getByText('3 Gruppen gefunden').first().waitFor()
  await lookAt(admin, 'groups-german')
  await admin.page.goto(`/admin/groups/${team.id}?tab=usage`)
  await admin.page.getByText('Sie ist in keiner Verwaltungseinheit.').first().waitFor()
  await lookAt(admin, 'group-german')
})
