import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { deletePolicy, listPolicies, updatePolicy } from '../../../src/policies/conditional-access/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { aPolicy } from '../../kit/access-in-force.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { anAdministrator, systemActor } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const stored = async ({ kernel }: TestSite) => (await listPolicies(kernel, systemActor())).policies
const section = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })

/** A policy that is off, open in the editor. */
async function opened(site: TestSite, given: Parameters<typeof aPolicy>[1] = {}) {
  await anAdministrator(site.kernel, roleIds.globalAdministrator)
  const policy = await aPolicy(site.kernel, {
    displayName: 'In work',
    state: 'disabled',
    grant: { builtInControls: ['mfa'] },
    ...given,
  })
  const path = `/conditional-access/${policy.id}`
  const admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  await admin.page.getByLabel('Name').waitFor()
  return { admin, policy }
}

test('what somebody else changed in between is not written over, and what was typed is laid over it', async () => {
  await using site = await openSite()
  const { admin: open, policy } = await opened(site)
  await using admin = open
  const { page } = admin
  await page.getByLabel('Name').fill('Mine')
  await section(page, 'Conditions').click()
  await page.getByRole('switch', { name: 'Sign-in risk' }).click()
  await updatePolicy(site.kernel, systemActor(), {
    id: policy.id,
    change: { state: 'enabledForReportingButNotEnforced' },
  })
  await page.getByRole('button', { name: 'Save' }).click()
  const there = page.getByRole('button', { name: 'Show what is there now' })
  await there.waitFor()
  await page.getByText('Somebody else changed this in the meantime').first().waitFor()
  await lookAt(admin, 'conditional-access-conflict')
  expect(await stored(site)).toMatchObject([{ displayName: 'In work', state: 'enabledForReportingButNotEnforced' }])
  await there.click()
  await expect.poll(() => page.getByRole('radio', { name: 'Report-only' }).isChecked()).toBe(true)
  expect(await page.getByLabel('Name').inputValue()).toBe('Mine')
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await stored(site))[0]?.displayName).toBe('Mine')
  expect(await stored(site)).toMatchObject([
    { state: 'enabledForReportingButNotEnforced', conditions: { signInRiskLevels: ['high'] } },
  ])
  await page.getByLabel('Name').fill('Mine again')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await stored(site))[0]?.displayName).toBe('Mine again')
})

test('what the editor has no box for is shown, and kept when something beside it is chosen', async () => {
  await using site = await openSite()
  const { admin: open } = await opened(site, {
    conditions: { signInRiskLevels: ['high', 'hidden'], clientAppTypes: ['browser', 'easSupported'] },
  })
  await using admin = open
  const { page, complaints } = admin
  await section(page, 'Conditions').click()
  const risk = page.getByRole('group', { name: 'Sign-in risk' })
  expect(await risk.getByRole('checkbox', { name: 'hidden' }).isChecked()).toBe(true)
  await risk.getByRole('checkbox', { name: 'Medium' }).click()
  await page.getByRole('group', { name: 'Client apps' }).getByRole('checkbox', { name: 'Mobile apps' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved: In work', { exact: true }).last().waitFor()
  const [policy] = await stored(site)
  expect(policy?.conditions.signInRiskLevels.toSorted()).toEqual(['hidden', 'high', 'medium'])
  expect(policy?.conditions.clientAppTypes.toSorted()).toEqual([
    'browser',
    'easSupported',
    'mobileAppsAndDesktopClients',
  ])
  expect(complaints).toEqual([])
})

test('of a policy deleted in the middle of changing it nobody asks whether to leave it unsaved', async () => {
  await using site = await openSite()
  const { admin: open } = await opened(site)
  await using admin = open
  const { page, complaints } = admin
  await page.getByLabel('Name').fill('Never saved')
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Deleted: In work', { exact: true }).last().waitFor()
  await page.getByRole('heading', { level: 1, name: 'Conditional Access' }).waitFor()
  expect(await page.getByRole('alertdialog').count()).toBe(0)
  expect(await stored(site)).toEqual([])
  expect(complaints).toEqual([])
})

test('what was to be met is kept while Block access is tried, and not sent with it', async () => {
  await using site = await openSite()
  const { admin: open } = await opened(site, {
    grant: { builtInControls: ['mfa', 'compliantDevice'], operator: 'AND' },
  })
  await using admin = open
  const { page, complaints } = admin
  const sentence = page.getByRole('complementary').getByRole('status')
  const before = await sentence.innerText()
  await section(page, 'Grant').click()
  await page.getByRole('radio', { name: 'Block access' }).click()
  await expect.poll(() => sentence.innerText()).not.toBe(before)
  expect(await sentence.innerText()).not.toContain('multifactor')
  await page.getByRole('radio', { name: 'Grant access' }).click()
  await expect.poll(() => sentence.innerText()).toBe(before)
  expect(await page.getByRole('radio', { name: 'Require all the selected controls' }).isChecked()).toBe(true)
  await page.getByRole('radio', { name: 'Block access' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved: In work', { exact: true }).last().waitFor()
  expect(await stored(site)).toMatchObject([{ grantControls: { builtInControls: ['block'], operator: 'OR' } }])
  expect(complaints).toEqual([])
})

test('a deleted policy is restored once, however often its button is pressed', async () => {
  await using site = await openSite()
  const { admin: open, policy } = await opened(site)
  await using admin = open
  const { page, complaints } = admin
  await deletePolicy(site.kernel, systemActor(), { id: policy.id })
  await page.goto(`${site.origin}/admin/conditional-access`)
  await page.getByRole('button', { name: 'Deleted policies' }).click()
  const { promise, resolve } = Promise.withResolvers<void>()
  const asked: string[] = []
  await page.route(/\/restore$/, async (route) => {
    asked.push(route.request().url())
    await promise
    await route.continue()
  })
  const restore = page.getByRole('button', { name: 'Restore In work' })
  await restore.click()
  await restore.click({ force: true })
  await expect.poll(() => asked.length).toBe(1)
  resolve()
  await page.getByText('No policy was deleted in the last thirty days').first().waitFor()
  expect(asked).toHaveLength(1)
  expect(complaints).toEqual([])
})
