import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { navigation } from '../../../web/portal/shell/navigation.ts'
import { openAdminAs } from '../../kit/admin.ts'
import { aUser } from '../../kit/builders.ts'
import { openSite } from '../../kit/site.ts'

const paths = navigation.flatMap(({ items }) => items.map(({ path }) => path))

/** What everybody with a role may look at, and is in the menu only where there is something to do. */
const readable = ['/deleted-users', '/branding']

const roles = [
  'conditionalAccessAdministrator',
  'securityReader',
  'authenticationPolicyAdministrator',
  'reportsReader',
  'globalReader',
  'helpdeskAdministrator',
  'userAdministrator',
  'groupsAdministrator',
  'privilegedRoleAdministrator',
] as const

/** The requests of a page that have no answer yet. */
function unanswered(page: Page): ReadonlySet<Request> {
  const open = new Set<Request>()
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return open
}

/** Waits until everything was answered, also what was asked because of an answer. */
async function answered(page: Page, open: ReadonlySet<Request>): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    await expect.poll(() => open.size, { timeout: 15_000 }).toBe(0)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  }
}

/** Goes to a page as Back and Forward do, which loads nothing anew. */
async function go(page: Page, path: string): Promise<void> {
  const before = await page.title()
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  }, `/admin${path}`)
  await page.waitForFunction((title) => document.title !== title, before)
}

test.each(roles)(
  'nothing is refused on the pages that the menu offers a %s, and every other page says so',
  { timeout: 180_000 },
  async (role) => {
    await using site = await openSite()
    await site.passFor(await aUser(site.kernel))
    await using admin = await openAdminAs(site, roleIds[role])
    const { page, complaints } = admin
    const refused: string[] = []
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (response.status() >= 400) refused.push(`${new URL(page.url()).pathname}: ${response.status()} ${pathname}`)
    })
    const menu = page.getByRole('navigation', { name: 'Admin center' })
    await menu.getByRole('link', { name: 'Users', exact: true }).waitFor()
    const open = unanswered(page)
    const links = await menu.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    const isOffered = (path: string) => path === '/' || links.includes(`/admin${path}`)
    const noPermission = page.getByText('You have no permission for this')
    for (const path of paths.filter((one) => one !== '/' && (isOffered(one) || readable.includes(one)))) {
      await go(page, path)
      await answered(page, open)
      expect(await noPermission.count(), path).toBe(0)
    }
    expect(refused).toEqual([])
    expect(complaints).toEqual([])
    for (const path of paths.filter((one) => !isOffered(one) && !readable.includes(one))) {
      await go(page, path)
      await noPermission.first().waitFor()
    }
  },
)
