import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** What came of verifying the chain, and the sign-ins of one correlation id in the order of time. */
export async function auditTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('audit_verifications')
    .addColumn('part', c.text, (column) => column.primaryKey())
    .addColumn('began_at', c.instant, (column) => column.notNull())
    .addColumn('ended_at', c.instant)
    .addColumn('from_sequence', c.instant)
    .addColumn('through_sequence', c.instant)
    .addColumn('checked', c.instant, (column) => column.notNull())
    .addColumn('finding_count', c.instant, (column) => column.notNull())
    .addColumn('findings', c.json, (column) => column.notNull())
    .addColumn('continue_from', c.text)
    .execute()
  await db.schema.dropIndex('sign_ins_by_correlation_id').execute()
  await db.schema
    .createIndex('sign_ins_by_correlation_id')
    .on('sign_ins')
    .columns(['correlation_id', 'created_at'])
    .execute()
}
