import { execFile } from 'node:child_process'
import { join } from 'node:path'

const launcher = join(import.meta.dirname, '../../bin/latchkey.mjs')

/** What a command printed and how it ended. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `latchkey …` in a process of its own, as an operator does. */
export function latchkey(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [launcher, ...args], { env: { ...process.env, ...env } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err })
    })
  })
}

/** Runs a command with `-o json` and reads what it printed; throws with what it said when it failed. */
export async function latchkeyJson(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Record<string, string>> {
  const ran = await latchkey(env, ...args, '-o', 'json')
  if (ran.code !== 0) throw new Error(`latchkey ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
  return JSON.parse(ran.out)
}
