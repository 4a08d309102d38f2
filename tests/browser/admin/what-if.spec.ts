import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { aPolicy } from '../../kit/access-in-force.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { anAdministrator, aUser } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

async function furnish({ kernel }: TestSite) {
  await anAdministrator(kernel, roleIds.globalAdministrator)
  const ada = await aUser(kernel, { displayName: 'Ada Lovelace' })
  await aPolicy(kernel, { displayName: 'Proof for all', grant: { builtInControls: ['mfa'] } })
  await aPolicy(kernel, {
    displayName: 'Linux stays out',
    users: { includeUsers: [ada.id] },
    conditions: { platforms: { includePlatforms: ['linux'], excludePlatforms: [] } },
  })
  await aPolicy(kernel, { displayName: 'To come', state: 'enabledForReportingButNotEnforced' })
  return ada
}

test('a Conditional Access Administrator sees what would apply to a sign-in, what not and why, and what would be asked', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path: '/what-if' })
  const { page, complaints } = admin
  await page.getByText('Choose a user and ask').first().waitFor()
  await page.getByRole('combobox', { name: 'User', exact: true }).click()
  await page.getByRole('combobox', { name: 'User', exact: true }).fill('Ada')
  await page.getByRole('option', { name: /Ada Lovelace/ }).click()
  await page.getByRole('combobox', { name: 'Device platform' }).click()
  await page.getByRole('option', { name: 'Windows', exact: true }).click()
  await page.getByRole('button', { name: 'What If' }).click()
  await page.getByRole('heading', { name: 'Policies that will apply (2)' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H2')
  await page.getByText('They would need multifactor authentication.').first().waitFor()
  await page.getByText('In report-only, and changing nothing yet: To come.').first().waitFor()
  const other = page.getByRole('listitem').filter({ hasText: 'Linux stays out' })
  expect(await other.innerText()).toContain('Does not apply because of device platform')
  await lookAt(admin, 'what-if-answer')
  expect(complaints).toEqual([])
})

test('what was asked stands in the address, and leads on to the policy that blocks', async () => {
  await using site = await openSite()
  const ada = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, {
    path: `/what-if?user=${ada.id}&platform=windows`,
  })
  const { page, complaints } = admin
  await page.getByRole('heading', { name: 'Policies that will apply (2)' }).waitFor()
  await page.getByRole('combobox', { name: 'Device platform' }).click()
  await page.getByRole('option', { name: 'Linux', exact: true }).click()
  await page.getByRole('button', { name: 'What If' }).click()
  await page.getByText('Access would be blocked, by Linux stays out.').first().waitFor()
  await page.reload()
  await page.getByText('Access would be blocked, by Linux stays out.').first().waitFor()
  await page.getByRole('button', { name: 'Remove Ada Lovelace' }).waitFor()
  await page.getByRole('link', { name: 'Linux stays out' }).click()
  await page.getByRole('heading', { level: 1, name: 'Linux stays out' }).waitFor()
  expect(complaints).toEqual([])
})

test('asked the same again, it answers by the policies as they are by now', async () => {
  await using site = await openSite()
  const ada = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, {
    path: `/what-if?user=${ada.id}&client=browser`,
  })
  const { page, complaints } = admin
  await page.getByRole('heading', { name: 'Policies that will apply (2)' }).waitFor()
  await aPolicy(site.kernel, { displayName: 'New since', state: 'enabledForReportingButNotEnforced' })
  await page.getByRole('button', { name: 'What If' }).click()
  await page.getByRole('heading', { name: 'Policies that will apply (3)' }).waitFor({ timeout: 10_000 })
  expect(complaints).toEqual([])
})

test('a Security Reader asks too, in German, by address', async () => {
  await using site = await openSite()
  const ada = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.securityReader, {
    path: `/what-if?user=${ada.id}&kind=action`,
    locale: 'de-DE',
  })
  const { page, complaints } = admin
  await page.getByRole('heading', { name: 'Richtlinien, die angewendet werden (0)' }).waitFor()
  await page.getByText('Nichts außer der Anmeldung.').first().waitFor()
  await lookAt(admin, 'what-if-german')
  expect(complaints).toEqual([])
})

test('before anything was asked the page says what it is for', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path: '/what-if' })
  await admin.page.getByText('Choose a user and ask').first().waitFor()
  await lookAt(admin, 'what-if')
})

test('a Helpdesk Administrator is told that they may not, and the server refuses them', async () => {
  await using site = await openSite()
  const ada = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.helpdeskAdministrator, { path: '/what-if' })
  const { page } = admin
  await page.getByRole('heading', { name: 'You have no permission for this' }).waitFor()
  expect(await page.getByRole('button', { name: 'What If' }).count()).toBe(0)
  const status = await page.evaluate(async (userId) => {
    const signInIdentity = { '@odata.type': '#microsoft.graph.userSignIn', userId }
    const answer = await fetch('/v1.0/identity/conditionalAccess/evaluate', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signInIdentity }),
    })
    return answer.status
  }, ada.id)
  expect(status).toBe(403)
})

test('what cannot be supposed is told at its field', async () => {
  await using site = await openSite()
  const ada = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path: '/what-if' })
  const { page } = admin
  const who = page.getByRole('combobox', { name: 'User', exact: true })
  await page.getByRole('button', { name: 'What If' }).click()
  await expect.poll(() => who.getAttribute('aria-invalid')).toBe('true')
  await lookAt(admin, 'what-if-nobody')
  for (const [name, typed] of [
    ['IP address', '999.1.1.1'],
    ['Country', 'N1'],
  ] as const) {
    await page.goto(`${site.origin}/admin/what-if?user=${ada.id}`)
    const field = page.getByRole('textbox', { name })
    await field.fill(typed)
    await page.getByRole('button', { name: 'What If' }).click()
    await expect.poll(() => field.getAttribute('aria-invalid'), { message: name }).toBe('true')
    expect(await field.inputValue()).toBe(typed)
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    await lookAt(admin, `what-if-wrong-${name.slice(0, 2).toLowerCase()}`)
  }
})
