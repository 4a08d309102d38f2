import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { deleteUser } from '../../../src/directory/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { expectAccessible } from '../../kit/browser.ts'
import { aUser, systemActor } from '../../kit/builders.ts'
import { signedInByPass, signedInByPasskey } from '../../kit/sessions.ts'
import { openSite, type TestSite } from '../../kit/site.ts'
import { Visitor } from '../../kit/visitor.ts'

const status = (path: string) => `(async () => (await fetch('${path}')).status)()`
const pane = (page: Page) => page.getByRole('dialog')
const rows = (page: Page) => page.getByRole('table').first().locator('tbody tr[data-index]')

/** Somebody tries the pass of a person with a wrong code. */
async function wronglyTried({ kernel }: TestSite, userPrincipalName: string): Promise<void> {
  const stranger = new Visitor(kernel, { ipAddress: '198.51.100.9' })
  await stranger.goTo(userPrincipalName, 'temporaryAccessPass')
  await stranger.prove('temporaryAccessPass', 'wrong-code')
}

/** Ada signed in with a pass after a stranger tried it, and Bert with a passkey. */
async function someSignIns(site: TestSite) {
  const named = (displayName: string, userPrincipalName: string) =>
    aUser(site.kernel, { displayName, userPrincipalName: `${userPrincipalName}@${site.kernel.tenant.domain}` })
  const ada = await named('Ada Archer', 'ada.archer')
  const bert = await named('Bert Baker', 'bert.baker')
  await site.passFor(ada, { isUsableOnce: false })
  await wronglyTried(site, ada.userPrincipalName)
  site.kernel.clock.advanceSeconds(61)
  await signedInByPass(site.kernel, ada, { isUsableOnce: false })
  site.kernel.clock.advanceSeconds(61)
  await signedInByPasskey(site.kernel, bert)
  return { ada, bert }
}

test('sign-ins are narrowed by the method that was tried, and by the one that succeeded', async () => {
  await using site = await openSite()
  await someSignIns(site)
  await using admin = await openAdminAs(site, roleIds.reportsReader, { path: '/sign-ins' })
  const { page, complaints } = admin
  const choose = async (filter: string, choice: string) => {
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByRole('combobox', { name: filter, exact: true }).selectOption(choice)
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('button', { name: `Remove ${filter}: ${choice}` }).waitFor()
  }
  await choose('Authentication method', 'Temporary Access Pass')
  await rows(page).getByText('The Temporary Access Pass was wrong.').waitFor()
  expect(await rows(page).getByText('Bert Baker').count()).toBe(0)
  await choose('Authentication method used', 'Temporary Access Pass')
  await rows(page).getByText('The Temporary Access Pass was wrong.').waitFor({ state: 'detached' })
  await rows(page).getByText('Ada Archer').first().waitFor()
  await choose('Authentication method', 'Passkey (FIDO2)')
  await page.getByText('Nothing matches what you asked for').waitFor()
  await page.getByRole('button', { name: /Remove Authentication method used/ }).click()
  await rows(page).getByText('Bert Baker').waitFor()
  expect(await rows(page).getByText('Ada Archer').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a Reports Reader finds a failed pass by filters, opens it, and goes to its story', async () => {
  await using site = await openSite()
  await someSignIns(site)
  await using admin = await openAdminAs(site, roleIds.reportsReader, { path: '/sign-ins' })
  const { page, complaints } = admin
  await page.getByText('Ada Archer').first().waitFor()
  await lookAt(admin, 'sign-ins')
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('textbox', { name: 'User', exact: true }).fill('ada.')
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Failure')
  await lookAt(admin, 'sign-ins-filters')
  const button = await page.getByRole('button', { name: 'Apply' }).boundingBox()
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(800)
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('button', { name: /Remove Status: Failure/ }).waitFor()
  await rows(page).getByText('The Temporary Access Pass was wrong.').waitFor()
  await page.getByText('1 item', { exact: true }).first().waitFor()
  expect(new URL(page.url()).searchParams.get('status')).toBe('failure')
  await rows(page).getByRole('button').click()
  await pane(page).getByText('130503').waitFor()
  await pane(page).getByText('198.51.100.9').waitFor()
  await pane(page).getByRole('table', { name: 'Authentication details' }).getByText('Temporary Access Pass').waitFor()
  await lookAt(admin, 'sign-in-pane')
  await pane(page).getByRole('link', { name: 'Story of this correlation ID' }).click()
  await page.getByRole('heading', { level: 1, name: 'Story of a correlation ID' }).waitFor()
  await page.goBack()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Remove Status: Failure/ }).click()
  await rows(page).nth(1).waitFor()
  expect(complaints).toEqual([])
})

test('columns, order and the time shown are chosen, and experts write $filter themselves', async () => {
  await using site = await openSite()
  await someSignIns(site)
  await using admin = await openAdminAs(site, roleIds.securityReader, { path: '/sign-ins' })
  const { page } = admin
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Correlation ID' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Conditional Access' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: 'Correlation ID' }).waitFor()
  expect(await page.getByRole('columnheader', { name: 'Conditional Access' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Date' }).click()
  await rows(page).first().getByText('Ada Archer').waitFor()
  await page.getByRole('combobox', { name: 'Date' }).selectOption('Custom')
  await page.getByLabel(/^To \(CET|^To \(CEST/).fill('2020-01-01T00:00')
  await page.getByText('No sign-ins in this time').first().waitFor()
  await page.getByRole('combobox', { name: 'Date' }).selectOption('Last 7 days')
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('textbox', { name: '$filter' }).fill('status/errorCode eq')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page
    .getByRole('alert')
    .getByText(/filter/i)
    .first()
    .waitFor()
  await page.getByText(/^Asked for: \(status\/errorCode eq\) and createdDateTime ge /).waitFor()
  await lookAt(admin, 'sign-ins-refused')
  await page.getByRole('button', { name: 'Filters' }).click()
  expect(await page.getByRole('textbox', { name: '$filter' }).inputValue()).toBe('status/errorCode eq')
  await page.getByRole('textbox', { name: '$filter' }).fill('status/errorCode eq 130503')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => rows(page).count()).toBe(1)
  await rows(page).getByText('The Temporary Access Pass was wrong.').waitFor()
  await page.goto('/admin/sign-ins?filter=status%2FerrorCode%20eq%20130504')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText('Bert Baker').first().waitFor()
})

test('live, new sign-ins come in on top and are told, and rest while one reads further down', async () => {
  await using site = await openSite()
  const { ada } = await someSignIns(site)
  await using admin = await openAdminAs(site, roleIds.reportsReader, { path: '/sign-ins?user=ada.' })
  const { page, complaints } = admin
  await rows(page).nth(1).waitFor()
  await page.getByRole('switch', { name: 'Live' }).click()
  await page.getByRole('status').getByText('Waiting for new records').waitFor()
  site.kernel.clock.advanceSeconds(61)
  await wronglyTried(site, ada.userPrincipalName)
  await page.getByRole('status').getByText('1 new').waitFor()
  expect(await rows(page).first().innerText()).toContain('Failure')
  expect(await rows(page).count()).toBe(3)
  await lookAt(admin, 'sign-ins-live')
  await page.evaluate(() => {
    document.body.style.minHeight = '3000px'
    window.scrollTo(0, 500)
  })
  await page.getByText('Paused while you read further down').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Back to the newest' }).click()
  await page.getByRole('status').getByText('1 new').waitFor()
  expect(complaints).toEqual([])
})

test('a view is saved, changed, renamed, chosen again, deleted and brought back', async () => {
  await using site = await openSite()
  await someSignIns(site)
  await using admin = await openAdminAs(site, roleIds.reportsReader, { path: '/sign-ins?range=7d&status=failure' })
  const { page, complaints } = admin
  const menu = (name: string) => page.getByRole('search').getByRole('button', { name, exact: true })
  await menu('Views').click()
  await page.getByRole('menuitem', { name: 'Save as new view' }).click()
  await lookAt(admin, 'sign-ins-save-view')
  await page.getByRole('textbox', { name: 'Name' }).fill('Failures')
  await page.keyboard.press('Enter')
  await menu('Failures').waitFor()
  await page.getByRole('button', { name: /Remove Status/ }).click()
  await menu('Failures').click()
  await page.getByRole('menuitem', { name: 'Save changes to Failures' }).waitFor()
  await lookAt(admin, 'sign-ins-views')
  await page.getByRole('menuitem', { name: 'Rename Failures' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Name' }).fill('What went wrong')
  await page.getByRole('button', { name: 'Save' }).click()
  await menu('What went wrong').waitFor()
  await page.goto('/admin/sign-ins')
  await menu('Views').click()
  await page.getByRole('menuitemradio', { name: 'What went wrong' }).click()
  await page.getByRole('button', { name: /Remove Status: Failure/ }).waitFor()
  expect(await page.getByRole('combobox', { name: 'Date' }).inputValue()).toBe('7d')
  await menu('What went wrong').click()
  await page.getByRole('menuitem', { name: 'Delete What went wrong' }).click()
  await menu('Views').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await menu('What went wrong').waitFor()
  expect(complaints).toEqual([])
})

test('what is filtered is taken away as CSV and as JSON lines', async () => {
  await using site = await openSite()
  await someSignIns(site)
  await using admin = await openAdminAs(site, roleIds.reportsReader, { path: '/sign-ins?status=failure' })
  const { page } = admin
  await page.getByRole('button', { name: 'Download' }).click()
  const read = async (name: string) => {
    const href = await page.getByRole('menuitem', { name }).getAttribute('href')
    return page.evaluate(async (address) => (await fetch(address)).text(), href ?? '')
  }
  const csv = (await read('Download CSV')).trim().split('\r\n')
  expect(csv).toHaveLength(2)
  expect(csv[0]).toContain('Sign-in error code')
  const lines = (await read('Download JSON lines')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ status: { errorCode: 130503 } }])
  await page.goto('/admin/audits?activity=Export')
  await page.getByText('Export sign-in logs').first().waitFor()
  await page.getByRole('button', { name: 'Download' }).click()
  const audits = (await read('Download CSV')).trim().split('\r\n')
  expect(audits[0]).toContain('Target1DisplayName')
  expect(audits.slice(1).every((line) => line.includes('Export '))).toBe(true)
  expect(audits.length).toBeGreaterThan(2)
})

test('in German both logs say the same', async () => {
  await using site = await openSite()
  const { ada } = await someSignIns(site)
  await deleteUser(site.kernel, systemActor(), { user: ada.id })
  const opening = { path: '/sign-ins?status=failure', locale: 'de-DE' }
  await using admin = await openAdminAs(site, roleIds.globalReader, opening)
  const { page } = admin
  await page.getByText('Der befristete Zugriffspass war falsch.').first().waitFor()
  await lookAt(admin, 'sign-ins-german')
  await rows(page).getByRole('button').click()
  const steps = pane(page).getByRole('table', { name: 'Authentifizierungsdetails' })
  for (const word of ['Befristeter Zugriffspass', 'Falsch', 'Primäre Authentifizierung'])
    await steps.getByRole('cell', { name: word, exact: true }).waitFor()
  await lookAt(admin, 'sign-in-pane-german')
  await page.goto('/admin/audits?activity=Delete+user')
  await page.getByText('Überwachungsprotokolle').first().waitFor()
  await rows(page).first().waitFor()
  await lookAt(admin, 'audits-german')
})

test('a Helpdesk Administrator is offered no log, is told why at the address, and the server refuses', async () => {
  await using site = await openSite()
  await someSignIns(site)
  await using admin = await openAdminAs(site, roleIds.helpdeskAdministrator)
  const { page } = admin
  await page.getByRole('link', { name: 'Users', exact: true }).waitFor()
  for (const name of ['Sign-in logs', 'Audit logs']) expect(await page.getByRole('link', { name }).count()).toBe(0)
  const id = '00000000-0000-4000-8000-000000000007'
  for (const path of ['/sign-ins', '/audits', '/correlations', `/correlations/${id}`]) {
    await page.goto(`/admin${path}`)
    await page.getByRole('heading', { name: 'You have no permission for this' }).waitFor()
    expect(await page.getByRole('button', { name: 'Download' }).count()).toBe(0)
    expect(await page.getByRole('switch').count()).toBe(0)
    expect(await page.getByText('Ada Archer').count()).toBe(0)
  }
  await lookAt(admin, 'logs-no-permission')
  const addresses = [
    '/beta/auditLogs/signIns',
    '/beta/auditLogs/directoryAudits',
    '/api/v1/auditLogs/signIns/export?format=csv',
    '/api/v1/auditLogs/directoryAudits/export?format=jsonl',
    '/api/v1/auditChain',
    `/api/v1/correlations/${id}`,
  ]
  for (const address of addresses) expect(await page.evaluate(status(address)), address).toBe(403)
})
