import { type SelectQueryBuilder, sql } from 'kysely'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page, ResourceShape } from '../base/odata/shape.ts'
import type { DatabaseKind } from './columns.ts'
import { compileCondition } from './odata-condition.ts'
import { positionOf, rowsInOrder } from './odata-order.ts'
import type { Schema } from './tables.ts'

/**
 * Reads one page of a resource: condition, order and position are added to `from`, and one row more is read.
 *
 * `from` selects the rows, their `id` and the columns that are sorted by among them.
 * Texts compare by code point, and a null is no text and no number.
 */
export async function selectPage<Tables extends keyof Schema, Row extends { readonly id: string }>(
  from: SelectQueryBuilder<Schema, Tables, Row>,
  query: ListQuery,
  shape: ResourceShape,
): Promise<Page<Row>> {
  const { condition, top } = query
  const matching = condition ? from.where(compileCondition(condition, shape, () => kindOf(from))) : from
  const rows = await rowsInOrder(matching, query, shape, top + 1)
  const last = rows.length > top ? rows[top - 1] : undefined
  return {
    items: rows.slice(0, top),
    next: last && positionOf(last, query, shape),
    count: query.count ? await countOf(matching) : undefined,
  }
}

async function countOf<Tables extends keyof Schema, Row>(
  matching: SelectQueryBuilder<Schema, Tables, Row>,
): Promise<number> {
  const row = await matching.clearSelect().select(sql<number>`count(*)`.as('matching')).executeTakeFirstOrThrow()
  return row.matching
}

/** A query does not tell which database it is for, except by how it writes a parameter. */
function kindOf<Tables extends keyof Schema, Row>(from: SelectQueryBuilder<Schema, Tables, Row>): DatabaseKind {
  return from.limit(1).compile().sql.endsWith('?') ? 'sqlite' : 'postgres'
}
