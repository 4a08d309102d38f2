import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

export async function applicationTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('applications')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('app_id', c.id, (column) => column.notNull().unique())
    .addColumn('service_principal_id', c.id, (column) => column.notNull().unique())
    .addColumn('display_name', c.text, (column) => column.notNull())
    .addColumn('display_name_key', c.text, (column) => column.notNull())
    .addColumn('permissions', c.json, (column) => column.notNull())
    .addColumn('account_enabled', c.flag, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('application_secrets')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('application_id', c.id, (column) => column.notNull().references('applications.id'))
    .addColumn('hint', c.text, (column) => column.notNull())
    .addColumn('secret_hash', c.text, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('expires_at', c.instant, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('secrets_by_application').on('application_secrets').column('application_id').execute()
  await db.schema
    .createTable('signing_keys')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('algorithm', c.text, (column) => column.notNull())
    .addColumn('public_key', c.json, (column) => column.notNull())
    .addColumn('private_key', c.bytes, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('retired_at', c.instant)
    .execute()
  await db.schema
    .createTable('oidc_artefacts')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('kind', c.text, (column) => column.notNull())
    .addColumn('payload', c.bytes, (column) => column.notNull())
    .addColumn('grant_hash', c.text)
    .addColumn('user_code_hash', c.text)
    .addColumn('uid_hash', c.text)
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('expires_at', c.instant)
    .addColumn('consumed_at', c.instant)
    .execute()
  await db.schema.createIndex('oidc_artefacts_by_grant').on('oidc_artefacts').column('grant_hash').execute()
  await db.schema.createIndex('oidc_artefacts_by_user_code').on('oidc_artefacts').column('user_code_hash').execute()
  await db.schema.createIndex('oidc_artefacts_by_uid').on('oidc_artefacts').column('uid_hash').execute()
  await db.schema.createIndex('oidc_artefacts_by_expiry').on('oidc_artefacts').column('expires_at').execute()
}
