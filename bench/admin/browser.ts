import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium, howToGetChromium } from '../../tools/ensure-browser.ts'
import { percentile } from '../measure.ts'

/** What one round measured; kilobytes are those on the wire, times are milliseconds. */
export interface Figures {
  readonly signInKilobytes: number
  readonly homeKilobytes: number
  readonly firstRow: number
  readonly firstFound: number
  readonly medianFrame: number
  readonly slowFrame: number
  readonly worstFrame: number
}

export async function openChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(howToGetChromium)
  const args = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update']
  return chromium.launch({ executablePath, args, chromiumSandbox: process.getuid?.() !== 0 })
}

/** Everything once, in a browser profile that has nothing stored. */
export async function measureRound(browser: Browser, address: string, session: string): Promise<Figures> {
  const signInKilobytes = await inNewContext(browser, undefined, address, async (page) => {
    const count = await counting(page)
    await page.goto(`${address}/signin`, { waitUntil: 'networkidle' })
    return count()
  })
  const homeKilobytes = await inNewContext(browser, session, address, async (page) => {
    const count = await counting(page)
    await page.goto(`${address}/admin`)
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    await page.waitForLoadState('networkidle')
    return count()
  })
  const list = await inNewContext(browser, session, address, measureList)
  return { signInKilobytes, homeKilobytes, ...list }
}

async function inNewContext<Result>(
  browser: Browser,
  session: string | undefined,
  address: string,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context: BrowserContext = await browser.newContext({
    baseURL: address,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  })
  try {
    if (session !== undefined) await context.addCookies([{ name: 'latchkey-session', value: session, url: address }])
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

/** Counts what comes over the wire, headers included, from now on; tells it in kilobytes. */
async function counting(page: Page): Promise<() => number> {
  const protocol = await page.context().newCDPSession(page)
  let bytes = 0
  protocol.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await protocol.send('Network.enable')
  return () => bytes / 1000
}

const scrolledMilliseconds = 3000

async function measureList(page: Page) {
  await page.goto('/admin', { waitUntil: 'networkidle' })
  const firstRow = await untilRow(page, '/v1.0/users?', '', () =>
    page.getByRole('link', { name: 'Users', exact: true }).click(),
  )
  const frames = await framesWhileScrolling(page)
  await page.evaluate(() => window.scrollTo(0, 0))
  const found = 'Henrik Garcia 3'
  const firstFound = await untilRow(page, '$search', found, () => page.getByRole('searchbox').fill(found))
  return { firstRow, firstFound, ...frames }
}

/** From the start of the request whose address holds the mark to the frame after the first row with the text. */
async function untilRow(page: Page, mark: string, text: string, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => performance.clearResourceTimings())
  const shown = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const row = document.querySelector('tr[data-index="0"] a')
          if (row?.textContent?.startsWith(wanted)) requestAnimationFrame(() => resolve(performance.now()))
          else requestAnimationFrame(look)
        }
        look()
      }),
    text,
  )
  await act()
  const shownAt = await shown
  const startedAt = await page.evaluate(
    (part) => performance.getEntriesByType('resource').find(({ name }) => name.includes(part))?.startTime,
    mark,
  )
  if (startedAt === undefined) throw new Error(`No request was made with ${mark} in its address`)
  return shownAt - startedAt
}

async function framesWhileScrolling(page: Page) {
  await page.mouse.move(700, 500)
  const measuring = page.evaluate(
    (length) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = []
        let before = performance.now()
        const startedAt = before
        const frame = (now: number) => {
          frames.push(now - before)
          before = now
          if (now - startedAt < length) requestAnimationFrame(frame)
          else resolve(frames.slice(2))
        }
        requestAnimationFrame(frame)
      }),
    scrolledMilliseconds,
  )
  let isScrolling = true
  const scrolling = (async () => {
    while (isScrolling) {
      await page.mouse.wheel(0, 120)
      await new Promise((resolve) => setTimeout(resolve, 16))
    }
  })()
  const frames = await measuring
  isScrolling = false
  await scrolling
  return {
    medianFrame: percentile(frames, 0.5),
    slowFrame: percentile(frames, 0.99),
    worstFrame: Math.max(...frames),
  }
}
