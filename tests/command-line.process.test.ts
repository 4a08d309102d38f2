import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseKind, openTestDatabase, type TestDatabase } from './kit/database.ts'
import { type TemporaryFolder, temporaryFolder } from './kit/temporary-folder.ts'

let folder: TemporaryFolder
let database: TestDatabase
let environment: NodeJS.ProcessEnv

beforeAll(async () => {
  folder = await temporaryFolder('command-line')
  database = await openTestDatabase({ schema: 'empty' })
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('LATCHKEY_'))
  environment = {
    ...Object.fromEntries(own),
    LATCHKEY_DATA_DIR: folder.path,
    ...(databaseKind() === 'postgres' ? { LATCHKEY_DATABASE_URL: database.address } : {}),
  }
})
afterAll(async () => {
  await database.close()
  await folder.remove()
})

function latchkey(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const launcher = join(import.meta.dirname, '../bin/latchkey.mjs')
  const child = spawn(process.execPath, [launcher, ...argv], { cwd: folder.path, env: { ...environment, ...env } })
  const written = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => {
    written.out += text.toString()
  })
  child.stderr.on('data', (text: Buffer) => {
    written.err += text.toString()
  })
  return new Promise<{ exitCode: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, ...written }))
  })
}

const set = (...settings: readonly string[]) =>
  latchkey(['policy', 'set', 'temporaryAccessPass', ...settings, '-o', 'json'])

test('processes on one database, a fresh one at first, lose nothing of one another', async () => {
  const changes = [['--length', '12'], ['--one-time'], ['--alphabet', 'full'], ['--max', '10h']]
  const results = await Promise.all(changes.map((change) => set(...change)))
  expect(results.map(({ exitCode, err }) => ({ exitCode, err }))).toEqual(changes.map(() => ({ exitCode: 0, err: '' })))
  const shown = await latchkey(['policy', 'show', 'temporaryAccessPass', '-o', 'json'])
  expect(JSON.parse(shown.out)).toMatchObject({
    defaultLength: 12,
    isUsableOnce: true,
    '@latchkey.passcodeAlphabet': 'full',
    maximumLifetimeInMinutes: 600,
  })
})

test('a setting that does not exist is refused, and the nearest one named', async () => {
  const result = await latchkey(['config', 'validate'], { LATCHKEY_PROT: '1' })
  expect(result).toMatchObject({ exitCode: 2, out: '' })
  expect(result.err).toContain('LATCHKEY_PORT')
})

test('a health check of a server that is not there ends with 1', async () => {
  const result = await latchkey(['healthcheck', '-o', 'json'], { LATCHKEY_MANAGEMENT_PORT: '1' })
  expect(result).toMatchObject({ exitCode: 1, out: '' })
  expect(JSON.parse(result.err).error.message).toContain('does not answer')
})
