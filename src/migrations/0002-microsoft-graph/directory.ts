import { type Kysely, sql } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

export async function directoryTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await ownership(db, c)
  await deletion(db, c)
  await changes(db, c)
  await queries(db)
}

async function ownership(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('group_owners')
    .addColumn('group_id', c.id, (column) => column.notNull().references('groups.id'))
    .addColumn('owner_id', c.id, (column) => column.notNull())
    .addColumn('added_at', c.instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('group_owners_key', ['group_id', 'owner_id'])
    .execute()
  await db.schema.createIndex('group_owners_by_owner').on('group_owners').column('owner_id').execute()
}

async function deletion(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('former_links')
    .addColumn('kind', c.text, (column) => column.notNull())
    .addColumn('group_id', c.id, (column) => column.notNull())
    .addColumn('object_id', c.id, (column) => column.notNull())
    .addColumn('object_kind', c.text, (column) => column.notNull())
    .addColumn('added_at', c.instant, (column) => column.notNull())
    .addColumn('gone_with', c.id, (column) => column.notNull())
    .addPrimaryKeyConstraint('former_links_key', ['kind', 'group_id', 'object_id'])
    .execute()
  await db.schema.createIndex('former_links_by_gone_with').on('former_links').column('gone_with').execute()
  await db.schema.createIndex('users_by_deletion').on('users').columns(['deleted_at', 'id']).execute()
  await db.schema.createIndex('groups_by_deletion').on('groups').columns(['deleted_at', 'id']).execute()
}

async function changes(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('change_notes')
    .addColumn('list', c.text, (column) => column.notNull())
    .addColumn('object_id', c.id, (column) => column.notNull())
    .addColumn('link_id', c.id, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('changes')
    .addColumn('list', c.text, (column) => column.notNull())
    .addColumn('object_id', c.id, (column) => column.notNull())
    .addColumn('link_id', c.id, (column) => column.notNull())
    .addColumn('position', c.instant, (column) => column.notNull())
    .addColumn('changed_at', c.instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('changes_key', ['list', 'object_id', 'link_id'])
    .execute()
  await db.schema.createIndex('changes_by_position').on('changes').columns(['list', 'position']).execute()
  await db.schema
    .createTable('change_counter')
    .addColumn('singleton', c.integer, (column) => column.notNull().unique())
    .addColumn('position', c.instant, (column) => column.notNull())
    .execute()
}

/** What lists are filtered and sorted by. */
async function queries(db: Kysely<Schema>): Promise<void> {
  await db.schema.dropIndex('users_by_mail').execute()
  await db.schema.createIndex('users_by_mail').on('users').columns(['mail_key', 'id']).execute()
  await sql`create view user_identities as
    select id as user_id, 'userPrincipalName' as sign_in_type, (select domain from tenants) as issuer_key,
      user_principal_name_key as issuer_assigned_id_key
    from users
    where deleted_at is null and creation_type is null
      and replace(user_principal_name_key, '#ext#@', '') = user_principal_name_key
    union all
    select id, 'federated', 'externalazuread', coalesce(mail_key, '')
    from users
    where deleted_at is null
      and (creation_type is not null or replace(user_principal_name_key, '#ext#@', '') <> user_principal_name_key)
  `.execute(db)
}
