import { type Browser, chromium, type Page } from 'playwright-core'
import { startServer } from '../tests/kit/running-server.ts'
import { temporaryFolder } from '../tests/kit/temporary-folder.ts'
import { findChromium, howToGetChromium } from '../tools/ensure-browser.ts'
import type { Figure, Section } from './measure.ts'
import type { Size } from './size.ts'

interface Load {
  /** Bytes on the wire by kind of file, without the headers of the answers; `document`, `stylesheet`, `script`, `image`. */
  readonly sizes: ReadonlyMap<string, number>
  readonly paintedMilliseconds: number
}

/** Opens an address as a browser does that was never there, and waits for everything it loads. */
async function load(browser: Browser, baseURL: string, locale: string): Promise<Load> {
  await using context = await browser.newContext({ baseURL, locale })
  const page = await context.newPage()
  const sizes = new Map<string, number>()
  const measured: Promise<void>[] = []
  page.on('requestfinished', (request) => {
    if (!request.url().startsWith('http')) return
    const kind = request.resourceType()
    measured.push(
      request.sizes().then(({ responseBodySize }) => void sizes.set(kind, (sizes.get(kind) ?? 0) + responseBodySize)),
    )
  })
  await page.goto('/signin', { waitUntil: 'networkidle' })
  await Promise.all(measured)
  return { sizes, paintedMilliseconds: await firstPaint(page) }
}

function openChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(howToGetChromium)
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
}

const firstPaint = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN)

const pages = [
  { name: 'sign-in', locale: 'en-GB' },
  { name: 'sign-in in German', locale: 'de-DE' },
] as const

/** What the sign-in page weighs on its way to a browser, and when it is seen: measured in Chromium, with nothing cached. */
export async function signInPage({ rounds }: Size): Promise<Section> {
  await using folder = await temporaryFolder('bench')
  await using server = await startServer({ dataDir: folder.path })
  await using browser = await openChromium()
  const figures: Figure[] = []
  for (const { name, locale } of pages) {
    const loads: Load[] = []
    for (let round = 0; round < rounds; round++) loads.push(await load(browser, server.address, locale))
    const kinds = [...(loads[0]?.sizes.keys() ?? [])]
    const size = (sizes: Load['sizes'], kind: string) => (sizes.get(kind) ?? 0) / 1000
    const figure = (what: string, values: readonly number[]): Figure => ({
      name: `${name}: ${what}`,
      unit: 'kB',
      values,
      moreIsBetter: false,
    })
    const whole = loads.map(({ sizes }) => kinds.reduce((sum, kind) => sum + size(sizes, kind), 0))
    figures.push({ ...figure('all of it', whole), target: '< 15 kB' })
    for (const kind of kinds) {
      figures.push(
        figure(
          kind,
          loads.map(({ sizes }) => size(sizes, kind)),
        ),
      )
    }
    const painted = loads.map(({ paintedMilliseconds }) => paintedMilliseconds)
    figures.push({ name: `${name}: first paint`, unit: 'ms', values: painted, moreIsBetter: false })
  }
  return { heading: 'The sign-in page in Chromium', figures }
}
