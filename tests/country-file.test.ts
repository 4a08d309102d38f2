import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadSettings } from '../src/kernel/config.ts'
import { serve } from '../src/main/serve.ts'
import { ensureWebBundle } from '../tools/build-web.ts'
import { countryFile } from './kit/country-file.ts'
import { databaseKind, openTestDatabase } from './kit/database.ts'
import { freePort } from './kit/running-server.ts'
import { temporaryFolder } from './kit/temporary-folder.ts'

it('starts with a file of countries that it can read and with no other, and is as ready as without', async () => {
  await ensureWebBundle()
  await using folder = await temporaryFolder('country-file')
  await using database = await openTestDatabase({ schema: 'empty' })
  const path = join(folder.path, 'countries.mmdb')
  const start = async () =>
    serve(
      loadSettings({
        LATCHKEY_DATA_DIR: folder.path,
        LATCHKEY_LOG_LEVEL: 'silent',
        LATCHKEY_PORT: String(await freePort()),
        LATCHKEY_MANAGEMENT_PORT: String(await freePort()),
        LATCHKEY_COUNTRY_DATABASE_FILE: path,
        ...(databaseKind() === 'postgres' ? { LATCHKEY_DATABASE_URL: database.address } : {}),
      }),
    )
  await expect(start()).rejects.toThrow(`LATCHKEY_COUNTRY_DATABASE_FILE: ${path}: there is no such file`)
  await writeFile(path, '192.0.2.0/24,NO\n')
  await expect(start()).rejects.toMatchObject({
    name: 'SettingsInvalid',
    message: expect.stringContaining('it is no database in the MaxMind format (.mmdb), or only a part of one'),
  })
  await writeFile(path, countryFile({ '192.0.2.0/24': 'NO' }))
  const { kernel, managementAddress, stop } = await start()
  try {
    expect(kernel.countryOf('192.0.2.1')).toBe('NO')
    await writeFile(path, 'broken')
    expect((await fetch(`${managementAddress}/health/ready`)).status).toBe(200)
  } finally {
    await stop()
  }
})
