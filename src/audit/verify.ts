import type { Read } from '../kernel/store.ts'
import type { Vault } from '../kernel/vault.ts'
import { beforeFirst, checkLink, checkUnsealed, type Finding, type Head, type LogName } from './rules/chain.ts'
import { chainMac } from './seal.ts'
import { findHead } from './store/seals.ts'
import { listRecords, listSeals, listUnsealed } from './store/verification.ts'
import { stored } from './stored.ts'

const batchSize = 1000
const mostFindings = 100

/** What came of a verification. */
export interface Verification {
  readonly isIntact: boolean
  /** Records with a place in the chain. */
  readonly sealed: number
  /** Records that wait for their place, or should have none. */
  readonly unsealed: number
  /** The end of the chain; its hash in hexadecimal is what to keep elsewhere. */
  readonly head: { readonly sequence: number; readonly hash: string } | null
  /** Set when the hash to look for is not in the chain: its end was cut off or written anew. */
  readonly isHeadMissing: boolean
  readonly findingCount: number
  /** The first of the findings. */
  readonly findings: readonly Finding[]
}

export interface VerifyOptions {
  /** The hash of an earlier head, in hexadecimal, which the chain must still contain. */
  readonly head?: string
  progress?(recordsChecked: number): void
}

/**
 * Goes through both logs and the whole chain, in batches, and tells what was tampered with.
 *
 * Found is every record edited, deleted, inserted or moved, every search column that contradicts its record,
 * every seal edited or deleted, and, given an earlier head, an end that was cut off.
 * Records written meanwhile are counted as not sealed.
 */
export async function verifyChain(read: Read, vault: Vault, options: VerifyOptions = {}): Promise<Verification> {
  const end = await findHead(read)
  const tally = new Tally(options)
  const wanted = options.head?.toLowerCase()
  let isHeadMissing = wanted !== undefined
  let previous: Head = beforeFirst
  for (;;) {
    const seals = await listSeals(read, previous.sequence, end.sequence, batchSize)
    if (seals.length === 0) break
    const idsOf = (log: LogName) => seals.filter((seal) => seal.log === log).map((seal) => seal.recordId)
    const records = {
      directoryAudits: await listRecords(read, 'directoryAudits', idsOf('directoryAudits')),
      signIns: await listRecords(read, 'signIns', idsOf('signIns')),
    }
    for (const seal of seals) {
      const row = records[seal.log].get(seal.recordId)
      tally.sealed(checkLink(chainMac(vault), previous, seal, row && stored(vault, seal.log, row)))
      if (toHex(seal.hash) === wanted) isHeadMissing = false
      previous = seal
    }
  }
  for (const log of ['directoryAudits', 'signIns'] as const) await verifyUnsealed(read, vault, log, tally)
  return {
    ...tally.result(),
    isIntact: tally.result().findingCount === 0 && !isHeadMissing,
    head: end.sequence === 0 ? null : { sequence: end.sequence, hash: toHex(end.hash) },
    isHeadMissing,
  }
}

async function verifyUnsealed(read: Read, vault: Vault, log: LogName, tally: Tally): Promise<void> {
  let afterId = ''
  for (;;) {
    const rows = await listUnsealed(read, log, afterId, batchSize)
    for (const row of rows) tally.unsealed(checkUnsealed(stored(vault, log, row)))
    const last = rows.at(-1)
    if (!last) return
    afterId = last.id
  }
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

class Tally {
  readonly #options: VerifyOptions
  readonly #findings: Finding[] = []
  #findingCount = 0
  #sealed = 0
  #unsealed = 0

  constructor(options: VerifyOptions) {
    this.#options = options
  }

  sealed(findings: readonly Finding[]): void {
    this.#sealed++
    this.#note(findings)
  }

  unsealed(findings: readonly Finding[]): void {
    this.#unsealed++
    this.#note(findings)
  }

  result() {
    return {
      sealed: this.#sealed,
      unsealed: this.#unsealed,
      findingCount: this.#findingCount,
      findings: this.#findings,
    }
  }

  #note(findings: readonly Finding[]): void {
    this.#findingCount += findings.length
    this.#findings.push(...findings.slice(0, mostFindings - this.#findings.length))
    const checked = this.#sealed + this.#unsealed
    if (checked % batchSize === 0) this.#options.progress?.(checked)
  }
}
