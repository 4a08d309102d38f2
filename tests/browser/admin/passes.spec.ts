import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { instant } from '../../../src/base/time.ts'
import type { User } from '../../../src/directory/rules.ts'
import { spendPass } from '../../../src/methods/temporary-access-pass/store.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs, openAdminFor } from '../../kit/admin.ts'
import { anAdministrator, aUnit, aUser, holding, systemActor } from '../../kit/builders.ts'
import type { TestKernel } from '../../kit/kernel.ts'
import { aPass } from '../../kit/methods.ts'
import { openSite } from '../../kit/site.ts'

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name }) })
const choose = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}` }).click()

/** A pass in each state. */
async function somePasses(kernel: TestKernel): Promise<Readonly<Record<'live' | 'upcoming', User>>> {
  const person = (displayName: string) => aUser(kernel, { displayName })
  const [live, upcoming] = [await person('Lin Live'), await person('Uma Upcoming')]
  await aPass(kernel, await person('Eve Expired'), { lifetimeMinutes: 60 })
  kernel.clock.advanceSeconds(2 * 3600)
  await aPass(kernel, live, { lifetimeMinutes: 480 })
  await aPass(kernel, upcoming, { startAt: instant(Date.UTC(2026, 2, 3, 8)), lifetimeMinutes: 60 })
  const { pass } = await aPass(kernel, await person('Ugo Used'), { isUsableOnce: true })
  await kernel.store.write(systemActor(), (w) => {
    w.unrecorded('a test spends it')
    return spendPass(w, pass)
  })
  return { live, upcoming }
}

/** The statuses of the answer to revoking one pass, as whoever is signed in to the page. */
const revoke = (page: Page, userId: string, passId: string): Promise<number> =>
  page.evaluate(
    async (passes) => {
      const answer = await fetch('/api/v1/temporaryAccessPasses/revoke', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ passes }),
      })
      return answer.ok ? (await answer.json()).value[0].status : answer.status
    },
    [{ userId, passId }],
  )

test('the passes of the tenant stand in one list by their state, and the address keeps what was asked for', async () => {
  await using site = await openSite()
  const { live } = await somePasses(site.kernel)
  await using admin = await openAdminAs(site, roleIds.authenticationAdministrator, { path: '/passes' })
  const { page, complaints } = admin
  await page.getByText('2 passes', { exact: true }).first().waitFor()
  await rowOf(page, 'Lin Live').getByText('08:00:00').waitFor()
  await rowOf(page, 'Lin Live').getByText('2 Mar 2026, 19:00 CET').waitFor()
  await rowOf(page, 'Lin Live').getByText('Latchkey').waitFor()
  await rowOf(page, 'Uma Upcoming').getByText('Starts in').waitFor()
  await lookAt(admin, 'passes')
  await page.getByRole('button', { name: 'Valid until' }).click()
  await expect.poll(() => page.getByRole('row').nth(1).getByRole('link').first().textContent()).toBe('Uma Upcoming')
  expect(new URL(page.url()).searchParams.get('sort')).toBe('-endDateTime')
  await page.getByRole('tab', { name: 'Expired' }).click()
  await rowOf(page, 'Eve Expired').getByText('Never used').waitFor()
  await page.getByRole('tab', { name: 'Already used' }).click()
  await page.getByRole('columnheader', { name: 'Last used' }).waitFor()
  await rowOf(page, 'Ugo Used').getByText('One-time').waitFor()
  await lookAt(admin, 'passes-used')
  await page.getByRole('checkbox', { name: 'Never used only' }).click()
  await page.getByText('Nothing matches what you asked for').first().waitFor()
  await page.goto(`${site.origin}/admin/passes?user=${live.id}`)
  await page.getByText('1 pass', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'Remove Lin Live' }).waitFor()
  await rowOf(page, 'Lin Live').getByRole('link', { name: 'Lin Live' }).click()
  const pane = page.getByRole('dialog', { name: 'Temporary Access Pass' })
  await pane.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('heading', { level: 1, name: 'Lin Live' }).waitFor()
  expect(complaints).toEqual([])
}, 120_000)

test('chosen passes are revoked after those they belong to were named, and each refusal is told', async () => {
  await using site = await openSite()
  const { kernel } = site
  await somePasses(kernel)
  const { user: chief } = await anAdministrator(kernel, roleIds.globalAdministrator, { displayName: 'Chief Above' })
  const { user } = await anAdministrator(kernel, roleIds.privilegedAuthenticationAdministrator, { displayName: 'Desk' })
  await aPass(kernel, chief)
  await using admin = await openAdminFor(site, user, { path: '/passes' })
  const { page } = admin
  await choose(page, 'Lin Live')
  await choose(page, 'Uma Upcoming')
  await choose(page, 'Chief Above')
  await page.getByRole('button', { name: 'Revoke 3 passes' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Revoke 3 passes?' })
  await dialog.getByText('stop working at once').waitFor()
  for (const name of ['Lin Live', 'Uma Upcoming', 'Chief Above']) await dialog.getByText(name).waitFor()
  await lookAt(admin, 'passes-revoke')
  await page.route('**/temporaryAccessPasses/revoke', async (route) => {
    const answer = await route.fetch()
    const { value } = await answer.json()
    const error = { code: 'targetOutOfReach', message: 'This user is out of your reach.' }
    const refused = value.map((row: { userId: string }) =>
      row.userId === chief.id ? { ...row, status: 403, error } : row,
    )
    await route.fulfill({ response: answer, json: { value: refused } })
  })
  await dialog.getByRole('button', { name: 'Revoke 3 passes' }).click()
  await page.getByText('2 of 3 done. Refused:').first().waitFor()
  await page.getByText('This user is out of your reach.').first().waitFor()
  await page.getByRole('alertdialog', { name: 'Revoke 3 passes', exact: true }).waitFor()
  await lookAt(admin, 'passes-revoke-refused')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()
  await page.getByText('No pass is live or starts later').first().waitFor()
})

test('a desk of one unit sees the passes of its people alone', async () => {
  await using site = await openSite()
  const { kernel } = site
  const { live, upcoming } = await somePasses(kernel)
  const unit = await aUnit(kernel, { members: [live] })
  const desk = await aUser(kernel, { displayName: 'Dana Desk' })
  await holding(kernel, desk, roleIds.authenticationAdministrator, unit)
  const { pass } = await aPass(kernel, upcoming)
  await using admin = await openAdminFor(site, desk, { path: '/passes', locale: 'de-DE' })
  const { page, complaints } = admin
  await page.getByText('1 Pass', { exact: true }).first().waitFor()
  await page.getByRole('link', { name: 'Lin Live' }).waitFor()
  await lookAt(admin, 'passes-german')
  expect(complaints).toEqual([])
  expect(await revoke(page, upcoming.id, pass.id)).toBe(403)
})

test('who reads everything sees the passes and is offered nothing, and who reads the logs sees none', async () => {
  await using site = await openSite()
  const { live } = await somePasses(site.kernel)
  const { pass } = await aPass(site.kernel, live)
  await using reader = await openAdminAs(site, roleIds.globalReader, { path: '/passes?state=live' })
  await reader.page.getByText('1 pass', { exact: true }).first().waitFor()
  expect(await reader.page.getByRole('checkbox', { name: /^Select/ }).count()).toBe(0)
  expect(await reader.page.getByRole('button', { name: /Revoke|Bulk/ }).count()).toBe(0)
  expect(await revoke(reader.page, live.id, pass.id)).toBe(403)
  for (const role of [roleIds.securityReader, roleIds.helpdeskAdministrator]) {
    await using admin = await openAdminAs(site, role, { path: '/passes' })
    await admin.page.getByText('You have no permission for this').first().waitFor()
    expect(
      await admin.page
        .getByRole('navigation')
        .getByRole('link', { name: /Passes/ })
        .count(),
    ).toBe(0)
    expect(await revoke(admin.page, live.id, pass.id)).toBe(403)
    if (role === roleIds.securityReader) await lookAt(admin, 'passes-refused')
  }
})
