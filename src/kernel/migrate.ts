import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationResultSet, Migrator } from 'kysely/migration'
import { migrations } from '../migrations/index.ts'
import type { Columns, DatabaseKind } from './columns.ts'
import { columns } from './columns.ts'
import type { Database } from './open.ts'
import type { Schema } from './tables.ts'

/** One step of the schema, the same for both databases; never edited once released. */
export interface SchemaStep {
  readonly name: string
  up(db: Kysely<Schema>, columns: Columns, kind: DatabaseKind): Promise<void>
}

const migratorFor = (db: Kysely<Schema>, kind: DatabaseKind, steps: readonly SchemaStep[]): Migrator =>
  new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          steps.map((step): [string, Migration] => [step.name, { up: (on) => step.up(on, columns(kind), kind) }]),
        ),
    },
  })

/** Which steps the database still lacks, in order. */
export async function pendingMigrations(database: Database): Promise<readonly string[]> {
  const known = await migratorFor(database.writer, database.kind, migrations).getMigrations()
  return known.filter((migration) => !migration.executedAt).map((migration) => migration.name)
}

/**
 * Brings the schema up to this version, under a lock that other processes wait for.
 *
 * Returns the names of the steps taken.
 * Throws when the database is of a newer version than this program, and when a step fails; a failed step leaves nothing.
 */
export async function migrateToLatest(
  database: Database,
  steps: readonly SchemaStep[] = migrations,
): Promise<readonly string[]> {
  const { error, results } = await migrate(database, steps)
  if (error !== undefined) {
    if (error instanceof Error && /corrupted migrations/i.test(error.message)) {
      throw new Error(
        'The database was written by a newer or different version of Latchkey. Start that version, or restore a backup made by this one.',
        { cause: error },
      )
    }
    throw error
  }
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/** Kysely locks and wraps in a transaction on PostgreSQL alone; on SQLite an immediate transaction does both. */
function migrate({ writer, kind }: Database, steps: readonly SchemaStep[]): Promise<MigrationResultSet> {
  if (kind === 'postgres') return migratorFor(writer, kind, steps).migrateToLatest()
  return writer.connection().execute(async (db) => {
    await sql`begin immediate`.execute(db)
    const outcome = await migratorFor(db, kind, steps).migrateToLatest()
    await (outcome.error === undefined ? sql`commit` : sql`rollback`).execute(db)
    return outcome
  })
}
