import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** Custom roles, and the administrative units that roles may be given for. */
export async function roleTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('role_definitions')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('template_id', c.id, (column) => column.notNull())
    .addColumn('display_name', c.text, (column) => column.notNull())
    .addColumn('display_name_key', c.text, (column) => column.notNull().unique())
    .addColumn('description', c.text)
    .addColumn('is_enabled', c.flag, (column) => column.notNull())
    .addColumn('version', c.text)
    .addColumn('allowed_resource_actions', c.json, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('role_assignments_by_role')
    .on('role_assignments')
    .columns(['role_definition_id', 'directory_scope_id'])
    .execute()
  await db.schema.createIndex('role_assignments_by_scope').on('role_assignments').column('directory_scope_id').execute()
  await db.schema
    .createTable('administrative_units')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('display_name', c.text, (column) => column.notNull())
    .addColumn('display_name_key', c.text, (column) => column.notNull())
    .addColumn('description', c.text)
    .addColumn('visibility', c.text)
    .addColumn('is_member_management_restricted', c.flag, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('administrative_units_by_display_name')
    .on('administrative_units')
    .columns(['display_name_key', 'id'])
    .execute()
  await db.schema
    .createTable('administrative_unit_members')
    .addColumn('unit_id', c.id, (column) => column.notNull().references('administrative_units.id'))
    .addColumn('member_id', c.id, (column) => column.notNull())
    .addColumn('member_kind', c.text, (column) => column.notNull())
    .addColumn('added_at', c.instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('administrative_unit_members_key', ['unit_id', 'member_id'])
    .execute()
  await db.schema
    .createIndex('administrative_unit_members_by_member')
    .on('administrative_unit_members')
    .column('member_id')
    .execute()
}
