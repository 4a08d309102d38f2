import type { Read, Write } from '../../kernel/store.ts'
import type { LogName } from '../rules/chain.ts'
import type { AuditVerificationRow } from '../tables.ts'

/** The last link; nothing before the first record is sealed. */
export const findLastSeal = (read: Read) =>
  read.db
    .selectFrom('audit_seals')
    .select(['sequence', 'hash', 'sealed_at'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()

/** How many records wait for their place, at most so many, and since when the oldest does. */
export async function countWaiting(
  { db }: Read,
  log: LogName,
  most: number,
): Promise<{ readonly count: number; readonly since: number | null }> {
  const waiting =
    log === 'directoryAudits'
      ? db
          .selectFrom('directory_audits')
          .select('activity_at as at')
          .where('seal_sequence', 'is', null)
          .orderBy('activity_at')
          .limit(most)
      : db
          .selectFrom('sign_ins')
          .select('created_at as at')
          .where('seal_sequence', 'is', null)
          .orderBy('created_at')
          .limit(most)
  const { count, since } = await db
    .selectFrom(waiting.as('waiting'))
    .select(({ fn }) => [fn.countAll().as('count'), fn.min('at').as('since')])
    .executeTakeFirstOrThrow()
  return { count: Number(count), since: since === null ? null : Number(since) }
}

export const listVerifications = (read: Read): Promise<readonly AuditVerificationRow[]> =>
  read.db.selectFrom('audit_verifications').selectAll().execute()

/** Keeps what came of a verification that began anew. */
export async function putVerification(w: Write, row: AuditVerificationRow): Promise<void> {
  const { part: _, ...rest } = row
  await w.db
    .insertInto('audit_verifications')
    .values(row)
    .onConflict((conflict) => conflict.column('part').doUpdateSet(rest))
    .execute()
}

/** Keeps what came of a slice; returns false where another slice came first. */
export async function continueVerification(w: Write, row: AuditVerificationRow, from: string): Promise<boolean> {
  const { part, ...rest } = row
  const updated = await w.db
    .updateTable('audit_verifications')
    .set(rest)
    .where('part', '=', part)
    .where('continue_from', '=', from)
    .returning('part')
    .executeTakeFirst()
  return updated !== undefined
}
