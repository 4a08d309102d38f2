import { type FileHandle, open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type Sqlite from 'better-sqlite3'

/** The log is folded back into the database whenever it has grown by so many pages; SQLite's own number. */
const foldEveryPages = 1000
/** From so many pages on writes wait for the folding, after which the log begins anew. */
const waitFromPages = 8 * foldEveryPages
/** From so many SQLite folds by itself, on the main thread: only where the other thread fails. */
const rescueFromPages = 32 * foldEveryPages

/**
 * SQLite's write-ahead log, kept durable and short without holding up the event loop.
 *
 * A commit appends to the log and returns; the disk is waited for here, on a thread of the pool, before anybody is answered.
 * Folding the log back into the database needs more of the disk, so it has a thread and a connection of its own.
 *
 * Source: performance.md, rule 7; https://sqlite.org/wal.html, "Performance Considerations".
 */
export class WriteAheadLog {
  readonly #connection: Sqlite.Database
  readonly #path: string
  #file: FileHandle | undefined
  #folder: Worker | undefined
  #folding: Promise<void> | undefined
  #folded = () => {}
  #pagesFolded = 0
  #failure: { readonly error: unknown } | undefined

  /** `connection` is the one that writes to the database at `path`; it is told to leave syncing to this. */
  constructor(connection: Sqlite.Database, path: string) {
    this.#connection = connection
    this.#path = path
    connection.pragma('synchronous = normal')
    connection.pragma(`wal_autocheckpoint = ${rescueFromPages}`)
  }

  /**
   * Resolves when everything committed so far is on the disk.
   *
   * Once the disk has failed nothing written later can be trusted, so every later call rejects too.
   */
  async flush(): Promise<void> {
    if (this.#failure) throw this.#failure.error
    try {
      this.#file ??= await open(`${this.#path}-wal`, 'r+')
      await this.#file.datasync()
    } catch (error) {
      this.#failure = { error }
      throw error
    }
    await this.#keepShort()
  }

  async close(): Promise<void> {
    await this.#folding
    await this.#folder?.terminate()
    await this.#file?.close()
  }

  async #keepShort(): Promise<void> {
    const pages = this.#pagesInLog()
    if (pages < this.#pagesFolded) this.#pagesFolded = 0
    if (pages - this.#pagesFolded < foldEveryPages) return
    this.#pagesFolded = pages
    this.#folding ??= this.#fold().finally(() => {
      this.#folding = undefined
    })
    if (pages >= waitFromPages) await this.#folding
  }

  /** It begins anew, and the number drops, at the first commit that finds all of it folded. */
  #pagesInLog(): number {
    const [pages] = this.#connection.pragma('wal_checkpoint(noop)') as readonly { readonly log: number }[]
    return pages?.log ?? 0
  }

  /** Resolves when the thread is done; a fold that fails is tried again when the log has grown. */
  #fold(): Promise<void> {
    this.#folder ??= this.#startFolder()
    const folder = this.#folder
    return new Promise((resolve) => {
      this.#folded = resolve
      folder.postMessage('fold')
    })
  }

  #startFolder(): Worker {
    const folder = new Worker(new URL('./write-ahead-log-folder.ts', import.meta.url), {
      workerData: this.#path,
      resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 1 },
    })
    folder.unref()
    folder.on('message', () => this.#folded())
    folder.once('exit', () => {
      this.#folder = undefined
      this.#folded()
    })
    folder.on('error', () => {
      // The log grows until the next try, or until SQLite folds it by itself.
    })
    return folder
  }
}
