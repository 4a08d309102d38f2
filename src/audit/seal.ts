import type { Actor } from '../base/actor.ts'
import { constantTimeEqual } from '../base/bytes.ts'
import { isUniqueViolation } from '../kernel/database-errors.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Vault } from '../kernel/vault.ts'
import { type LogName, linksAfter, type Mac } from './rules/chain.ts'
import { findHead, insertSeals, listWaiting, placeRecords, refuseRecord, type Waiting } from './store/seals.ts'
import { recordKeyPurpose } from './store.ts'

const batchSize = 500
const chainKeyPurpose = 'audit-chain'

/** The keyed hash that links the chain. */
export const chainMac =
  (vault: Vault): Mac =>
  (...parts) =>
    vault.mac(chainKeyPurpose, ...parts)

/** Whether the server itself wrote this text under this id. */
export const isGenuine = (vault: Vault, log: LogName, id: string, record: string, mac: Uint8Array): boolean =>
  constantTimeEqual(vault.mac(recordKeyPurpose, log, id, record), mac)

/** Another process sealed the same records first; its work stands. */
class SealedElsewhere extends Error {}

/**
 * Gives the records committed since the last turn their places in the chain, and returns how many got one.
 *
 * A record whose keyed hash is wrong gets none: it is marked, an alarm goes to the log, and the others go on.
 * Two processes at once cannot fork the chain; the slower one seals nothing.
 *
 * Source: architecture.md §6; ADR 0005.
 */
export async function sealRecords(kernel: Pick<Kernel, 'store' | 'vault' | 'log'>, actor: Actor): Promise<number> {
  let sealed = 0
  for (;;) {
    const waiting = await kernel.store.read((r) => listWaiting(r, batchSize))
    if (waiting.length === 0) return sealed
    const isForged = (one: Waiting) => !isGenuine(kernel.vault, one.log, one.recordId, one.record, one.mac)
    const { forged = [], genuine = [] } = Object.groupBy(waiting, (one) => (isForged(one) ? 'forged' : 'genuine'))
    for (const one of forged) await refuse(kernel, actor, one)
    const placed = await sealBatch(kernel, actor, genuine)
    if (placed === undefined) return sealed
    sealed += placed
    if (waiting.length < batchSize) return sealed
  }
}

async function sealBatch(
  kernel: Pick<Kernel, 'store' | 'vault'>,
  actor: Actor,
  records: readonly Waiting[],
): Promise<number | undefined> {
  if (records.length === 0) return 0
  try {
    return await kernel.store.write(actor, async (w) => {
      w.unrecorded('sealing records is no event of its own')
      const head = await findHead(w)
      await insertSeals(w, linksAfter(chainMac(kernel.vault), head, records))
      if ((await placeRecords(w, head.sequence)) !== records.length) throw new SealedElsewhere()
      return records.length
    })
  } catch (error) {
    if (error instanceof SealedElsewhere || isUniqueViolation(error)) return undefined
    throw error
  }
}

async function refuse(kernel: Pick<Kernel, 'store' | 'log'>, actor: Actor, forged: Waiting): Promise<void> {
  const isNew = await kernel.store.write(actor, (w) => {
    w.unrecorded('the alarm in the log tells it; a record would stand beside the forgery')
    return refuseRecord(w, forged.log, forged.recordId)
  })
  if (!isNew) return
  kernel.log.error(
    { alarm: 'auditTampering', log: forged.log, recordId: forged.recordId },
    'A record was edited or slipped in before it was sealed; run "latchkey audit verify"',
  )
}
