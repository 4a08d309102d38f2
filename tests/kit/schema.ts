import { sql } from 'kysely'
import type { Database } from '../../src/kernel/open.ts'

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly required: boolean
}

interface Index {
  readonly table: string
  /** Null for one that a constraint made. */
  readonly name: string | null
  readonly columns: readonly string[]
  readonly kind: 'primary key' | 'unique' | 'index'
  readonly partial: boolean
}

interface Reference {
  readonly table: string
  readonly column: string
  readonly to: string
}

/** What the catalogue of a database says, in the words both databases have in common. */
interface Catalogue {
  readonly columns: readonly Column[]
  readonly indexes: readonly Index[]
  readonly references: readonly Reference[]
}

/**
 * A database's schema as text, alike for SQLite and PostgreSQL where it is alike modulo the seven kinds.
 *
 * The tables in which the migrator keeps its own books are left out.
 */
export async function describeSchema(database: Database): Promise<string> {
  const catalogue = await (database.kind === 'sqlite' ? sqliteCatalogue : postgresCatalogue)(database.reader)
  const tables = [...new Set(catalogue.columns.map((column) => column.table))].toSorted()
  return `${tables
    .filter((table) => !table.startsWith('kysely_'))
    .map((table) => describeTable(table, catalogue))
    .join('\n')}`
}

function describeTable(table: string, { columns, indexes, references }: Catalogue): string {
  const keyed = indexes.find((index) => index.table === table && index.kind === 'primary key')?.columns ?? []
  const lines = [
    ...columns
      .filter((column) => column.table === table)
      .map((column) => {
        const isRequired = column.required || keyed.includes(column.name)
        return `${column.name} ${kindOf(column.type)}${isRequired ? ' not null' : ''}`
      }),
    ...indexes
      .filter((index) => index.table === table)
      .map((index) => {
        const name = index.name === null ? '' : ` ${index.name}`
        return `${index.kind}${name} (${index.columns.join(', ')})${index.partial ? ' where …' : ''}`
      })
      .toSorted(),
    ...references
      .filter((reference) => reference.table === table)
      .map((reference) => `${reference.column} references ${reference.to}`)
      .toSorted(),
  ]
  return `${table}\n${lines.map((line) => `  ${line}\n`).join('')}`
}

const kinds: Readonly<Record<string, string>> = { blob: 'bytes', bytea: 'bytes' }
const kindOf = (type: string): string => kinds[type] ?? type

async function sqliteCatalogue(db: Database['reader']): Promise<Catalogue> {
  const columns = await sql<Column>`
    select m.name as "table", c.name as name, lower(c.type) as type, c."notnull" as required
    from sqlite_master m join pragma_table_info(m.name) c
    where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid`.execute(db)
  const indexes = await sql<{
    table: string
    name: string
    uniq: number
    origin: string
    partial: number
    column: string
  }>`
    select m.name as "table", i.name as name, i."unique" as uniq, i.origin as origin, i.partial as partial, c.name as "column"
    from sqlite_master m join pragma_index_list(m.name) i join pragma_index_info(i.name) c
    where m.type = 'table' order by i.name, c.seqno`.execute(db)
  const references = await sql<Reference>`
    select m.name as "table", f."from" as "column", f."table" || '.' || f."to" as "to"
    from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'`.execute(db)
  return {
    columns: columns.rows.map((row) => ({ ...row, required: Boolean(row.required) })),
    indexes: Object.values(Object.groupBy(indexes.rows, (row) => row.name)).flatMap((rows = []) => {
      const [first] = rows
      if (!first) return []
      const kind = first.origin === 'pk' ? 'primary key' : first.uniq === 1 ? 'unique' : 'index'
      const name = first.origin === 'c' ? first.name : null
      return [{ table: first.table, name, kind, partial: first.partial === 1, columns: rows.map((row) => row.column) }]
    }),
    references: references.rows,
  }
}

async function postgresCatalogue(db: Database['reader']): Promise<Catalogue> {
  const columns = await sql<Column>`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`.execute(db)
  const indexes = await sql<Index & { made_by_constraint: boolean }>`
    select t.relname as "table", i.relname as name, x.indpred is not null as partial,
      case when x.indisprimary then 'primary key' when x.indisunique then 'unique' else 'index' end as kind,
      exists (select 1 from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u')) as made_by_constraint,
      (select array_agg(a.attname::text order by o.place) from unnest(x.indkey) with ordinality as o (number, place)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = o.number) as columns
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where t.relnamespace = 'public'::regnamespace`.execute(db)
  const references = await sql<Reference>`
    select t.relname as "table", a.attname as "column", f.relname || '.' || b.attname as "to"
    from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class f on f.oid = k.confrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
      join pg_attribute b on b.attrelid = f.oid and b.attnum = k.confkey[1]
    where k.contype = 'f' and t.relnamespace = 'public'::regnamespace`.execute(db)
  return {
    columns: columns.rows,
    indexes: indexes.rows.map((row) => ({ ...row, name: row.made_by_constraint ? null : row.name })),
    references: references.rows,
  }
}
