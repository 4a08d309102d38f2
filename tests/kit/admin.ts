import { expect } from 'vitest'
import type { User } from '../../src/directory/rules.ts'
import { expectAccessible, openPage, type TestPage, takeScreenshots } from './browser.ts'
import { anAdministrator } from './builders.ts'
import { signedInByPasskey } from './sessions.ts'
import type { TestSite } from './site.ts'

/** A browser in the admin center. */
export interface AdminPage extends TestPage {
  readonly user: User
}

interface Opening {
  /** Below `/admin`. */
  readonly path?: string
  /** The browser's language; English unless given. */
  readonly locale?: string
}

/**
 * Opens the admin center as somebody who signed in with a passkey.
 *
 * The browser tells the time of the server, so that countdowns agree.
 */
export async function openAdminFor(site: TestSite, user: User, opening: Opening = {}): Promise<AdminPage> {
  const { path = '/', locale = 'en-GB' } = opening
  const { session } = await signedInByPasskey(site.kernel, user)
  if (session === undefined) throw new Error('Nobody was signed in')
  const opened = await openPage({ baseURL: site.origin, locale, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' })
  await opened.page.context().addCookies([{ name: 'latchkey-session', value: session, url: site.origin }])
  await opened.page.clock.setFixedTime(site.kernel.clock.now())
  await opened.page.goto(path === '/' ? '/admin' : `/admin${path}`)
  return { ...opened, user }
}

/** The same as a new person who holds the role with this template id. */
export async function openAdminAs(site: TestSite, roleId: string, opening: Opening = {}): Promise<AdminPage> {
  const { user } = await anAdministrator(site.kernel, roleId, { displayName: 'Grace Admin' })
  return openAdminFor(site, user, opening)
}

/**
 * Axe finds nothing in both themes, lists cut nothing off, nothing scrolls sideways on a phone,
 * and pictures are taken in four variants.
 */
export async function lookAt({ page }: Pick<TestPage, 'page'>, name: string): Promise<void> {
  await expectAccessible(page)
  expect(await page.evaluate(cutOff)).toEqual([])
  await page.setViewportSize({ width: 390, height: 800 })
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1280, height: 800 })
  await takeScreenshots(page, `admin-${name}`)
}

/** What of the lists stands outside its cell without an ellipsis, or is a moment that is cut at all; runs in the page. */
function cutOff(): readonly string[] {
  return [...document.querySelectorAll('tr[data-index] > td')].flatMap((cell) => {
    const box = cell.getBoundingClientRect()
    const edge = box.right - Number.parseFloat(getComputedStyle(cell).paddingRight) + 1
    const outside = [...cell.querySelectorAll('*')].filter((part) => {
      const { right, bottom, width } = part.getBoundingClientRect()
      const isOfOnePiece = part.tagName === 'TIME' || getComputedStyle(part).display.startsWith('inline-')
      return width > 0 && (bottom > box.bottom + 1 || (isOfOnePiece && right > edge))
    })
    return outside.map((part) => `${part.tagName} ${part.textContent}`)
  })
}
