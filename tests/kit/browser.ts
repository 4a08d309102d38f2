import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium, howToGetChromium } from '../../tools/ensure-browser.ts'

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let running: Promise<Browser> | undefined

/** The one Chromium of this worker; it ends with the worker. */
function openBrowser(): Promise<Browser> {
  running ??= launch()
  return running
}

function launch(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(howToGetChromium)
  // Chromium refuses to run its sandbox as root.
  return chromium.launch({ executablePath, args: quiet, chromiumSandbox: process.getuid?.() !== 0 })
}

/** A page in a browser profile of its own, and everything it complained about in its console. */
export interface TestPage extends AsyncDisposable {
  readonly page: Page
  /** Script errors, refusals by the Content-Security-Policy and failed loads, in order. */
  readonly complaints: readonly string[]
}

/** Opens a page with no cookies and no credentials; `await using` closes it with its profile. */
export async function openPage(options: BrowserContextOptions = {}): Promise<TestPage> {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() }
}

/** The guards at the ends of an open dialog, which hand the focus on and never keep it. */
const focusGuards = '[data-tabster-dummy]'

/**
 * Fails with every serious or critical finding of axe, in light and in dark.
 *
 * What axe finds only while something is on its way, and not half a second later, does not count.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const findings: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await showScheme(page, colorScheme)
    if ((await findingsIn(page, colorScheme)).length === 0) continue
    await page.waitForTimeout(500)
    findings.push(...(await findingsIn(page, colorScheme)))
  }
  await page.emulateMedia({ colorScheme: null })
  if (findings.length > 0) throw new Error(`axe found on ${page.url()}:\n${findings.join('\n')}`)
}

async function findingsIn(page: Page, colorScheme: 'light' | 'dark'): Promise<readonly string[]> {
  // Pages of ours hold no frames, so the page itself can be looked at without a second one beside it.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude(focusGuards).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const places = nodes.map((node) => node.target.join(' ')).join(', ')
      return `${colorScheme}: ${id} (${help}) at ${places}`
    })
}

/** Where scripts are switched off, no frame is ever told of. */
const framesWithinMilliseconds = 1000

/** Light or dark, once the page has drawn it and no colour is on its way from one to the other. */
async function showScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  const settled = page.evaluate(async (wanted) => {
    const { dataset } = document.documentElement
    const isShown = () => dataset['theme'] === undefined || dataset['theme'] === wanted
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let frames = 0; frames < 2 || !isShown(); frames += 1) await frame()
    for (const animation of document.getAnimations()) {
      if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish()
    }
  }, colorScheme)
  await Promise.race([settled, page.waitForTimeout(framesWithinMilliseconds)])
}

const screenshots = join(import.meta.dirname, '..', 'browser', 'screenshots')

/**
 * Takes the whole page at 1280 and 390 wide, light and dark, as `<name>-1280-light.png` and so on.
 *
 * Only where `LATCHKEY_TEST_SCREENSHOTS` is set: they are for people to look at, and no test depends on them.
 */
export async function takeScreenshots(
  page: Page,
  name: string,
  isWanted = process.env['LATCHKEY_TEST_SCREENSHOTS'] !== undefined,
): Promise<void> {
  if (!isWanted) return
  await mkdir(screenshots, { recursive: true })
  const before = page.viewportSize()
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await showScheme(page, colorScheme)
      await page.evaluate(() => window.scrollTo(0, 0))
      await page.screenshot({ path: join(screenshots, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: null })
  if (before) await page.setViewportSize(before)
}
