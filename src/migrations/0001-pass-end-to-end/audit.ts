import { type Kysely, sql } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

export async function auditTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('directory_audits')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('activity_at', c.instant, (column) => column.notNull())
    .addColumn('activity_display_name', c.text, (column) => column.notNull())
    .addColumn('category', c.text, (column) => column.notNull())
    .addColumn('logged_by_service', c.text, (column) => column.notNull())
    .addColumn('correlation_id', c.text, (column) => column.notNull())
    .addColumn('result', c.text, (column) => column.notNull())
    .addColumn('initiated_by_user_id', c.id)
    .addColumn('initiated_by_user_principal_name_key', c.text, (column) => column.notNull())
    .addColumn('initiated_by_app_id', c.id)
    .addColumn('target_id', c.id)
    .addColumn('record', c.json, (column) => column.notNull())
    .addColumn('mac', c.bytes, (column) => column.notNull())
    .addColumn('seal_sequence', c.instant)
    .execute()
  await db.schema
    .createIndex('directory_audits_by_time')
    .on('directory_audits')
    .columns(['activity_at', 'id'])
    .execute()
  await db.schema
    .createTable('sign_ins')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('user_id', c.id)
    .addColumn('user_principal_name_key', c.text, (column) => column.notNull())
    .addColumn('app_id', c.id, (column) => column.notNull())
    .addColumn('ip_address', c.text, (column) => column.notNull())
    .addColumn('correlation_id', c.text, (column) => column.notNull())
    .addColumn('error_code', c.integer, (column) => column.notNull())
    .addColumn('is_interactive', c.flag, (column) => column.notNull())
    .addColumn('record', c.json, (column) => column.notNull())
    .addColumn('mac', c.bytes, (column) => column.notNull())
    .addColumn('seal_sequence', c.instant)
    .execute()
  await db.schema.createIndex('sign_ins_by_time').on('sign_ins').columns(['created_at', 'id']).execute()
  await db.schema.createIndex('sign_ins_by_user').on('sign_ins').columns(['user_id', 'created_at']).execute()
  for (const table of ['directory_audits', 'sign_ins'] as const) {
    await db.schema
      .createIndex(`${table}_unsealed`)
      .on(table)
      .columns([table === 'sign_ins' ? 'created_at' : 'activity_at', 'id'])
      .where(sql.ref('seal_sequence'), 'is', null)
      .execute()
  }
  await db.schema
    .createTable('audit_seals')
    .addColumn('sequence', c.instant, (column) => column.primaryKey())
    .addColumn('log', c.text, (column) => column.notNull())
    .addColumn('record_id', c.id, (column) => column.notNull())
    .addColumn('hash', c.bytes, (column) => column.notNull())
    .addColumn('sealed_at', c.instant, (column) => column.notNull())
    .execute()
}
