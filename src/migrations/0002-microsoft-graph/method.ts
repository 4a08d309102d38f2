import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

export async function methodTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('phones')
    .addColumn('user_id', c.id, (column) => column.notNull().references('users.id'))
    .addColumn('phone_type', c.text, (column) => column.notNull())
    .addColumn('phone_number', c.text, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('phones_key', ['user_id', 'phone_type'])
    .execute()
  await db.schema
    .createTable('emails')
    .addColumn('user_id', c.id, (column) => column.primaryKey().references('users.id'))
    .addColumn('email_address', c.text, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('password_resets')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('user_id', c.id, (column) => column.notNull().references('users.id'))
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('password_resets_by_user').on('password_resets').column('user_id').execute()
  await db.schema.createIndex('password_resets_by_time').on('password_resets').column('created_at').execute()
}
