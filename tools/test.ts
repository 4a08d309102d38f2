import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const PATH = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)

interface Step {
  readonly name: string
  /** Run side by side; the step passes when all of them do. */
  readonly commands: readonly (readonly [program: string, ...args: string[]])[]
}

const checks: readonly Step[] = [
  { name: 'types', commands: ['contract', 'src', 'web', 'tests'].map((project) => ['tsc', '-p', project] as const) },
  { name: 'format and lint', commands: [['biome', 'ci', '--reporter=summary']] },
  { name: 'unused code', commands: [['knip']] },
  { name: 'sign-in pages', commands: [['node', 'tools/build-web.ts']] },
  { name: 'browser', commands: [['node', 'tools/ensure-browser.ts']] },
]

/** Runs one program; resolves with its exit code and, unless shown as it goes, with all it said. */
function run(
  program: string,
  args: readonly string[],
  stdio: 'pipe' | 'inherit',
): Promise<{ code: number; said: string }> {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH },
    stdio: ['ignore', stdio, stdio],
    shell: process.platform === 'win32',
  })
  let said = ''
  const hear = (text: Buffer) => {
    said += text.toString()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, said: `${program}: ${error.message}` }))
    child.once('close', (code) => resolve({ code: code ?? 1, said }))
  })
}

/** Whether every command of the step succeeded; says so in one line, and on failure why. */
async function passes({ name, commands }: Step): Promise<boolean> {
  const startedAt = performance.now()
  const results = await Promise.all(commands.map(([program, ...args]) => run(program, args, 'pipe')))
  const failed = results.filter((result) => result.code !== 0)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${failed.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  for (const { said } of failed) console.log(said.trimEnd())
  return failed.length === 0
}

async function testEverything(): Promise<number> {
  for (const step of checks) {
    if (await passes(step)) continue
    console.log(`\nStopped at "${step.name}"; no tests ran.\n0 passed, 1 failed`)
    return 1
  }
  // Its reporter writes the last line.
  return (await run('vitest', ['run'], 'inherit')).code
}

process.exitCode = await testEverything()
