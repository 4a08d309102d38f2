import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** The ends that administrators set on exclusions. */
export async function policyTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('exclusion_ends')
    .addColumn('policy_id', c.id, (column) => column.notNull().references('access_policies.id').onDelete('cascade'))
    .addColumn('kind', c.text, (column) => column.notNull())
    .addColumn('target_id', c.id, (column) => column.notNull())
    .addColumn('end_at', c.instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('exclusion_ends_key', ['policy_id', 'kind', 'target_id'])
    .execute()
  await db.schema.createIndex('exclusion_ends_by_end').on('exclusion_ends').column('end_at').execute()
}
