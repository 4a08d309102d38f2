import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A fresh folder outside the repository; `await using` or `remove` deletes it, and at the latest the end of the process. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string
  remove(): Promise<void>
}

export async function temporaryFolder(name: string, parent = tmpdir()): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(parent, `latchkey-${name}-`))
  const removeAtExit = () => removeNow(path)
  process.once('exit', removeAtExit)
  const remove = async () => {
    await rm(path, { recursive: true, force: true })
    process.off('exit', removeAtExit)
  }
  return { path, remove, [Symbol.asyncDispose]: remove }
}

/** Tries for a second, because a process that is just ending may still write there. */
function removeNow(path: string): void {
  for (let attempt = 0; attempt < 50 && existsSync(path); attempt++) {
    rmSync(path, { recursive: true, force: true })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  }
}
