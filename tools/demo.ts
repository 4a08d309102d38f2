import { createServer } from 'node:net'
import { seededRandom } from '../src/base/random.ts'
import { realOutside } from '../src/main/compose.ts'
import { serve } from '../src/main/serve.ts'
import { ensureWebBundle } from './build-web.ts'
import { type DemoFolder, openFolder } from './demo/folder.ts'
import { greeting } from './demo/greeting.ts'
import { type AskedDemo, DemoRefused, help, readOptions } from './demo/options.ts'
import { demoSettings, prepareTenant, requireEmptyDatabase } from './demo/tenant.ts'

/** Tells on one line of the terminal what is being made, else on a line for each kind of thing. */
function teller(): { tell(what: string): void; end(): void } {
  const { isTTY } = process.stderr
  const startedAt = performance.now()
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  return {
    tell: (what) => {
      if (isTTY) process.stderr.write(`\r\u001b[K  making a tenant: ${what}`)
      else if (!/^\d+ of/.test(what)) process.stderr.write(`  making a tenant: ${what}\n`)
    },
    end: () => process.stderr.write(`${isTTY ? '\r\u001b[K' : ''}  made in ${seconds()}\n`),
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)))
  })

async function portFor({ port, isPortFixed }: AskedDemo): Promise<number> {
  const last = isPortFixed ? port : Math.min(port + 50, 65_535)
  for (let tried = port; tried <= last; tried++) if (await isFree(tried)) return tried
  throw new DemoRefused(
    isPortFixed ? `Something listens on port ${port} already.` : `No port from ${port} to ${last} is free.`,
  )
}

async function run(asked: AskedDemo, folder: DemoFolder): Promise<void> {
  const port = await portFor(asked)
  if (asked.databaseUrl !== undefined) await requireEmptyDatabase(asked.databaseUrl)
  const settings = demoSettings(folder.path, port, asked.databaseUrl)
  await ensureWebBundle()
  const { tell, end } = teller()
  const personas = await prepareTenant(settings, folder, { ...asked, random: seededRandom(asked.seed), progress: tell })
  end()
  const server = await serve(settings, realOutside(settings))
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  process.stdout.write(greeting(settings.publicUrl, personas, timeZone))
  await toldToStop()
  await server.stop()
}

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })

async function demo(argv: readonly string[]): Promise<number> {
  const asked = readOptions(argv)
  if (asked.isHelp) {
    process.stdout.write(help)
    return 0
  }
  const folder = await openFolder(asked.keep)
  try {
    await run(asked, folder)
    return 0
  } finally {
    await folder.leave()
  }
}

try {
  process.exitCode = await demo(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof DemoRefused)) throw error
  process.stderr.write(`demo: ${error.message}\n`)
  process.exitCode = 2
}
