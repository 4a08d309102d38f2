import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

export async function auditTables(_db: Kysely<Schema>, _c: Columns): Promise<void> {}
