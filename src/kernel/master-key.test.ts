import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Secret } from '../base/secret.ts'
import { MasterKeyUnusable, masterKey, masterKeyFile } from './master-key.ts'
import { systemRandom } from './system.ts'

let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'latchkey-key-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const read = () => masterKey({ masterKey: undefined, dataDir }, systemRandom)

test('the first start makes a key for the owner alone, the second finds it', async () => {
  const first = await read()
  expect(first).toHaveLength(32)
  expect((await stat(masterKeyFile(dataDir))).mode & 0o777).toBe(0o600)
  expect((await stat(join(dataDir, 'keys'))).mode & 0o777).toBe(0o700)
  expect(await read()).toEqual(first)
})

test('many that start together agree on one key and leave no draft behind', async () => {
  const keys = await Promise.all(Array.from({ length: 16 }, read))
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
  expect(await readdir(join(dataDir, 'keys'))).toEqual(['master.key'])
})

test.each([0o640, 0o604, 0o666])('a key that others may read (%o) is refused', async (mode) => {
  await read()
  await chmod(masterKeyFile(dataDir), mode)
  await expect(read()).rejects.toThrow(/chmod 600/)
})

test('a key of another length is refused and left as it is', async () => {
  await read()
  await writeFile(masterKeyFile(dataDir), 'c2hvcnQ=\n')
  await expect(read()).rejects.toThrow(MasterKeyUnusable)
  expect(await readFile(masterKeyFile(dataDir), 'utf8')).toBe('c2hvcnQ=\n')
})

test('a key given as a setting makes no file', async () => {
  const given = new Uint8Array(32).fill(1)
  expect(await masterKey({ masterKey: new Secret(given), dataDir }, systemRandom)).toEqual(given)
  expect(await readdir(dataDir)).toEqual([])
})
