import { readFileSync, type Stats, statSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Clock, Instant } from '../base/time.ts'
import type { CountryOf } from '../policies/named-locations/rules.ts'
import { readCountryFile } from './country-file.ts'
import type { Logger } from './log.ts'

interface CountriesParts {
  /** Undefined where the operator brought no file: then no country is known. */
  readonly path: string | undefined
  readonly clock: Clock
  readonly log: Logger
}

const secondsBetweenLooks = 60

/**
 * The operator's file of countries, read once and again whenever it changes.
 *
 * Whether it has changed is looked at beside a question, once a minute at most; nobody waits for that.
 * A file that cannot be read any more leaves the one before in use, and is logged once.
 */
export class Countries {
  readonly #parts: CountriesParts
  #find: CountryOf | undefined
  #seen = ''
  #lookedAt: Instant | undefined
  #looking: Promise<void> | undefined

  constructor(parts: CountriesParts) {
    this.#parts = parts
  }

  /** Reads the file now. Throws with its path and a sentence for the operator where that cannot be done. */
  open(): void {
    const { path, clock } = this.#parts
    if (path === undefined) return
    this.#lookedAt = clock.now()
    try {
      const state = stateOf(statSync(path))
      this.#find = readCountryFile(readFileSync(path))
      this.#seen = state
    } catch (error) {
      throw new Error(`${path}: ${sentence(error)}`)
    }
  }

  /** The country of an address, null where nobody knows; never throws. */
  readonly of: CountryOf = (ipAddress) => {
    const { path, log } = this.#parts
    if (path === undefined) return null
    if (this.#lookedAt === undefined) {
      try {
        this.open()
      } catch (error) {
        log.error({ err: error }, 'The file of countries cannot be read, so no country is known')
      }
    } else this.#lookAgain()
    return this.#find?.(ipAddress) ?? null
  }

  #lookAgain(): void {
    const now = this.#parts.clock.now()
    if (this.#lookedAt !== undefined && Math.abs(now - this.#lookedAt) < secondsBetweenLooks * 1000) return
    this.#lookedAt = now
    void this.look()
  }

  /** Reads the file again if it has changed; who calls while that is done waits for the same. */
  look(): Promise<void> {
    const { path } = this.#parts
    this.#looking ??=
      path === undefined ? Promise.resolve() : this.#look(path).finally(() => (this.#looking = undefined))
    return this.#looking
  }

  async #look(path: string): Promise<void> {
    let state = 'gone'
    try {
      state = stateOf(await stat(path))
      if (state === this.#seen) return
      this.#find = readCountryFile(await readFile(path))
      this.#parts.log.info({ path }, 'The file of countries has changed and was read again')
    } catch (error) {
      if (state === this.#seen) return
      const { log } = this.#parts
      log.error(
        { err: error, path },
        'The file of countries has changed and cannot be read; the one before stays in use',
      )
    } finally {
      this.#seen = state
    }
  }
}

const stateOf = ({ mtimeMs, size, ino }: Stats): string => `${mtimeMs} ${size} ${ino}`

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be read'
  if (!('code' in error)) return error.message
  return error.code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${String(error.code)})`
}
