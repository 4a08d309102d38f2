import { constants } from 'node:fs'
import { link, mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Random, uuid } from '../base/random.ts'
import type { Settings } from './settings.ts'

const length = 32

/** The master key cannot be used as it stands. */
export class MasterKeyUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MasterKeyUnusable'
  }
}

export const masterKeyFile = (dataDir: string): string => join(dataDir, 'keys', 'master.key')

/**
 * The 32 bytes that wrap every key at rest: the setting, else a file of the data folder.
 *
 * The file is made at the first start (`mayBeMade`), for the owner alone; processes that start together agree on one key.
 * Throws `MasterKeyUnusable` when others may read the file or it holds something else.
 */
export async function masterKey(
  settings: Pick<Settings, 'masterKey' | 'dataDir'>,
  random: Random,
  mayBeMade = true,
): Promise<Uint8Array> {
  if (settings.masterKey) return settings.masterKey.reveal()
  const path = masterKeyFile(settings.dataDir)
  const existing = await readKey(path)
  if (existing) return existing
  if (!mayBeMade) {
    throw new MasterKeyUnusable(
      `The database is there, but its master key ${path} is not. Put it back from a backup, or set LATCHKEY_MASTER_KEY.`,
    )
  }
  await createKey(path, random)
  const made = await readKey(path)
  if (!made) throw new MasterKeyUnusable(`The master key ${path} vanished right after it was made.`)
  return made
}

async function readKey(path: string): Promise<Uint8Array | undefined> {
  const file = await open(path, constants.O_RDONLY).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new MasterKeyUnusable(`The master key ${path} cannot be read.`, { cause: error })
  })
  if (!file) return undefined
  try {
    const { mode } = await file.stat()
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new MasterKeyUnusable(
        `Others than the owner may read the master key ${path}. Whoever read it can forge records and passes. ` +
          `If nobody did, allow the owner alone: chmod 600 ${path}`,
      )
    }
    const written = (await file.readFile('utf8')).trim()
    const key = Uint8Array.from(Buffer.from(written, 'base64'))
    if (key.length === length) return key
    throw new MasterKeyUnusable(`The master key ${path} must hold 32 bytes in base64. Restore it from a backup.`)
  } finally {
    await file.close()
  }
}

/** A hard link either makes the whole file appear or fails because another process was first. */
async function createKey(path: string, random: Random): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.master.key.${uuid(random)}`)
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(`${Buffer.from(random.bytes(length)).toString('base64')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(draft, path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  await syncFolder(folder)
}

/** Makes the new name survive a power cut; Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
