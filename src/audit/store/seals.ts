import type { Read, Write } from '../../kernel/store.ts'
import { beforeFirst, type Head, type LogName, refusedSequence, type Seal } from '../rules/chain.ts'

/** A committed record that waits for its place in the chain. */
export interface Waiting {
  readonly log: LogName
  readonly recordId: string
  readonly at: number
  readonly record: string
  readonly mac: Uint8Array
}

export async function findHead(read: Read): Promise<Head> {
  const last = await read.db
    .selectFrom('audit_seals')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ?? beforeFirst
}

/** The oldest records without a place, of both logs, in the order of time and id. */
export async function listWaiting(read: Read, most: number): Promise<readonly Waiting[]> {
  const audits = await read.db
    .selectFrom('directory_audits')
    .select(['id', 'activity_at as at', 'record', 'mac'])
    .where('seal_sequence', 'is', null)
    .orderBy('activity_at')
    .orderBy('id')
    .limit(most)
    .execute()
  const signIns = await read.db
    .selectFrom('sign_ins')
    .select(['id', 'created_at as at', 'record', 'mac'])
    .where('seal_sequence', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .execute()
  const waiting = [
    ...audits.map(({ id, ...row }): Waiting => ({ log: 'directoryAudits', recordId: id, ...row })),
    ...signIns.map(({ id, ...row }): Waiting => ({ log: 'signIns', recordId: id, ...row })),
  ]
  return waiting.sort((one, other) => one.at - other.at || (one.recordId < other.recordId ? -1 : 1)).slice(0, most)
}

/** Adds links; fails on the primary key when another process has added one at the same place. */
export async function insertSeals(w: Write, seals: readonly Seal[]): Promise<void> {
  const rows = seals.map((seal) => ({
    sequence: seal.sequence,
    log: seal.log,
    record_id: seal.recordId,
    hash: seal.hash,
    sealed_at: w.now,
  }))
  await w.db.insertInto('audit_seals').values(rows).execute()
}

/** Tells the records their places behind `sequence`, and returns how many had none before. */
export async function placeRecords(w: Write, sequence: number): Promise<number> {
  const audits = await w.db
    .updateTable('directory_audits')
    .from('audit_seals')
    .set((row) => ({ seal_sequence: row.ref('audit_seals.sequence') }))
    .whereRef('directory_audits.id', '=', 'audit_seals.record_id')
    .where('audit_seals.log', '=', 'directoryAudits')
    .where('audit_seals.sequence', '>', sequence)
    .where('directory_audits.seal_sequence', 'is', null)
    .executeTakeFirst()
  const signIns = await w.db
    .updateTable('sign_ins')
    .from('audit_seals')
    .set((row) => ({ seal_sequence: row.ref('audit_seals.sequence') }))
    .whereRef('sign_ins.id', '=', 'audit_seals.record_id')
    .where('audit_seals.log', '=', 'signIns')
    .where('audit_seals.sequence', '>', sequence)
    .where('sign_ins.seal_sequence', 'is', null)
    .executeTakeFirst()
  return Number(audits.numUpdatedRows + signIns.numUpdatedRows)
}

/** Takes a record out of the queue for good, so that it holds up no other. */
export async function refuseRecord(w: Write, log: LogName, recordId: string): Promise<boolean> {
  const refused = { seal_sequence: refusedSequence }
  const updated =
    log === 'directoryAudits'
      ? await w.db
          .updateTable('directory_audits')
          .set(refused)
          .where('id', '=', recordId)
          .where('seal_sequence', 'is', null)
          .executeTakeFirst()
      : await w.db
          .updateTable('sign_ins')
          .set(refused)
          .where('id', '=', recordId)
          .where('seal_sequence', 'is', null)
          .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
