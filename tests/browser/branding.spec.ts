import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { removeLogo, setLogo, updateBranding } from '../../src/branding/service.ts'
import { openPage, takeScreenshots } from '../kit/browser.ts'
import { aUser, systemActor } from '../kit/builders.ts'
import { look } from '../kit/look.ts'
import { aPng } from '../kit/pictures.ts'
import { openSite, type TestSite } from '../kit/site.ts'

const texts = {
  backgroundColor: '#7a1fa2',
  signInPageText: 'Stuck? Call the service desk: 030 5550100\nMonday to Friday, 7 to 18',
  usernameHintText: 'first.last@example.com',
}

const brand = async ({ kernel }: TestSite, change: Parameters<typeof updateBranding>[2]['change'] = texts) =>
  updateBranding(kernel, systemActor(), { organization: kernel.tenant.id, change })

const put = ({ kernel }: TestSite, kind: 'bannerLogo' | 'squareLogo', contents: Uint8Array) =>
  setLogo(kernel, systemActor(), { organization: kernel.tenant.id, kind, contents })

const colourOf = (page: Page, selector: string, property: 'background-color' | 'color') =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)

test('the pages wear the tenant’s colour, pictures and words, under the same content policy', async () => {
  await using site = await openSite()
  await brand(site)
  await put(site, 'bannerLogo', aPng(245, 36, [0x7a, 0x1f, 0xa2]))
  await put(site, 'squareLogo', aPng(64, 64, [0x7a, 0x1f, 0xa2]))
  const code = await site.passFor(await aUser(site.kernel, { userPrincipalName: 'ada@example.com' }))
  await using opened = await openPage({ baseURL: site.origin, colorScheme: 'light' })
  const { page, complaints } = opened
  const answer = await page.goto('/signin')
  expect(answer?.headers()['content-security-policy']).toContain("style-src 'self'; img-src 'self' data:;")
  expect(await colourOf(page, 'button.primary', 'background-color')).toBe('rgb(122, 31, 162)')
  const banner = page.getByRole('img', { name: 'Example' })
  expect(await banner.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth])).toEqual([true, 245])
  await look(page, 'branded-identify')
  await page.getByLabel('User name').fill('ada@example.com')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('Stuck? Call the service desk').waitFor()
  await look(page, 'branded-prove-pass')
  await page.getByLabel('Temporary Access Pass').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
  expect(await page.getByText('Stuck?').count()).toBe(0)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  const [logo, signOut] = await Promise.all(
    [banner, page.getByRole('button', { name: 'Sign out', exact: true })].map((each) => each.boundingBox()),
  )
  expect((logo?.x ?? 0) + (logo?.width ?? 0)).toBeLessThan(signOut?.x ?? 0)
  await look(page, 'branded-security-info')
  expect(complaints).toEqual([])
})

test('a colour that text cannot be read in is shown so that it can, and a page follows a change at once', async () => {
  await using site = await openSite()
  await using opened = await openPage({ baseURL: site.origin, colorScheme: 'light' })
  const { page } = opened
  await page.goto('/signin')
  const before = await colourOf(page, 'button.primary', 'background-color')
  for (const [backgroundColor, shown] of [
    ['#ffff00', 'rgb(115, 115, 0)'],
    ['#ffffff', 'rgb(112, 112, 112)'],
    ['#000000', 'rgb(0, 0, 0)'],
  ] as const) {
    await brand(site, { backgroundColor })
    await page.reload()
    expect(await colourOf(page, 'button.primary', 'background-color')).toBe(shown)
    await look(page, `branded-${backgroundColor.slice(1)}`)
  }
  await brand(site, { backgroundColor: null })
  await page.reload()
  expect(await colourOf(page, 'button.primary', 'background-color')).toBe(before)
})

test('whoever chose colours of their own keeps them', async () => {
  await using site = await openSite()
  await brand(site)
  await using opened = await openPage({ baseURL: site.origin, forcedColors: 'active' })
  const { page } = opened
  await page.goto('/signin')
  expect(
    await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()),
  ).toBe('LinkText')
  await takeScreenshots(page, 'branded-forced-colors')
})

test('words that look like code stay words, and a picture of another site cannot come in', async () => {
  await using site = await openSite()
  await using opened = await openPage({ baseURL: site.origin })
  const { page, complaints } = opened
  const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'brandingInvalid' })
  await refused(brand(site, { signInPageText: '<img src=x onerror=alert(1)>' }))
  await refused(brand(site, { backgroundColor: '#000;background:url(https://evil.example)' }))
  await refused(put(site, 'bannerLogo', await readFile(join(import.meta.dirname, '../../README.md'))))
  const signInPageText = '"> & {{x}} \u0024{y} < main >'
  await brand(site, { signInPageText, usernameHintText: "' onfocus='alert(1)" })
  await page.goto('/signin')
  await page.getByText(signInPageText).waitFor()
  await page.getByText("' onfocus='alert(1)").waitFor()
  await page.getByLabel('User name').focus()
  expect(complaints).toEqual([])
})

test('a picture that is gone leaves the name', async () => {
  await using site = await openSite()
  await put(site, 'bannerLogo', aPng(100, 30))
  await using opened = await openPage({ baseURL: site.origin })
  const { page } = opened
  await page.goto('/signin')
  await page.getByRole('img', { name: 'Example' }).waitFor()
  await removeLogo(site.kernel, systemActor(), { organization: site.kernel.tenant.id, kind: 'bannerLogo' })
  await page.reload()
  expect(await page.locator('header').innerText()).toBe('Example')
})
