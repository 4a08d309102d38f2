import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { assignRole } from '../../../src/roles/service.ts'
import { lookAt, openAdminAs, openAdminFor } from '../../kit/admin.ts'
import { anAdministrator, aUnit, aUser, holding, systemActor } from '../../kit/builders.ts'
import { signedInByPass, signedInByPasskey } from '../../kit/sessions.ts'
import { openSite } from '../../kit/site.ts'

const sessionsOf = (userId: string): string => `/api/v1/users/${userId}/sessions`

/** What the server answers whoever is signed in to the page. */
const ask = (page: Page, path: string, method = 'GET'): Promise<number> =>
  page.evaluate(async ([where, how]) => (await fetch(where, { method: how })).status, [path, method] as const)

/** The id of the newest session of a user, as the page is told. */
const idOf = (page: Page, userId: string): Promise<string> =>
  page.evaluate(async (path) => (await (await fetch(path)).json()).value[0].id, sessionsOf(userId))

test('an Authentication Administrator sees where a user is signed in, ends one session and revokes the rest', async () => {
  await using site = await openSite()
  const { kernel } = site
  const user = await aUser(kernel, { displayName: 'Ada Example' })
  await signedInByPasskey(kernel, user)
  kernel.clock.advanceSeconds(60)
  await signedInByPass(kernel, user)
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, {
    path: `/users/${user.id}/sessions`,
  })
  const { page, complaints } = admin
  await page.getByText('2 sessions', { exact: true }).first().waitFor()
  await page.getByRole('row').filter({ hasText: 'Temporary Access Pass' }).getByRole('button').first().click()
  const pane = page.getByRole('dialog', { name: 'Session details' })
  await pane.getByText('The session ends with this pass').waitFor()
  await pane.getByRole('link', { name: 'Open the pass' }).waitFor()
  await pane.getByText('2 Mar 2026, 10:01 CET').first().waitFor()
  await lookAt(admin, 'session')
  await pane.getByRole('button', { name: 'End session' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'End 1 session?' })
  await dialog.getByText('other sessions go on').waitFor()
  await lookAt(admin, 'session-end')
  await dialog.getByRole('button', { name: 'End session' }).click()
  await page.getByText('1 session ended').last().waitFor()
  await page.getByText('1 session', { exact: true }).first().waitFor()
  await lookAt(admin, 'user-sessions')
  await page.getByRole('button', { name: 'Revoke sessions' }).click()
  await page.getByText('Ada Example is signed out everywhere at once').first().waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke sessions' }).click()
  await page.getByText('Ada Example is not signed in anywhere').first().waitFor()
  expect(complaints).toEqual([])
}, 120_000)

test('the sessions of everybody are narrowed, and those chosen are ended, where somebody may do both', async () => {
  await using site = await openSite()
  const { kernel } = site
  const [ada, bert] = [
    await aUser(kernel, { displayName: 'Ada Example' }),
    await aUser(kernel, { displayName: 'Bert Beispiel' }),
  ]
  for (const user of [ada, bert]) await signedInByPasskey(kernel, user)
  const { user } = await anAdministrator(kernel, roleIds.authenticationAdministrator, { displayName: 'Dora Doppel' })
  await assignRole(kernel, systemActor(), { principalId: user.id, roleDefinitionId: roleIds.securityReader })
  await using admin = await openAdminFor(site, user, { path: '/sessions', locale: 'de-DE' })
  const { page, complaints } = admin
  await page.getByText('3 Sitzungen', { exact: true }).first().waitFor()
  await page.getByText('Diese Sitzung', { exact: true }).first().waitFor()
  await lookAt(admin, 'sessions')
  await page.getByRole('combobox', { name: 'Person' }).pressSequentially('Bert')
  await page.getByRole('option', { name: 'Bert Beispiel' }).click()
  await page.getByText('1 Sitzung', { exact: true }).first().waitFor()
  expect(new URL(page.url()).searchParams.get('user')).toBe(bert.id)
  await page
    .getByRole('checkbox', { name: /auswählen/ })
    .last()
    .click()
  await page.getByRole('button', { name: 'Sitzung beenden' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('Bert Beispiel').waitFor()
  await dialog.getByRole('button', { name: 'Sitzung beenden' }).click()
  await page.getByText('Nichts passt zu Ihrer Suche').first().waitFor()
  expect(complaints).toEqual([])
})

test('a Security Reader sees where everybody is signed in and is offered nothing', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  await signedInByPasskey(site.kernel, user)
  await using admin = await openAdminAs(site, roleIds.securityReader, { path: '/sessions' })
  const { page, complaints } = admin
  await page.getByText('2 sessions', { exact: true }).first().waitFor()
  expect(await page.getByRole('checkbox').count()).toBe(0)
  const row = page.getByRole('row').filter({ hasText: 'Ada Example' })
  await row.getByRole('button').first().click()
  await page.getByRole('dialog').getByText('Session ID').waitFor()
  expect(await page.getByRole('button', { name: /End|Revoke/ }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await row.getByRole('link', { name: 'Ada Example' }).click()
  await page.getByText('1 session', { exact: true }).first().waitFor()
  expect(await page.getByRole('button', { name: /End|Revoke/ }).count()).toBe(0)
  expect(complaints).toEqual([])
  expect(await ask(page, `${sessionsOf(user.id)}/${await idOf(page, user.id)}`, 'DELETE')).toBe(403)
})

test('a Helpdesk Administrator of one unit ends sessions of its people, and is shown those of nobody else', async () => {
  await using site = await openSite()
  const { kernel } = site
  const [inside, outside] = [
    await aUser(kernel, { displayName: 'Ina Inside' }),
    await aUser(kernel, { displayName: 'Otto Outside' }),
  ]
  for (const user of [inside, outside]) await signedInByPasskey(kernel, user)
  const unit = await aUnit(kernel, { members: [inside] })
  const desk = await aUser(kernel, { displayName: 'Dana Desk' })
  await holding(kernel, desk, roleIds.helpdeskAdministrator, unit)
  await using admin = await openAdminFor(site, desk, { path: `/users/${inside.id}/sessions` })
  const { page } = admin
  await page
    .getByRole('checkbox', { name: /^Select/ })
    .last()
    .click()
  await page.getByRole('button', { name: 'End session' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click()
  await page.getByText('Ina Inside is not signed in anywhere').first().waitFor()
  await page.goto(`${site.origin}/admin/users/${outside.id}/sessions`)
  await page.getByText('You have no permission for this').first().waitFor()
  await lookAt(admin, 'user-sessions-refused')
  expect(await page.getByRole('button', { name: /End|Revoke/ }).count()).toBe(0)
  expect(await ask(page, sessionsOf(outside.id))).toBe(403)
  await page.goto(`${site.origin}/admin/sessions`)
  await page.getByText('You have no permission for this').first().waitFor()
})
