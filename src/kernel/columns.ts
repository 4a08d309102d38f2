import { type ColumnDataType, type Expression, sql } from 'kysely'

export type DatabaseKind = 'sqlite' | 'postgres'

type ColumnType = ColumnDataType | Expression<unknown>

/** The seven kinds of column both databases have in common; migrations use no other. */
export interface Columns {
  readonly id: ColumnType
  readonly text: ColumnType
  readonly integer: ColumnType
  /** Milliseconds since 1970. */
  readonly instant: ColumnType
  /** 0 or 1. */
  readonly flag: ColumnType
  /** JSON as text. */
  readonly json: ColumnType
  readonly bytes: ColumnType
}

/** Texts are ordered by code point on both databases, so that keyset paging sees one order. */
export function columns(kind: DatabaseKind): Columns {
  const text = kind === 'sqlite' ? 'text' : sql`text collate "C"`
  return {
    id: text,
    text,
    integer: 'integer',
    instant: 'bigint',
    flag: 'integer',
    json: text,
    bytes: kind === 'sqlite' ? 'blob' : sql`bytea`,
  }
}

export const flag = (value: boolean): 0 | 1 => (value ? 1 : 0)
