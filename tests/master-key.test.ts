import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadSettings } from '../src/kernel/config.ts'
import { compose } from '../src/main/compose.ts'
import { databaseKind, openTestDatabase } from './kit/database.ts'
import { temporaryFolder } from './kit/temporary-folder.ts'

it('starts with the master key of its database and with no other, and makes no second one', async () => {
  await using folder = await temporaryFolder('master-key')
  await using database = await openTestDatabase({ schema: 'empty' })
  const env = {
    LATCHKEY_DATA_DIR: folder.path,
    LATCHKEY_LOG_LEVEL: 'silent',
    ...(databaseKind() === 'postgres' ? { LATCHKEY_DATABASE_URL: database.address } : {}),
  }
  const start = async (given: Readonly<Record<string, string>> = {}) => {
    const { close } = await compose(loadSettings({ ...env, ...given }))
    await close()
  }
  const keyFile = join(folder.path, 'keys', 'master.key')
  await start()
  await start()
  await expect(start({ LATCHKEY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') })).rejects.toThrow(
    'belongs to another master key',
  )
  await rm(keyFile)
  await expect(start()).rejects.toThrow('is not. Put it back from a backup')
  await expect(stat(keyFile)).rejects.toThrow('ENOENT')
})
