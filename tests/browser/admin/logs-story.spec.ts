import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sealRecords } from '../../../src/audit/service.ts'
import { updateUser } from '../../../src/directory/service.ts'
import { methodModules } from '../../../src/methods/index.ts'
import { issuePass } from '../../../src/methods/temporary-access-pass/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { beginOwnRegistration, finishOwnRegistration } from '../../../src/security-info/service.ts'
import { lookAt, openAdminAs, openAdminFor } from '../../kit/admin.ts'
import { anAdministrator, aRole, aUser, holding } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'
import { codeAt } from '../../kit/soft-app.ts'
import { Visitor } from '../../kit/visitor.ts'

const ids = {
  issued: '00000000-0000-4000-9000-000000000001',
  tried: '00000000-0000-4000-9000-000000000002',
  opened: '00000000-0000-4000-9000-000000000003',
  registered: '00000000-0000-4000-9000-000000000004',
} as const

const pane = (page: Page) => page.getByRole('dialog')
const rows = (page: Page) => page.getByRole('table').first().locator('tbody tr[data-index]')

/** A desk issues a pass, a stranger tries it, Ada signs in with it and registers an app; each under an id of its own. */
async function wholeStory({ kernel }: TestSite) {
  const methods = methodModules.map(({ method }) => method)
  const user = await aUser(kernel, {
    displayName: 'Ada Archer',
    userPrincipalName: `ada.archer@${kernel.tenant.domain}`,
  })
  const desk = await anAdministrator(kernel, roleIds.authenticationAdministrator, { displayName: 'Service desk' })
  const actor = { ...desk.actor, origin: { ...desk.actor.origin, correlationId: ids.issued } }
  const { code } = await issuePass(kernel, actor, { user: user.id, isUsableOnce: true, lifetimeMinutes: 60 })
  kernel.clock.advanceSeconds(120)
  const stranger = new Visitor(kernel, { correlationId: ids.tried, ipAddress: '198.51.100.9' })
  await stranger.goTo(user.userPrincipalName, 'temporaryAccessPass')
  await stranger.prove('temporaryAccessPass', 'wrong-code')
  kernel.clock.advanceSeconds(120)
  const visitor = new Visitor(kernel, { correlationId: ids.opened })
  await visitor.goTo(user.userPrincipalName, 'temporaryAccessPass')
  await visitor.prove('temporaryAccessPass', code.reveal())
  kernel.clock.advanceSeconds(60)
  const signedIn = await visitor.signedIn()
  if (!signedIn) throw new Error('The pass opened nothing')
  const { origin } = signedIn.actor
  const own = {
    kernel,
    methods,
    signedIn: { ...signedIn, actor: { ...signedIn.actor, origin: { ...origin, correlationId: ids.registered } } },
  }
  const { key } = (await beginOwnRegistration(own, 'softwareOath')) as { readonly key: string }
  await finishOwnRegistration(own, 'softwareOath', { code: codeAt(key, kernel.clock.now()) })
  return { user, code: code.reveal() }
}

test('a correlation id is typed on a log page, and its story is told from issuing to registration', async () => {
  await using site = await openSite()
  const { user, code } = await wholeStory(site)
  await using admin = await openAdminAs(site, roleIds.securityReader, { path: '/sign-ins' })
  const { page, complaints } = admin
  const field = page.getByRole('textbox', { name: 'Correlation ID' })
  await field.fill('no id')
  await page.keyboard.press('Enter')
  await page.getByText('A correlation ID has 32 digits').first().waitFor()
  await field.fill(` ${ids.tried.toUpperCase()} `)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Story of a correlation ID' }).waitFor()
  const events = page.getByRole('list', { name: 'What happened, in order' }).locator('> li')
  await events.first().waitFor()
  const told = await events.allInnerTexts()
  const starts = [
    'Pass issued',
    'Pass tried',
    'Pass tried',
    'Pass used up',
    'Registration started',
    'Method registered',
  ]
  expect(told.map((text) => text.split('\n')[0])).toEqual(starts)
  expect(told[0]).toContain('Service desk')
  expect(told[1]).toContain('This correlation ID')
  expect(told[1]).toContain('The Temporary Access Pass was wrong.')
  expect(told[1]).toContain('198.51.100.9')
  expect(await page.locator('main').innerText()).not.toContain(code)
  await page.getByRole('heading', { name: 'Pass of Ada Archer' }).waitFor()
  await lookAt(admin, 'correlation')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const copyId = page.getByRole('button', { name: 'Copy correlation id' })
  await copyId.click()
  await page.getByRole('status').getByText('Copied', { exact: true }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(ids.tried)
  await page.getByRole('button', { name: 'Copy story' }).click()
  await page.getByText('Copied', { exact: true }).first().waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`Correlation ID ${ids.tried}`)
  expect(copied).toContain('Sign-in error code: 130503')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
  expect(await events.first().isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  await events.nth(1).getByRole('link', { name: 'Open record' }).click()
  await pane(page).getByText('198.51.100.9').waitFor()
  await page.goBack()
  await events.first().getByRole('link', { name: ids.issued }).click()
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/admin/correlations/${ids.issued}`)
  await events.first().getByRole('link', { name: 'Ada Archer' }).first().click()
  await expect.poll(() => new URL(page.url()).pathname).toContain(`/admin/users/${user.id}`)
  expect(complaints).toEqual([])
})

test('in German, and with one log alone, it says what is left out; an unknown id is told in the server’s words', async () => {
  await using site = await openSite()
  const { kernel } = site
  await wholeStory(site)
  const reader = await aUser(kernel, { displayName: 'Only Sign-ins' })
  const { id } = await aRole(kernel, ['signInReports/allProperties/read'])
  await holding(kernel, reader, id)
  await using admin = await openAdminFor(site, reader, { path: '/correlations', locale: 'de-DE' })
  const { page } = admin
  await page.getByText('Geben Sie die Korrelations-ID').first().waitFor()
  await lookAt(admin, 'correlation-ask-german')
  await page.getByRole('textbox', { name: 'Korrelations-ID' }).fill(ids.opened)
  await page.keyboard.press('Enter')
  await page.getByText('Ihre Rolle liest das Überwachungsprotokoll nicht').first().waitFor()
  await page.getByText('Pass versucht').first().waitFor()
  await page.getByText('1 Ereignis, 2. März 2026, 09:04 MEZ', { exact: true }).waitFor()
  await lookAt(admin, 'correlation-german')
  await page.goto('/admin/correlations/00000000-0000-4000-9000-00000000ffff')
  await page.getByText('No record carries the correlation id').first().waitFor()
  await lookAt(admin, 'correlation-unknown')
})

test('a Reports Reader finds a change in the audit log, with its old and new values', async () => {
  await using site = await openSite()
  const { user } = await wholeStory(site)
  const { actor } = await anAdministrator(site.kernel, roleIds.userAdministrator, { displayName: 'Uma Admin' })
  await updateUser(site.kernel, actor, { user: user.id, change: { department: 'Finance' } })
  await using admin = await openAdminAs(site, roleIds.reportsReader, { path: '/audits' })
  const { page, complaints } = admin
  await page.getByText('Update user').first().waitFor()
  await lookAt(admin, 'audits')
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('combobox', { name: 'Service' }).selectOption('Core Directory')
  await page.getByRole('combobox', { name: 'Category' }).selectOption('UserManagement')
  await page.getByLabel('Activity').fill('Update user')
  await page.getByRole('textbox', { name: 'Initiated by (actor)' }).fill('Uma Admin')
  await page.getByRole('textbox', { name: 'Target' }).fill('ada a')
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Success')
  await lookAt(admin, 'audits-filters')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('button', { name: /Remove Target: ada a/ }).waitFor()
  await rows(page).first().waitFor()
  await expect.poll(() => rows(page).count()).toBe(1)
  await rows(page).getByRole('button').click()
  const changes = pane(page).getByRole('table', { name: 'Modified properties' })
  await changes.getByText('Finance').waitFor()
  await pane(page).getByRole('link', { name: 'Ada Archer' }).waitFor()
  await lookAt(admin, 'audit-pane')
  await page.keyboard.press('Escape')
  await changes.waitFor({ state: 'detached' })
  await expect
    .poll(() =>
      page
        .locator(':focus')
        .and(page.getByRole('button', { name: / CET$/ }))
        .count(),
    )
    .toBe(1)
  expect(complaints).toEqual([])
})

test('the chain is verified, and tampering is told in words with the record', async () => {
  await using site = await openSite()
  await wholeStory(site)
  const { kernel } = site
  await sealRecords(kernel, {
    kind: 'system',
    displayName: 'Latchkey',
    origin: { ipAddress: '', userAgent: '', correlationId: ids.issued },
  })
  await using admin = await openAdminAs(site, roleIds.securityReader, { path: '/audits' })
  const { page, complaints } = admin
  await page.getByText('The logs were never verified').first().waitFor()
  await page.getByRole('button', { name: 'Details and verification' }).click()
  await pane(page).getByRole('button', { name: 'Verify newest' }).click()
  await pane(page)
    .getByText(/records verified, no tampering found/)
    .waitFor()
  await pane(page).getByRole('button', { name: 'Verify everything' }).click()
  await pane(page)
    .getByText(/records verified, no tampering found/)
    .waitFor()
  await lookAt(admin, 'audit-chain')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page
    .getByText(/^No tampering found/)
    .first()
    .waitFor()
  await kernel.test.database.writer
    .updateTable('directory_audits')
    .set({ result: 'failure' })
    .where('activity_display_name', '=', 'Admin registered security info')
    .execute()
  await page.getByRole('button', { name: 'Details and verification' }).click()
  await pane(page).getByRole('button', { name: 'Verify everything' }).click()
  await pane(page).getByText('What the log is filtered by was edited').first().waitFor()
  await page.getByText('1 finding: the logs were tampered with').first().waitFor()
  await lookAt(admin, 'audit-chain-broken')
  await pane(page).getByRole('link', { name: 'Open record' }).first().click()
  await pane(page).getByText('Admin registered security info').first().waitFor()
  expect(complaints).toEqual([])
})
