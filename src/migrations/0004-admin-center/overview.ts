import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** What was counted of days that are over, and the order in which people are counted. */
export async function overviewTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('daily_sign_ins')
    .addColumn('day_at', c.instant, (column) => column.notNull())
    .addColumn('method', c.text, (column) => column.notNull())
    .addColumn('outcome', c.text, (column) => column.notNull())
    .addColumn('count', c.integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('daily_sign_ins_key', ['day_at', 'method', 'outcome'])
    .execute()
  await db.schema
    .createTable('sign_in_tally')
    .addColumn('singleton', c.integer, (column) => column.notNull().unique())
    .addColumn('sequence', c.instant, (column) => column.notNull())
    .execute()
  await db.insertInto('sign_in_tally').values({ singleton: 1, sequence: 0 }).execute()
  await db.schema
    .createTable('daily_readiness')
    .addColumn('day_at', c.instant, (column) => column.notNull().primaryKey())
    .addColumn('taken_at', c.instant)
    .addColumn('passkey', c.integer, (column) => column.notNull())
    .addColumn('multifactor', c.integer, (column) => column.notNull())
    .addColumn('password_only', c.integer, (column) => column.notNull())
    .addColumn('none', c.integer, (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('users_by_standing')
    .on('users')
    .columns(['deleted_at', 'account_enabled', 'user_type', 'id'])
    .execute()
}
