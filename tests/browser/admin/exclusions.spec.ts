import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { aPolicy } from '../../kit/access-in-force.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aGroup, anAdministrator, aUser } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const path = '/exclusions'

/** A policy that leaves out a person and a group with another person in it, and one in report-only that leaves out guests. */
async function furnish({ kernel }: TestSite) {
  await anAdministrator(kernel, roleIds.globalAdministrator)
  const ada = await aUser(kernel, { displayName: 'Ada Lovelace' })
  const ben = await aUser(kernel, { displayName: 'Ben Traveller' })
  const inner = await aGroup(kernel, { displayName: 'On the road', members: [ben] })
  const outer = await aGroup(kernel, { displayName: 'Exceptions', members: [inner] })
  const policy = await aPolicy(kernel, {
    displayName: 'Proof for all',
    users: { excludeUsers: [ada.id], excludeGroups: [outer.id] },
    grant: { builtInControls: ['mfa'] },
  })
  await aPolicy(kernel, {
    displayName: 'To come',
    state: 'enabledForReportingButNotEnforced',
    users: { excludeUsers: ['GuestsOrExternalUsers'] },
  })
  return { ada, ben, policy }
}

test('a Conditional Access Administrator gives an exclusion an end, takes it back, and removes it', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page, complaints } = admin
  const row = page.getByRole('row', { name: /Ada Lovelace/ })
  await row.getByText('Permanent').waitFor()
  expect(await row.innerText()).toContain('The server')
  await lookAt(admin, 'exclusions')
  await page.getByRole('button', { name: 'Ada Lovelace' }).click()
  const pane = page.getByRole('dialog', { name: 'Exclusion of Ada Lovelace' })
  await pane.getByText(/Issue a Temporary Access Pass/).waitFor()
  await lookAt(admin, 'exclusions-pane')
  await pane.getByRole('button', { name: 'In 7 days' }).click()
  await pane.getByRole('button', { name: 'Set the end' }).click()
  await pane.getByRole('button', { name: 'Remove the end' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await pane.getByRole('button', { name: 'Remove the end' }).waitFor({ state: 'detached' })
  await pane.getByRole('button', { name: 'In 30 days' }).click()
  await pane.getByRole('button', { name: 'Set the end' }).click()
  await pane.getByRole('button', { name: 'Remove the end' }).click()
  await pane.getByRole('button', { name: 'Remove the end' }).waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test('an end that cannot be is refused at its field', async () => {
  await using site = await openSite()
  const { ada, policy } = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, {
    path: `${path}?open=${policy.id}_user_${ada.id}`,
  })
  const { page } = admin
  const pane = page.getByRole('dialog')
  await pane.getByLabel(/^End/).fill('2020-01-01T10:00')
  await pane.getByRole('button', { name: 'Set the end' }).click()
  await expect.poll(() => pane.getByLabel(/^End/).getAttribute('aria-invalid')).toBe('true')
  expect(await pane.getByLabel(/^End/).inputValue()).toBe('2020-01-01T10:00')
  await lookAt(admin, 'exclusions-refused')
})

test('it is narrowed to a policy, a person and what lasts, and tells by which way people are exempt', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.securityReader, { path, locale: 'de-DE' })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'Alle Gäste' }).waitFor()
  await lookAt(admin, 'exclusions-german')
  await page.getByRole('combobox', { name: 'Person' }).click()
  await page.getByRole('combobox', { name: 'Person' }).fill('Ben')
  await page.getByRole('option', { name: /Ben Traveller/ }).click()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await page.getByRole('button', { name: 'Exceptions', exact: true }).click()
  const entry = page.getByRole('dialog', { name: 'Ausschluss von Exceptions' })
  expect(await entry.getByRole('button', { name: 'Ende festlegen' }).count()).toBe(0)
  await entry.getByRole('button', { name: 'Schließen' }).click()
  await page.getByRole('tab', { name: 'Ausgenommene Personen' }).click()
  await page.getByRole('button', { name: 'Ben Traveller', exact: true }).click()
  const pane = page.getByRole('dialog', { name: 'Ben Traveller: ausgenommen von' })
  await pane.getByText('Auf welchem Weg: Über Gruppe Exceptions › On the road').waitFor()
  await lookAt(admin, 'exclusions-person-german')
  expect(complaints).toEqual([])
})

test('people are listed with what they are exempt from', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path: `${path}?view=people` })
  const { page, complaints } = admin
  await page.getByRole('row', { name: /Ben Traveller.*Proof for all/ }).waitFor()
  await lookAt(admin, 'exclusions-people')
  expect(complaints).toEqual([])
})

for (const locale of ['en-GB', 'de-DE']) {
  test(`names too long for the list are cut, and told whole when they are pointed at (${locale})`, async () => {
    await using site = await openSite()
    const { kernel } = site
    await anAdministrator(kernel, roleIds.globalAdministrator)
    const target = 'Everybody who is exempt while the new telephones are handed out'
    const group = await aGroup(kernel, { displayName: target })
    const policy = 'Proof of identity from everywhere but the offices'
    await aPolicy(kernel, {
      displayName: policy,
      state: 'enabledForReportingButNotEnforced',
      users: { excludeGroups: [group.id] },
      grant: { builtInControls: ['mfa'] },
    })
    await using admin = await openAdminAs(site, roleIds.securityReader, { path, locale })
    const { page } = admin
    const row = page.getByRole('row').filter({ hasText: target })
    for (const text of [target, policy]) {
      await row.getByText(text).hover()
      await page.locator(`[title*="${text}"]`).waitFor()
    }
    await page.mouse.move(0, 0)
    const dates = row.locator('time')
    expect(await dates.allInnerTexts()).toEqual([locale === 'de-DE' ? '02.03.2026' : '2 Mar 2026'])
    expect(await dates.getAttribute('title')).toContain('09:00')
    await lookAt(admin, `exclusions-long-${locale}`)
  })
}

test('a Security Reader may not set an end, and a Helpdesk Administrator not look', async () => {
  await using site = await openSite()
  const { ada, policy } = await furnish(site)
  await using reader = await openAdminAs(site, roleIds.securityReader, { path })
  await reader.page.getByRole('button', { name: 'Ada Lovelace' }).waitFor()
  const status = await reader.page.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/exclusions/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"expirationDateTime":null}',
    })
    return answer.status
  }, `${policy.id}_user_${ada.id}`)
  expect(status).toBe(403)
  await using desk = await openAdminAs(site, roleIds.helpdeskAdministrator, { path })
  await desk.page.getByRole('heading', { name: 'You have no permission for this' }).waitFor()
})

test('an end is set once, however often its button is pressed', async () => {
  await using site = await openSite()
  const { ada, policy } = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, {
    path: `${path}?open=${policy.id}_user_${ada.id}`,
  })
  const { page, complaints } = admin
  const { promise, resolve } = Promise.withResolvers<void>()
  const asked: string[] = []
  await page.route(/\/exclusions\//i, async (route) => {
    if (route.request().method() !== 'GET') {
      asked.push(route.request().url())
      await promise
    }
    await route.continue()
  })
  const pane = page.getByRole('dialog', { name: 'Exclusion of Ada Lovelace' })
  await pane.getByRole('button', { name: 'In 7 days' }).click()
  await pane.getByRole('button', { name: 'Set the end' }).click()
  await pane.getByRole('button', { name: 'Set the end' }).click({ force: true })
  await expect.poll(() => asked.length).toBe(1)
  resolve()
  await pane.getByRole('button', { name: 'Remove the end' }).waitFor()
  expect(asked).toHaveLength(1)
  expect(complaints).toEqual([])
})
