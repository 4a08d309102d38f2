import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const passing = "test('passes', () => {})"

/** Runs vitest with our reporter on one file of that text; answers its exit code and its last two lines. */
function runOn(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-reporter-'))
  try {
    const settings = {
      globals: true,
      name: 'pure',
      include: ['a.js'],
      reporters: [join(root, 'tests/kit/reporter.ts')],
    }
    writeFileSync(join(folder, 'vitest.config.js'), `export default { test: ${JSON.stringify(settings)} }`)
    writeFileSync(join(folder, 'a.js'), text)
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', '--root', folder], { encoding: 'utf8' })
    return { status, lines: stdout.trimEnd().split('\n').slice(-2) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const ranOnce = 'Tests that ran: 1 pure, 0 on SQLite, 0 on PostgreSQL, 0 in Chromium'

test('a run in which all pass ends with the plain line and code 0', () => {
  expect(runOn(passing)).toEqual({ status: 0, lines: [ranOnce, '1 passed, 0 failed'] })
})

test.each([
  ['a failing test', "test('fails', () => { throw new Error('no') })", '1 passed, 1 failed'],
  ['a skipped test', "test.skip('later', () => {})", '1 passed, 1 failed'],
  ['a file that does not load', "throw new Error('no')", '0 passed, 1 failed'],
  ['an error outside every test', "Promise.reject(new Error('no'))", '1 passed, 1 failed'],
])('%s counts as failed, and the run ends with code 1', (_, text, line) => {
  const { status, lines } = runOn(`${passing}\n${text}`)
  expect({ status, line: lines.at(-1) }).toEqual({ status: 1, line })
})
