import { copyFile, readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { compactDecrypt } from 'jose'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs, openAdminFor } from '../../kit/admin.ts'
import { expectAccessible, openPage, takeScreenshots } from '../../kit/browser.ts'
import { aGroup, anAdministrator, aUnit, aUser, holding } from '../../kit/builders.ts'
import { everythingInHeap } from '../../kit/heap.ts'
import { aPass } from '../../kit/methods.ts'
import { openSite } from '../../kit/site.ts'
import { Visitor } from '../../kit/visitor.ts'

const desk = roleIds.authenticationAdministrator
const list = (page: Page) => page.getByRole('table', { name: 'People and their passes' })
const rowOf = (page: Page, name: string) => list(page).getByRole('row').filter({ hasText: name })
const inDialog = (page: Page, name: string) => page.getByRole('alertdialog').getByRole('button', { name })

/** The status that the server answers whoever is signed in to the page, asked for a pass. */
const askForPass = (page: Page, userId: string): Promise<number> =>
  page.evaluate(
    async (path) =>
      (await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status,
    `/v1.0/users/${userId}/authentication/temporaryAccessPassMethods`,
  )

/** Every code that the server tells the page. */
function codesToldTo(page: Page): readonly string[] {
  const codes: string[] = []
  page.on('response', async (response) => {
    if (response.status() !== 201 || !response.url().endsWith('temporaryAccessPassMethods')) return
    codes.push((await response.json()).temporaryAccessPass)
  })
  return codes
}

/** Everything that the page shows, keeps, or still remembers. */
async function everythingOf(page: Page): Promise<string> {
  const kept = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      location.href,
    ]),
  )
  return kept + (await everythingInHeap(page))
}

async function issueAll(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('alertdialog').getByRole('button', { name }).click()
}

test('a file is told line by line, and each row by what would happen', async () => {
  await using site = await openSite()
  const { kernel } = site
  const ada = await aUser(kernel, { displayName: 'Ada Example', mail: 'ada@mail.test' })
  const bert = await aUser(kernel, { displayName: 'Bert Disabled', employeeId: '0042', accountEnabled: false })
  const { user: chief } = await anAdministrator(kernel, roleIds.globalAdministrator, { displayName: 'Chief Above' })
  await aPass(kernel, ada)
  const team = await aGroup(kernel, { displayName: 'Team', members: [await aUser(kernel, { displayName: 'Cleo In' })] })
  await using admin = await openAdminAs(site, desk, { path: '/bulk' })
  const { page } = admin
  const lines = [
    'userPrincipalName;mail;employeeId;startDateTime;lifetimeInMinutes;isUsableOnce;Office',
    ';ADA@mail.test;;2026-07-01T09:30;120;yes;Berlin',
    ';;0042;;;;',
    `${chief.userPrincipalName};;;;;;`,
    'nobody@example.com;;;;;;',
    `${ada.userPrincipalName};;;;;;`,
    `"${bert.userPrincipalName}";;;tomorrow;;;`,
    `${bert.userPrincipalName};;;;99999;;`,
  ]
  await page.locator('input[type="file"]').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}`),
  })
  await page.getByText('Line 5: There is no user “nobody@example.com”.').first().waitFor()
  await page.getByText(`Line 6: “${ada.userPrincipalName}” is in the list already.`).first().waitFor()
  await page.getByText('Line 7: “tomorrow” is no start').first().waitFor()
  await page.getByText(`Line 8: “${bert.userPrincipalName}” is in the list already.`).first().waitFor()
  await page.getByText('Columns that were not read: Office.').first().waitFor()
  await page.getByRole('combobox', { name: 'Add the members of a group' }).pressSequentially('Tea')
  await page.getByRole('option', { name: team.displayName }).click()
  await rowOf(page, 'Cleo In').getByText('Works', { exact: true }).waitFor()
  await rowOf(page, 'Ada Example').getByText('replaces their pass').waitFor()
  await rowOf(page, 'Ada Example').getByText('1 Jul 2026, 11:30 CEST').waitFor()
  await rowOf(page, 'Bert Disabled').getByText('account disabled').waitFor()
  await rowOf(page, 'Chief Above').getByText('Not possible').waitFor()
  await page.getByText('4 people: 3 can be issued, 1 cannot').first().waitFor()
  await page.getByText('The policy allows 1 hour to 8 hours.').first().waitFor()
  await page.getByRole('button', { name: 'Issue 3 passes', disabled: false }).waitFor()
  await lookAt(admin, 'bulk')
  await page.getByRole('textbox', { name: 'Activation duration' }).fill('3')
  await rowOf(page, 'Cleo In').getByText('2 Mar 2026, 12:00 CET').waitFor()
  await page.getByRole('button', { name: 'Bert Disabled' }).click()
  await page.getByRole('dialog').getByText('The account is disabled').waitFor()
  await page.getByRole('button', { name: 'Take out of the list' }).click()
  await page.getByText('3 people: 2 can be issued, 1 cannot').first().waitFor()
  await page.getByRole('button', { name: 'Issue 2 passes' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Issue 2 passes?' })
  await dialog.getByText('1 person has a pass already').waitFor()
  await dialog.getByText('Ada Example').waitFor()
  await lookAt(admin, 'bulk-issue')
  await inDialog(page, 'Cancel').click()
}, 120_000)

test('the codes leave the page in an encrypted file alone, which opens from a disk with its passphrase', async () => {
  await using site = await openSite()
  const { kernel } = site
  const [ada, bert] = [
    await aUser(kernel, { displayName: 'Ada Example' }),
    await aUser(kernel, { displayName: 'Bert <b>Bold</b>' }),
  ]
  await using admin = await openAdminAs(site, desk, { path: `/bulk?users=${ada.id},${bert.id}` })
  const { page, complaints } = admin
  const codes = codesToldTo(page)
  await page.getByText('2 people: 2 can be issued, 0 cannot').first().waitFor()
  await issueAll(page, /^Issue 2 passes/)
  await page.getByRole('heading', { name: 'Encrypted hand-out' }).waitFor()
  await page.getByText('2 issued, 0 not issued').first().waitFor()
  expect(codes).toHaveLength(2)
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(codes[0])
  await lookAt(admin, 'bulk-hand-out')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save encrypted hand-out' }).click()
  const download = await saving
  const path = await download.path()
  await page.getByText('this page has forgotten them').first().waitFor()
  const passphrase = await page.getByText(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/).innerText()
  await lookAt(admin, 'bulk-saved')
  const savingRaw = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as .jwe for tools' }).click()
  const raw = await readFile(await (await savingRaw).path(), 'utf8')
  const kept = await everythingOf(page)
  expect(kept).toContain('this page has forgotten them')
  for (const code of codes) expect(kept).not.toContain(code)
  expect(complaints).toEqual([])

  const file = await readFile(path, 'utf8')
  for (const secret of [...codes, passphrase, 'Ada Example', ada.userPrincipalName]) expect(file).not.toContain(secret)
  const options = { keyManagementAlgorithms: ['PBES2-HS512+A256KW'], maxPBES2Count: 1_000_000 }
  const opened = await compactDecrypt(raw, new TextEncoder().encode(passphrase), options)
  const { passes } = JSON.parse(new TextDecoder().decode(opened.plaintext))
  expect(passes.map((pass: { temporaryAccessPass: string }) => pass.temporaryAccessPass).toSorted()).toEqual(
    codes.toSorted(),
  )
  await openFromDisk(path, passphrase, codes)
  const [pass] = passes
  const visitor = await new Visitor(kernel).goTo(pass.userPrincipalName, 'temporaryAccessPass')
  await visitor.prove('temporaryAccessPass', pass.temporaryAccessPass)
  expect(visitor.session).toBeDefined()
}, 120_000)

async function openFromDisk(path: string, passphrase: string, codes: readonly string[]): Promise<void> {
  await using sheets = await openPage({ timezoneId: 'America/New_York' })
  const { page, complaints } = sheets
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const copy = `${path}.html`
  await copyFile(path, copy)
  await page.goto(pathToFileURL(copy).href)
  await page.getByLabel('Password').fill('not this one')
  await page.keyboard.press('Enter')
  await page.getByText('That is not the password of this file.').first().waitFor()
  await expectAccessible(page)
  await takeScreenshots(page, 'admin-hand-out-locked')
  await page.getByLabel('Password').fill(passphrase)
  await page.keyboard.press('Enter')
  await page.getByText('Ada Example').first().waitFor()
  await page.getByText('Bert <b>Bold</b>').first().waitFor()
  await page.getByText('2 Mar 2026, 10:00 CET').first().waitFor()
  expect(await page.getByRole('article').count()).toBe(2)
  const text = (await page.locator('main').innerText()).replace(/\s/g, '')
  for (const code of codes) expect(text).toContain(code)
  await expectAccessible(page)
  await takeScreenshots(page, 'admin-hand-out-file')
  await page.emulateMedia({ media: 'print' })
  await takeScreenshots(page, 'admin-hand-out-print')
  expect(asked).toHaveLength(1)
  expect(complaints).toEqual([])
}

test('leaving says once that codes are lost, and then they are gone everywhere', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Beispiel' })
  await using admin = await openAdminAs(site, desk, { path: `/bulk?users=${user.id}`, locale: 'de-DE' })
  const { page, complaints } = admin
  const codes = codesToldTo(page)
  await page.getByText('1 Person: 1 möglich, 0 nicht möglich').first().waitFor()
  await page.getByRole('button', { name: '1 Pass ausstellen', disabled: false }).waitFor()
  await lookAt(admin, 'bulk-german')
  await issueAll(page, /^1 Pass ausstellen/)
  await page.getByRole('heading', { name: 'Verschlüsselter Handzettel' }).waitFor()
  const leave = page.getByRole('link', { name: 'Befristete Zugriffspässe' }).first()
  await leave.click()
  await page.getByRole('alertdialog').getByText('niemand kann sie mehr sehen').waitFor()
  await lookAt(admin, 'bulk-leave')
  await inDialog(page, 'Abbrechen').click()
  await page.getByRole('radio', { name: 'Kennwort wählen' }).click()
  await page.getByLabel(/^Kennwort\s?\*?$/).fill('kurz')
  await page.getByRole('button', { name: 'Verschlüsselten Handzettel speichern' }).click()
  await page.getByText('Die beiden sind nicht gleich.').first().waitFor()
  expect(await page.getByLabel(/^Kennwort\s?\*?$/).getAttribute('aria-invalid')).toBe('true')
  await leave.click()
  await inDialog(page, 'Codes vergessen und gehen').click()
  await page.getByText('1 Pass', { exact: true }).first().waitFor()
  expect(codes).toHaveLength(1)
  const kept = await everythingOf(page)
  expect(kept).toContain('Ada Beispiel')
  expect(kept).not.toContain(codes[0])
  expect(complaints).toEqual([])
}, 120_000)

test('issuing stops after those under way, goes on, and what failed is tried again', async () => {
  await using site = await openSite()
  const { kernel } = site
  const members = []
  for (let index = 1; index <= 7; index += 1) members.push(await aUser(kernel, { displayName: `Person ${index}` }))
  const ids = members.map(({ id }) => id)
  await using admin = await openAdminAs(site, desk, { path: `/bulk?users=${ids.join(',')}` })
  const { page } = admin
  const codes = codesToldTo(page)
  let [asked, isHeld] = [0, true]
  const released: (() => void)[] = []
  await page.route('**/temporaryAccessPassMethods', async (route) => {
    asked += 1
    const isFourth = asked === 4
    if (isHeld) await new Promise<void>((resolve) => released.push(resolve))
    await (isFourth ? route.abort() : route.continue())
  })
  await page.getByText('7 people: 7 can be issued, 0 cannot').first().waitFor()
  await issueAll(page, /^Issue 7 passes/)
  await expect.poll(() => released.length).toBe(4)
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('Stopping after those under way').first().waitFor()
  await lookAt(admin, 'bulk-running')
  for (const release of released) release()
  await page
    .getByText(/not tried/)
    .first()
    .waitFor()
  isHeld = false
  expect(asked).toBe(4)
  await lookAt(admin, 'bulk-stopped')
  await page.getByText('3 issued, 1 not issued, 3 not tried').first().waitFor()
  const untried = page.getByRole('row', { name: /Person 7/ }).getByRole('cell')
  expect((await untried.allInnerTexts()).slice(-3)).toEqual(['–', '–', '–'])
  await page.getByRole('button', { name: 'Go on with 3' }).click()
  await page.getByText('6 issued, 1 not issued').first().waitFor()
  await page.getByRole('button', { name: 'Try 1 again' }).click()
  await page.getByText('7 issued, 0 not issued').first().waitFor()
  expect(new Set(codes).size).toBe(7)
  await page.getByText('The codes of 7 people are in this page alone.').first().waitFor()
  await page.getByRole('button', { name: 'Start over' }).click()
  await inDialog(page, 'Forget the codes and go').click()
  await page.getByText('Nobody is in the list yet').first().waitFor()
}, 120_000)

test('a desk of one unit issues to its people alone, and is told of each other why not', async () => {
  await using site = await openSite()
  const { kernel } = site
  const [inside, outside] = [
    await aUser(kernel, { displayName: 'Ina Inside' }),
    await aUser(kernel, { displayName: 'Otto Outside' }),
  ]
  const unit = await aUnit(kernel, { members: [inside] })
  const user = await aUser(kernel, { displayName: 'Dana Desk' })
  await holding(kernel, user, desk, unit)
  await using admin = await openAdminFor(site, user, { path: `/bulk?users=${outside.id},${inside.id},${user.id}` })
  const { page } = admin
  await rowOf(page, 'Ina Inside').getByText('Works', { exact: true }).waitFor()
  await rowOf(page, 'Otto Outside').getByText('Not possible').waitFor()
  await rowOf(page, 'Dana Desk').getByText('Not possible').waitFor()
  await page.getByRole('button', { name: 'Issue 1 pass' }).click()
  await page.getByText('2 people in the list get none.').first().waitFor()
  await inDialog(page, 'Issue 1 pass').click()
  await page.getByText('1 issued, 0 not issued').first().waitFor()
  expect(await askForPass(page, outside.id)).toBe(403)
})

test('who may not issue passes is offered no run, and refused', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { displayName: 'Ada Example' })
  for (const role of [roleIds.securityReader, roleIds.helpdeskAdministrator]) {
    await using admin = await openAdminAs(site, role, { path: `/bulk?users=${user.id}` })
    const { page } = admin
    await page.getByText('You have no permission for this').first().waitFor()
    expect(await page.getByRole('button', { name: /Issue|CSV/ }).count()).toBe(0)
    expect(await askForPass(page, user.id)).toBe(403)
  }
})
