import { type Kysely, sql } from 'kysely'
import { comparisonKey, isGuid } from '../base/text.ts'
import { instant } from '../base/time.ts'
import { flag } from '../kernel/columns.ts'
import { statement } from '../kernel/statement.ts'
import type { Schema } from '../kernel/tables.ts'
import type { Application, SecretSummary } from './rules.ts'
import type { ApplicationRow, ApplicationSecretRow } from './tables.ts'

const applicationFrom = (row: ApplicationRow): Application => ({
  id: row.id,
  appId: row.app_id,
  servicePrincipalId: row.service_principal_id,
  displayName: row.display_name,
  permissions: JSON.parse(row.permissions) as readonly string[],
  delegatedPermissions: JSON.parse(row.delegated_permissions) as readonly string[],
  redirectUris: JSON.parse(row.redirect_uris) as readonly string[],
  isPublicClient: row.is_public_client === 1,
  accountEnabled: row.account_enabled === 1,
  createdAt: instant(row.created_at),
})

/** A secret with what proves it; for comparing alone. */
export interface StoredSecret extends SecretSummary {
  readonly hash: string
}

const secretFrom = (row: ApplicationSecretRow): StoredSecret => ({
  id: row.id,
  displayName: row.display_name,
  hint: row.hint,
  hash: row.secret_hash,
  createdAt: instant(row.created_at),
  expiresAt: instant(row.expires_at),
})

export async function insertApplication(db: Kysely<Schema>, application: Application): Promise<void> {
  await db
    .insertInto('applications')
    .values({
      id: application.id,
      app_id: application.appId,
      service_principal_id: application.servicePrincipalId,
      display_name: application.displayName,
      display_name_key: comparisonKey(application.displayName),
      permissions: JSON.stringify(application.permissions),
      delegated_permissions: JSON.stringify(application.delegatedPermissions),
      redirect_uris: JSON.stringify(application.redirectUris),
      is_public_client: flag(application.isPublicClient),
      account_enabled: flag(application.accountEnabled),
      created_at: application.createdAt,
    })
    .execute()
}

const findByClientId = statement((db, given: { appId: string }) =>
  db.selectFrom('applications').selectAll().where('app_id', '=', given.appId),
)

/** Finds by client id alone: what the token endpoint and every token ask. */
export async function findByAppId(db: Kysely<Schema>, appId: string): Promise<Application | undefined> {
  const [row] = (await findByClientId({ db }, { appId })).rows
  return row && applicationFrom(row)
}

/** Finds by client id, object id or display name; several may have one name. */
export async function findApplications(db: Kysely<Schema>, key: string): Promise<readonly Application[]> {
  const rows = await db
    .selectFrom('applications')
    .selectAll()
    .where((where) =>
      isGuid(key)
        ? where.or([where('app_id', '=', key.toLowerCase()), where('id', '=', key.toLowerCase())])
        : where('display_name_key', '=', comparisonKey(key)),
    )
    .limit(2)
    .execute()
  return rows.map(applicationFrom)
}

/** Finds by one of the object ids. */
export async function findByObjectId(
  db: Kysely<Schema>,
  column: 'id' | 'service_principal_id',
  id: string,
): Promise<Application | undefined> {
  const row = await db.selectFrom('applications').selectAll().where(column, '=', id).executeTakeFirst()
  return row && applicationFrom(row)
}

/** All applications, in the order of their names. */
export async function listApplicationRows(db: Kysely<Schema>): Promise<readonly Application[]> {
  const rows = await db.selectFrom('applications').selectAll().orderBy('display_name_key').orderBy('id').execute()
  return rows.map(applicationFrom)
}

/** What of an application may change. */
export type ApplicationChanges = Partial<
  Pick<Application, 'displayName' | 'permissions' | 'delegatedPermissions' | 'redirectUris' | 'accountEnabled'>
>

/**
 * Changes an application and returns it, or nothing when it is gone.
 *
 * Without a change it still holds the row until the write ends, which adding a secret relies on.
 */
export async function updateApplicationRow(
  db: Kysely<Schema>,
  id: string,
  changes: ApplicationChanges,
): Promise<Application | undefined> {
  const { displayName, permissions, delegatedPermissions, redirectUris, accountEnabled } = changes
  const row = await db
    .updateTable('applications')
    .set({
      created_at: sql`created_at`,
      ...(displayName === undefined ? {} : { display_name: displayName, display_name_key: comparisonKey(displayName) }),
      ...(permissions === undefined ? {} : { permissions: JSON.stringify(permissions) }),
      ...(delegatedPermissions === undefined ? {} : { delegated_permissions: JSON.stringify(delegatedPermissions) }),
      ...(redirectUris === undefined ? {} : { redirect_uris: JSON.stringify(redirectUris) }),
      ...(accountEnabled === undefined ? {} : { account_enabled: flag(accountEnabled) }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && applicationFrom(row)
}

/** Deletes an application with its secrets and returns it, or nothing when it was gone. */
export async function deleteApplicationRow(db: Kysely<Schema>, id: string): Promise<Application | undefined> {
  await updateApplicationRow(db, id, {})
  await db.deleteFrom('application_secrets').where('application_id', '=', id).execute()
  const row = await db.deleteFrom('applications').where('id', '=', id).returningAll().executeTakeFirst()
  return row && applicationFrom(row)
}

export async function insertSecret(db: Kysely<Schema>, applicationId: string, secret: StoredSecret): Promise<void> {
  await db
    .insertInto('application_secrets')
    .values({
      id: secret.id,
      application_id: applicationId,
      display_name: secret.displayName,
      hint: secret.hint,
      secret_hash: secret.hash,
      created_at: secret.createdAt,
      expires_at: secret.expiresAt,
    })
    .execute()
}

/** The secrets of an application, expired ones too, newest first. */
export async function listSecrets(db: Kysely<Schema>, applicationId: string): Promise<readonly StoredSecret[]> {
  const rows = await db
    .selectFrom('application_secrets')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(secretFrom)
}

/** The secrets of every application, as `listSecrets`, by the ids of the applications. */
export async function secretsByApplication(
  db: Kysely<Schema>,
): Promise<ReadonlyMap<string, readonly StoredSecret[] | undefined>> {
  const rows = await db
    .selectFrom('application_secrets')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return new Map(
    Object.entries(Object.groupBy(rows, (row) => row.application_id)).map(([id, own]) => [id, own?.map(secretFrom)]),
  )
}

/** Deletes a secret and returns it, or nothing when the application has no such secret. */
export async function deleteSecret(
  db: Kysely<Schema>,
  applicationId: string,
  id: string,
): Promise<StoredSecret | undefined> {
  const row = await db
    .deleteFrom('application_secrets')
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && secretFrom(row)
}
