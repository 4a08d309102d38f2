import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DemoRefused } from './options.ts'

/** Where a demo keeps what it makes. */
export interface DemoFolder {
  readonly path: string
  /** The id of the demo tenant that is in it already. */
  readonly tenantId: string | undefined
  /** Says that the tenant in it was made by a demo. */
  mark(tenantId: string): Promise<void>
  /** Removes it, unless it is to be kept. */
  leave(): Promise<void>
}

const markName = 'latchkey-demo.json'

/**
 * The folder to keep a demo in, or a new one among the temporary files.
 *
 * Throws `DemoRefused` for a folder that holds anything a demo did not make, and touches nothing in it.
 */
export async function openFolder(keep: string | undefined): Promise<DemoFolder> {
  if (keep === undefined) {
    const path = await mkdtemp(join(tmpdir(), 'latchkey-demo-'))
    return folder(path, undefined, () => rm(path, { recursive: true, force: true }))
  }
  const path = resolve(keep)
  const found = await readdir(path).catch(absent)
  if (found === undefined) await mkdir(path, { recursive: true, mode: 0o700 })
  const tenantId = found?.includes(markName) ? await readMark(join(path, markName)) : undefined
  if (found && found.length > 0 && tenantId === undefined) {
    throw new DemoRefused(
      `${path} holds something that no demo has made. Name an empty folder, or one that is not there yet.`,
    )
  }
  return folder(path, tenantId, async () => {})
}

const folder = (path: string, tenantId: string | undefined, leave: DemoFolder['leave']): DemoFolder => ({
  path,
  tenantId,
  leave,
  mark: (id) => writeFile(join(path, markName), `${JSON.stringify({ tenantId: id })}\n`, { mode: 0o600 }),
})

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw new DemoRefused(`The folder cannot be read: ${error instanceof Error ? error.message : 'unknown reason'}`)
}

async function readMark(path: string): Promise<string | undefined> {
  try {
    const mark: unknown = JSON.parse(await readFile(path, 'utf8'))
    const tenantId = typeof mark === 'object' && mark !== null ? Reflect.get(mark, 'tenantId') : undefined
    return typeof tenantId === 'string' ? tenantId : undefined
  } catch {
    return undefined
  }
}
