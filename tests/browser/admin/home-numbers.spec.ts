import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { instant } from '../../../src/base/time.ts'
import { disableUser } from '../../../src/directory/service.ts'
import { setExclusionEnd } from '../../../src/policies/conditional-access/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { aPolicy } from '../../kit/access-in-force.ts'
import { openAdminAs } from '../../kit/admin.ts'
import { anAdministrator, anExternalGuest, aUser, systemActor } from '../../kit/builders.ts'
import type { TestKernel } from '../../kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../kit/methods.ts'
import { signedInByPass } from '../../kit/sessions.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const hour = 3600

const failedRedemption = (kernel: TestKernel, errorCode: 130503 | 50126) =>
  kernel.store.write(systemActor(), async (w) =>
    w.signIn({
      subject: { kind: 'user', userId: null, userPrincipalName: 'ada@example.com', displayName: 'Ada' },
      app: { appId: '00000000-0000-4000-8000-0000000000c1', displayName: 'App' },
      errorCode,
      details: [{ at: w.now, authenticationMethod: 'Temporary Access Pass', succeeded: false, resultDetail: '' }],
      requirement: 'singleFactorAuthentication',
    }),
  )

/** Something of everything that is counted, and beside each what is nearly the same and is not. */
async function furnish({ kernel }: TestSite): Promise<void> {
  const person = () => aUser(kernel)
  await aPass(kernel, await person(), { lifetimeMinutes: 60 })
  await failedRedemption(kernel, 130503)
  kernel.clock.advanceSeconds(8 * 24 * hour)
  await aPass(kernel, await person(), { lifetimeMinutes: 60 })
  await signedInByPass(kernel, await person(), { lifetimeMinutes: 60, isUsableOnce: false })
  await failedRedemption(kernel, 130503)
  kernel.clock.advanceSeconds(48 * hour)
  await failedRedemption(kernel, 130503)
  await failedRedemption(kernel, 50126)
  for (const hours of [1, 2, 3, 48]) {
    await aPass(kernel, await person(), { startAt: instant(kernel.clock.now() + hours * hour * 1000) })
  }
  for (const _ of [1, 2]) await aPass(kernel, await person())
  await aPasskey(kernel, await person())
  await anAuthenticatorApp(kernel, await person())
  await aPassword(kernel, await person())
  await disableUser(kernel, systemActor(), { user: (await person()).id })
  await anExternalGuest(kernel)
  await anAdministrator(kernel, roleIds.reportsReader)
  await exempt(kernel)
}

/** Two for good, one until tomorrow, one for a month; and two from a policy that is not in force. */
async function exempt(kernel: TestKernel): Promise<void> {
  const names = ['Ann', 'Ben', 'Cem', 'Dan']
  const people = await Promise.all(names.map((displayName) => aUser(kernel, { displayName })))
  const users = { excludeUsers: people.map(({ id }) => id) }
  const grant = { builtInControls: ['mfa' as const] }
  const policy = await aPolicy(kernel, { displayName: 'Proof for all', users, grant })
  const state = 'enabledForReportingButNotEnforced' as const
  const other = await aPolicy(kernel, { displayName: 'To come', state, users, grant })
  const [ann, ben] = people
  const endIn = (policyId: string, userId: string | undefined, days: number) =>
    setExclusionEnd(kernel, systemActor(), {
      id: `${policyId}_user_${userId}`,
      endAt: instant(kernel.clock.now() + days * 24 * hour * 1000),
    })
  await endIn(policy.id, ann?.id, 1)
  await endIn(policy.id, ben?.id, 30)
  await endIn(other.id, ann?.id, 1)
}

const attention = (page: Page) => page.getByRole('region', { name: 'Needs attention' })

/** What the number says, and how many rows its link leads to. */
async function followed(page: Page, label: string, heading: string): Promise<readonly [number, number]> {
  await page.getByRole('link', { name: 'Home' }).first().click()
  const card = attention(page)
    .locator('div')
    .filter({ has: page.getByRole('heading', { name: heading, exact: true }) })
  const item = card.last().getByRole('listitem').filter({ hasText: label })
  const number = Number((await item.innerText()).match(/\d+$/)?.[0])
  await item.getByRole('link').click()
  await page.getByRole('table').first().waitFor()
  const footer = page.getByText(/^\d+ items?$/)
  await footer.waitFor()
  return [number, Number.parseInt(await footer.innerText(), 10)]
}

const passes = 'Temporary Access Passes'

test.each([
  [passes, 'Live now', 2],
  [passes, 'Start within 24 hours', 3],
  [passes, 'Expired unused, last 7 days', 1],
  ['People', 'With an enabled account', 18],
  ['People', 'No phishing-resistant method', 16],
  ['People', 'No method at all', 14],
  ['People', 'Administrators without a phishing-resistant method', 1],
  ['Failed redemptions', 'Last 24 hours', 1],
  ['Failed redemptions', 'Last 7 days', 2],
  ['Exclusions from policies', 'Without an end', 2],
  ['Exclusions from policies', 'End within 7 days', 1],
])('on Home, %s: %s leads to as many rows as it says', async (heading, label, count) => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.globalAdministrator)
  expect(await followed(admin.page, label, heading)).toEqual([count, count])
  expect(admin.complaints).toEqual([])
})
