import { type Instant, plusSeconds } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { othersFirst } from '../kernel/system.ts'
import type { Vault } from '../kernel/vault.ts'
import { beforeFirst, checkLink, checkUnsealed, type Finding, type Head, type LogName } from './rules/chain.ts'
import { chainMac } from './seal.ts'
import { findHead } from './store/seals.ts'
import { listRecords, listSeals, listUnsealedAmong, listWaitingRows } from './store/verification.ts'
import { stored } from './stored.ts'

/** What was found in a part of the logs. */
export interface PartChecked {
  /** The places in the chain that were looked at, the first and the last; null where it has none. */
  readonly from: number | null
  readonly through: number | null
  /** Records looked at, those without a place included. */
  readonly checked: number
  readonly findings: readonly Finding[]
  /** Where a verification of the whole goes on; null where it is done. */
  readonly continueFrom: string | null
}

type Parts = Pick<Kernel, 'store' | 'vault' | 'clock'>

const batchSize = 250
const mostRecords = 20_000
const mostSeconds = 10

/** How much has been looked at, and whether that is enough for one request. */
class Share {
  readonly findings: Finding[] = []
  readonly #clock: Kernel['clock']
  readonly #until: Instant
  #checked = 0
  #looked = 0

  constructor(clock: Kernel['clock']) {
    this.#clock = clock
    this.#until = plusSeconds(clock.now(), mostSeconds)
  }

  get checked(): number {
    return this.#checked
  }

  get isUsedUp(): boolean {
    return this.#looked >= mostRecords || this.#clock.now() >= this.#until
  }

  add(checked: number, findings: readonly Finding[], looked = checked): void {
    this.#checked += checked
    this.#looked += looked
    this.findings.push(...findings)
  }
}

/** Looks at the newest records: the end of the chain, backwards, and what waits for its place. */
export async function checkNewest({ store, vault, clock }: Parts): Promise<PartChecked> {
  const share = new Share(clock)
  const { end } = await store.read(async (r) => {
    for (const log of ['directoryAudits', 'signIns'] as const) {
      const rows = await listWaitingRows(r, log, mostRecords / 4)
      share.add(
        rows.length,
        rows.flatMap((row) => checkUnsealed(stored(vault, log, row))),
      )
    }
    return { end: await findHead(r) }
  })
  let before = end.sequence
  while (before > 0 && !share.isUsedUp) {
    const last = before
    before = Math.max(0, last - batchSize)
    await store.read((r) => checkSeals(r, vault, share, before, last))
    await othersFirst()
  }
  const isAny = end.sequence > 0 && before < end.sequence
  return {
    from: isAny ? before + 1 : null,
    through: isAny ? end.sequence : null,
    checked: share.checked,
    findings: share.findings,
    continueFrom: null,
  }
}

/** Checks the links behind `after` up to `last`, and the records they stand for. */
async function checkSeals(r: Read, vault: Vault, share: Share, after: number, last: number): Promise<void> {
  const seals = await listSeals(r, Math.max(0, after - 1), last, batchSize + 1)
  const idsOf = (log: LogName) => seals.filter((seal) => seal.log === log).map((seal) => seal.recordId)
  const records = {
    directoryAudits: await listRecords(r, 'directoryAudits', idsOf('directoryAudits')),
    signIns: await listRecords(r, 'signIns', idsOf('signIns')),
  }
  let previous: Head = after === 0 ? beforeFirst : (seals.find(({ sequence }) => sequence === after) ?? lost(after))
  for (const seal of seals.filter(({ sequence }) => sequence > after)) {
    const row = records[seal.log].get(seal.recordId)
    share.add(1, checkLink(chainMac(vault), previous, seal, row && stored(vault, seal.log, row)))
    previous = seal
  }
}

/** In place of a link that is gone, so that the one behind it is reported. */
const lost = (sequence: number): Head => ({ sequence: sequence - 1, hash: new Uint8Array() })

type Stage = 'seals' | LogName

const stages: readonly Stage[] = ['seals', 'directoryAudits', 'signIns']

/** Whether a text is one that `checkWhole` goes on from. */
export const isPlace = (text: string): boolean => /^(seals:\d{1,15}|(directoryAudits|signIns):.{0,400})$/su.test(text)

/**
 * Looks at the whole chain and then at every record for one that was slipped in, a slice at a time.
 *
 * `from` is where the slice before ended; the beginning unless told.
 */
export async function checkWhole({ store, vault, clock }: Parts, from = 'seals:0'): Promise<PartChecked> {
  const share = new Share(clock)
  let place: Place | undefined = placeOf(from)
  const first = place.stage === 'seals' ? Number(place.after) : null
  let reached = first
  while (place && !share.isUsedUp) {
    const here: Place = place
    const next = await store.read((r) => lookFrom(r, vault, share, here))
    await othersFirst()
    if (here.stage === 'seals' && next !== undefined) reached = Number(next)
    place = next === undefined ? behind(here) : { stage: here.stage, after: next }
  }
  const isAny = first !== null && reached !== first
  return {
    from: isAny ? first + 1 : null,
    through: isAny ? reached : null,
    checked: share.checked,
    findings: share.findings,
    continueFrom: place ? `${place.stage}:${place.after}` : null,
  }
}

interface Place {
  readonly stage: Stage
  /** The last sequence or id that was looked at. */
  readonly after: string
}

function placeOf(text: string): Place {
  const stage = stages.find((one) => text.startsWith(`${one}:`)) ?? 'seals'
  return { stage, after: text.slice(stage.length + 1) }
}

function behind({ stage }: Place): Place | undefined {
  const next = stages[stages.indexOf(stage) + 1]
  return next && { stage: next, after: '' }
}

/** The last that was looked at; nothing at the end of the stage. */
const lookFrom = (r: Read, vault: Vault, share: Share, { stage, after }: Place): Promise<string | undefined> =>
  stage === 'seals' ? sealsFrom(r, vault, share, Number(after)) : recordsFrom(r, vault, share, stage, after)

async function sealsFrom(r: Read, vault: Vault, share: Share, after: number): Promise<string | undefined> {
  const end = await findHead(r)
  if (after >= end.sequence) return undefined
  const last = Math.min(end.sequence, after + batchSize)
  await checkSeals(r, vault, share, after, last)
  return String(last)
}

async function recordsFrom(
  r: Read,
  vault: Vault,
  share: Share,
  log: LogName,
  after: string,
): Promise<string | undefined> {
  const { rows, looked, last } = await listUnsealedAmong(r, log, after, batchSize)
  share.add(
    rows.length,
    rows.flatMap((row) => checkUnsealed(stored(vault, log, row))),
    looked,
  )
  return last
}
