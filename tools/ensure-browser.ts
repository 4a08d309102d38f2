import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The Chromium or Chrome to test with: `LATCHKEY_CHROMIUM`, or one at a usual place. */
export function findChromium(): string | undefined {
  const named = process.env['LATCHKEY_CHROMIUM']
  if (named === undefined) return places.find((path) => existsSync(path))
  if (!existsSync(named)) throw new Error(`LATCHKEY_CHROMIUM names ${named}, and there is no such file`)
  return named
}

export const howToGetChromium =
  'No Chromium was found. Install it ("apt-get install chromium" as root on Debian and Ubuntu), ' +
  'or set LATCHKEY_CHROMIUM to the path of a Chromium or Chrome, and run the tests again.'

/**
 * The Chromium to test with; installs Debian's where that can be done without asking.
 *
 * Throws with what a person has to do otherwise.
 */
export function ensureChromium(): string {
  const present = findChromium()
  if (present) return present
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) installFromDebian()
  const installed = findChromium()
  if (!installed) throw new Error(howToGetChromium)
  return installed
}

function installFromDebian(): void {
  const install = ['-y', '-qq', '--no-install-recommends', 'install', 'chromium', 'fonts-dejavu-core']
  const apt = (...args: readonly string[]) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  try {
    apt('-qq', 'update')
    apt(...install)
  } catch (error) {
    throw new Error(howToGetChromium, { cause: error })
  }
}

if (import.meta.main) {
  try {
    console.log(`Chromium: ${ensureChromium()}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
