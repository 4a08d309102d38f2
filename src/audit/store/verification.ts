import { sql } from 'kysely'
import type { Read } from '../../kernel/store.ts'
import type { LogName, Seal } from '../rules/chain.ts'
import type { DirectoryAuditRow, DirectoryAuditTargetRow, SignInRow } from '../tables.ts'

/** A row, and for a directoryAudit the rows it is found by its targets with. */
export type RecordRow = (DirectoryAuditRow | SignInRow) & { readonly targets?: readonly DirectoryAuditTargetRow[] }

/** The links behind `after`, up to `last`. */
export async function listSeals(read: Read, after: number, last: number, most: number): Promise<readonly Seal[]> {
  const rows = await read.db
    .selectFrom('audit_seals')
    .select(['sequence', 'log', 'record_id as recordId', 'hash'])
    .where('sequence', '>', after)
    .where('sequence', '<=', last)
    .orderBy('sequence')
    .limit(most)
    .execute()
  return rows
}

export async function listRecords(
  read: Read,
  log: LogName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordRow>> {
  if (ids.length === 0) return new Map()
  const rows: readonly RecordRow[] =
    log === 'directoryAudits'
      ? await withTargets(read, read.db.selectFrom('directory_audits').selectAll().where('id', 'in', ids).execute())
      : await read.db.selectFrom('sign_ins').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function withTargets(read: Read, found: Promise<readonly DirectoryAuditRow[]>): Promise<readonly RecordRow[]> {
  const rows = await found
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const targets = await read.db
    .selectFrom('directory_audit_targets')
    .selectAll()
    .where('audit_id', 'in', ids)
    .orderBy('position')
    .execute()
  const byAudit = Map.groupBy(targets, (target) => target.audit_id)
  return rows.map((row) => ({ ...row, targets: byAudit.get(row.id) ?? [] }))
}

/** Records that no link stands for, in the order of their ids. */
export async function listUnsealed(
  read: Read,
  log: LogName,
  afterId: string,
  most: number,
): Promise<readonly RecordRow[]> {
  const sealed = read.db
    .selectFrom('audit_seals')
    .select('sequence')
    .where('log', '=', log)
    .where('sequence', '=', sql.ref<number>('record.seal_sequence'))
    .where('record_id', '=', sql.ref<string>('record.id'))
  if (log === 'directoryAudits') {
    const found = read.db
      .selectFrom('directory_audits as record')
      .selectAll()
      .where('id', '>', afterId)
      .where((row) => row.not(row.exists(sealed)))
      .orderBy('id')
      .limit(most)
    return withTargets(read, found.execute())
  }
  return read.db
    .selectFrom('sign_ins as record')
    .selectAll()
    .where('id', '>', afterId)
    .where((row) => row.not(row.exists(sealed)))
    .orderBy('id')
    .limit(most)
    .execute()
}

/** The newest records that wait for their place. */
export function listWaitingRows(read: Read, log: LogName, most: number): Promise<readonly RecordRow[]> {
  if (log === 'directoryAudits') {
    const found = read.db
      .selectFrom('directory_audits')
      .selectAll()
      .where('seal_sequence', 'is', null)
      .orderBy('activity_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most)
    return withTargets(read, found.execute())
  }
  return read.db
    .selectFrom('sign_ins')
    .selectAll()
    .where('seal_sequence', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
}

/** Of so many records behind an id, in the order of their ids, those that no link stands for. */
export async function listUnsealedAmong(
  read: Read,
  log: LogName,
  afterId: string,
  most: number,
): Promise<{ readonly rows: readonly RecordRow[]; readonly looked: number; readonly last: string | undefined }> {
  const table = log === 'directoryAudits' ? ('directory_audits' as const) : ('sign_ins' as const)
  const looked = await read.db
    .selectFrom(table)
    .select(['id', 'seal_sequence'])
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(most)
    .execute()
  const sequences = looked.flatMap(({ seal_sequence }) => (seal_sequence === null ? [] : [seal_sequence]))
  const seals =
    sequences.length === 0
      ? []
      : await read.db
          .selectFrom('audit_seals')
          .select(['sequence', 'record_id'])
          .where('log', '=', log)
          .where('sequence', 'in', sequences)
          .execute()
  const owners = new Map(seals.map(({ sequence, record_id }) => [sequence, record_id]))
  const unsealed = looked.filter((row) => row.seal_sequence === null || owners.get(row.seal_sequence) !== row.id)
  const rows = await listRecords(
    read,
    log,
    unsealed.map(({ id }) => id),
  )
  return { rows: [...rows.values()], looked: looked.length, last: looked.at(-1)?.id }
}
