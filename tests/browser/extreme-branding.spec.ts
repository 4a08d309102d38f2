import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { setLogo, updateBranding } from '../../src/branding/service.ts'
import { renameOrganization } from '../../src/directory/service.ts'
import { preparePassword, setPassword } from '../../src/methods/password/service.ts'
import { expectAccessible, openPage } from '../kit/browser.ts'
import { aUser, systemActor } from '../kit/builders.ts'
import { aPng } from '../kit/pictures.ts'
import { openSite, type TestSite } from '../kit/site.ts'

const password = 'seven grey herons wade'
const upn = `${'ada'.repeat(20)}@example.com`

/** Everything an administrator may choose, as long and as broad as it may be, without a place to break. */
const extremes = [
  { name: 'white, a wide logo', backgroundColor: '#ffffff', letter: 'W', banner: [735, 1], square: [240, 240] },
  { name: 'black, a tall logo', backgroundColor: '#000000', letter: 'M', banner: [1, 108], square: [1, 240] },
] as const

/** WCAG 1.4.10, and 200 % of a small laptop: 640 by 400 CSS pixels are what is left of 1280 by 800. */
const viewports: readonly BrowserContextOptions[] = [
  { viewport: { width: 320, height: 640 } },
  { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
]

async function brand(site: TestSite, { backgroundColor, letter, banner, square }: (typeof extremes)[number]) {
  const { kernel } = site
  const organization = kernel.tenant.id
  const change = {
    backgroundColor,
    signInPageText: letter.repeat(1024),
    usernameHintText: letter.repeat(64),
  }
  await updateBranding(kernel, systemActor(), { organization, change })
  await setLogo(kernel, systemActor(), { organization, kind: 'bannerLogo', contents: aPng(banner[0], banner[1]) })
  await setLogo(kernel, systemActor(), { organization, kind: 'squareLogo', contents: aPng(square[0], square[1]) })
}

/** What does not fit: the page where it scrolls sideways, and what reaches beyond it or is cut. */
const misfits = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const named = (element: Element) =>
      `${element.tagName}.${element.className} ${element.textContent?.trim().slice(0, 40)}`
    const found = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect()
      if (width <= 1 || height <= 1 || element.closest('svg, dialog:not([open])')) return false
      if (left < -0.5 || right > clientWidth + 0.5) return true
      const isCut = getComputedStyle(element).overflow !== 'visible' && element.tagName !== 'INPUT'
      return isCut && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
    })
    return [...(scrollWidth > clientWidth ? [`scrolls to ${scrollWidth}`] : []), ...found.map(named)]
  })

async function fits(page: Page, name: string): Promise<void> {
  expect(await misfits(page), name).toEqual([])
}

async function nameYourself(page: Page): Promise<void> {
  await page.goto('/signin')
  await fits(page, 'identify')
  await page.getByLabel('User name').fill(upn)
  await page.getByRole('button', { name: 'Next' }).click()
}

describe.each(extremes)('$name', (extreme) => {
  test.each(viewports)('every step fits into $viewport, with and without script', async (viewport) => {
    await using site = await openSite()
    const { kernel } = site
    await brand(site, extreme)
    await renameOrganization(kernel, systemActor(), {
      organization: kernel.tenant.id,
      displayName: extreme.letter.repeat(256),
    })
    const user = await aUser(kernel, { userPrincipalName: upn, displayName: extreme.letter.repeat(256) })
    const prepared = await preparePassword(kernel, user, password)
    await kernel.store.write(systemActor(), async (w) => {
      w.unrecorded('set up by a test')
      await setPassword(w, user.id, prepared, { mustChange: false })
    })
    const code = await site.passFor(user, { isUsableOnce: false })
    for (const javaScriptEnabled of [true, false]) {
      await using opened = await openPage({ baseURL: site.origin, javaScriptEnabled, ...viewport })
      const { page } = opened
      await nameYourself(page)
      await page.getByLabel('Temporary Access Pass').waitFor()
      await fits(page, 'pass')
      await page.getByLabel('Temporary Access Pass').fill('AAAA AAAA')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('alert').waitFor()
      await fits(page, 'wrong pass')
      await page.getByRole('button', { name: 'Use your password' }).click()
      await page.getByLabel('Password', { exact: true }).waitFor()
      await fits(page, 'password')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('Your password was step 1 of 2').waitFor()
      await fits(page, 'second step')
      if (javaScriptEnabled) await expectAccessible(page)
      await page.context().clearCookies()
      await nameYourself(page)
      await page.getByLabel('Temporary Access Pass').fill(code)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { name: 'Security info' }).waitFor()
      await fits(page, 'security info')
      if (javaScriptEnabled) await expectAccessible(page)
      await page.goto('/security-info/passkeys/new')
      await fits(page, 'add a passkey')
      await page.goto('/security-info/authenticator-apps/new')
      await fits(page, 'add an app')
      await page.goto('/security-info/sign-out-everywhere')
      await fits(page, 'sign out everywhere')
      await page.goto('/security-info/password')
      await fits(page, 'change password')
      await page.goto('/nowhere')
      await fits(page, 'not found')
    }
  })
})
