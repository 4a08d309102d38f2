import { type Kysely, sql } from 'kysely'
import { comparisonKey } from '../../base/text.ts'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** The columns and indexes that serve the documented filters of both logs. */
export async function auditTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await signInColumns(db, c)
  await auditColumns(db, c)
  await fillSignIns(db)
  await fillAudits(db)
  await signInIndexes(db)
  await auditIndexes(db)
}

async function signInColumns(db: Kysely<Schema>, c: Columns): Promise<void> {
  for (const column of [...namedTexts, ...unusualTexts]) {
    await db.schema.alterTable('sign_ins').addColumn(column, c.text).execute()
  }
}

async function auditColumns(db: Kysely<Schema>, c: Columns): Promise<void> {
  for (const column of ['initiated_by_user_display_name_key', 'initiated_by_app_display_name_key']) {
    await db.schema.alterTable('directory_audits').addColumn(column, c.text).execute()
  }
  await db.schema
    .createTable('directory_audit_targets')
    .addColumn('audit_id', c.id, (column) => column.notNull())
    .addColumn('position', c.integer, (column) => column.notNull())
    .addColumn('activity_at', c.instant, (column) => column.notNull())
    .addColumn('target_id', c.id)
    .addColumn('display_name_key', c.text)
    .addPrimaryKeyConstraint('directory_audit_targets_key', ['audit_id', 'position'])
    .execute()
}

const namedTexts = ['user_display_name_key', 'app_display_name_key', 'operating_system_key', 'browser_key'] as const

/** Null where the value is the usual one, so that their indexes hold the others alone. */
const unusualTexts = [
  'client_app_used_key',
  'conditional_access_status_key',
  'resource_id',
  'resource_display_name_key',
  'authentication_requirement_key',
  'sign_in_event_type_key',
] as const

async function signInIndexes(db: Kysely<Schema>): Promise<void> {
  const index = (name: string, ...columns: readonly string[]) =>
    db.schema
      .createIndex(`sign_ins_by_${name}`)
      .on('sign_ins')
      .columns([...columns])
  await db.schema.dropIndex('sign_ins_by_time').execute()
  await index('time', 'created_at', 'is_interactive').execute()
  await index('user_principal_name', 'user_principal_name_key', 'created_at', 'is_interactive').execute()
  await index('app', 'app_id', 'created_at', 'is_interactive').execute()
  await index('ip_address', 'ip_address', 'created_at', 'is_interactive').execute()
  await index('error_code', 'error_code', 'created_at', 'is_interactive').execute()
  await index('correlation_id', 'correlation_id').execute()
  for (const column of [...namedTexts, ...unusualTexts]) {
    await index(column.replace(/_key$/, ''), column, 'created_at', 'is_interactive')
      .where(sql.ref(column), 'is not', null)
      .execute()
  }
}

async function auditIndexes(db: Kysely<Schema>): Promise<void> {
  const index = (name: string, column: string) =>
    db.schema.createIndex(`directory_audits_by_${name}`).on('directory_audits').columns([column, 'activity_at'])
  await index('activity', 'activity_display_name').execute()
  await index('service', 'logged_by_service').execute()
  await index('correlation_id', 'correlation_id').execute()
  await index('initiating_user_principal_name', 'initiated_by_user_principal_name_key').execute()
  for (const [name, column] of [
    ['initiating_user', 'initiated_by_user_id'],
    ['initiating_user_display_name', 'initiated_by_user_display_name_key'],
    ['initiating_app', 'initiated_by_app_id'],
    ['initiating_app_display_name', 'initiated_by_app_display_name_key'],
  ] as const) {
    await index(name, column).where(sql.ref(column), 'is not', null).execute()
  }
  for (const column of ['target_id', 'display_name_key']) {
    await db.schema
      .createIndex(`directory_audit_targets_by_${column.replace(/_key$/, '')}`)
      .on('directory_audit_targets')
      .columns([column, 'activity_at'])
      .execute()
  }
}

const batchSize = 500

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const keyOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? comparisonKey(value) : null

/** Calls `fill` with the records of a log that the first step wrote, a batch at a time. */
async function eachRecord(
  db: Kysely<Schema>,
  table: 'sign_ins' | 'directory_audits',
  fill: (id: string, record: Fields) => Promise<unknown>,
): Promise<void> {
  let afterId = ''
  for (;;) {
    const rows = await db
      .selectFrom(table)
      .select(['id', 'record'])
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(batchSize)
      .execute()
    for (const { id, record } of rows) await fill(id, fieldsOf(JSON.parse(record)))
    const last = rows.at(-1)
    if (!last) return
    afterId = last.id
  }
}

/** Until now every sign-in was to this server, without Conditional Access, and by a browser or an application. */
const fillSignIns = (db: Kysely<Schema>): Promise<void> =>
  eachRecord(db, 'sign_ins', (id, record) => {
    const isInteractive = record['isInteractive'] === true
    const isMultifactor = record['authenticationRequirement'] === 'multiFactorAuthentication'
    return db
      .updateTable('sign_ins')
      .set({
        user_display_name_key: keyOf(record['userDisplayName']),
        app_display_name_key: keyOf(record['appDisplayName']),
        client_app_used_key: isInteractive ? null : '',
        authentication_requirement_key: isMultifactor ? null : 'singlefactorauthentication',
        sign_in_event_type_key: isInteractive ? null : 'serviceprincipal',
      })
      .where('id', '=', id)
      .execute()
  })

const fillAudits = (db: Kysely<Schema>): Promise<void> =>
  eachRecord(db, 'directory_audits', async (id, record) => {
    const initiatedBy = fieldsOf(record['initiatedBy'])
    const { activity_at } = await db
      .updateTable('directory_audits')
      .set({
        initiated_by_user_display_name_key: keyOf(fieldsOf(initiatedBy['user'])['displayName']),
        initiated_by_app_display_name_key: keyOf(fieldsOf(initiatedBy['app'])['displayName']),
      })
      .where('id', '=', id)
      .returning('activity_at')
      .executeTakeFirstOrThrow()
    const targets = Array.isArray(record['targetResources']) ? record['targetResources'].map(fieldsOf) : []
    for (const [position, target] of targets.entries()) {
      const target_id = typeof target['id'] === 'string' ? target['id'] : null
      const display_name_key = keyOf(target['displayName'])
      await db
        .insertInto('directory_audit_targets')
        .values({ audit_id: id, position, activity_at, target_id, display_name_key })
        .execute()
    }
  })
