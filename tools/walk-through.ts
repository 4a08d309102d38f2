import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureChromium } from './ensure-browser.ts'

/** Makes `docs/walk-through.md` and its pictures anew, by walking every step in a real browser. */
const root = join(import.meta.dirname, '..')
const command = ['run', '--project', 'browser', 'tests/browser/admin/walk-through.spec.ts']

ensureChromium()
const vitest = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...command], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, UPDATE_WALK_THROUGH: '1' },
})
vitest.once('exit', (code) => {
  process.exitCode = code ?? 1
})
