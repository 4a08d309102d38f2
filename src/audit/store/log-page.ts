import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Condition } from '../../base/odata/condition.ts'
import type { ListQuery } from '../../base/odata/query.ts'
import { itemProperties } from '../../base/odata/scope.ts'
import type { Page, ResourceShape } from '../../base/odata/shape.ts'
import { selectPage } from '../../kernel/odata.ts'
import { compileCondition } from '../../kernel/odata-condition.ts'
import type { Read } from '../../kernel/store.ts'
import type { Schema } from '../../kernel/tables.ts'
import { allOf, canDrive, comesInOrder, mostToDrive, partsOf } from '../rules/driver.ts'

/** A log: its table, the column of its time, and what its filters are compiled with. */
export interface Log {
  readonly table: 'sign_ins' | 'directory_audits'
  readonly time: 'created_at' | 'activity_at'
  readonly shape: ResourceShape
}

type Rows<Row> = SelectQueryBuilder<Schema, Log['table'], Row>

/**
 * Reads a page of a log, newest or oldest first.
 *
 * A database guesses how many records a filter has from what filters have on the average, and a guess that is wrong
 * costs a reading of the whole log. So of several parts that an index could serve the one with fewest records is found
 * out first; the page is read by it, or in the order of time where all parts have many.
 */
export async function pageOfLog<Row extends { readonly id: string }>(
  read: Read,
  log: Log,
  from: Rows<Row>,
  query: ListQuery,
): Promise<Page<Row>> {
  const parts = partsOf(query.condition)
  const drivers = parts.filter(canDrive)
  const [only] = drivers
  if (!only || (drivers.length === 1 && comesInOrder(only))) return selectPage(from, query, log.shape)
  const counts = await Promise.all(drivers.map((part) => countOfFew(read, log, part, mostToDrive(part, query.top))))
  const fewest = Math.min(...counts)
  const driver = fewest < Number.POSITIVE_INFINITY ? drivers[counts.indexOf(fewest)] : undefined
  const others = drivers.filter((part) => part !== driver)
  const rest = others.length > 0 ? from.where(hide(log, others)) : from
  const seen = { ...query, condition: allOf(parts.filter((part) => !others.includes(part))) }
  const isWorthBounding = driver?.kind === 'text' && fewest > 4 * query.top && !query.count
  return isWorthBounding ? boundedPage(log, rest, seen) : selectPage(rest, seen, log.shape)
}

const noJson = (): never => {
  throw new Error('No filter of a log looks into JSON')
}

const compiled = (log: Log, condition: Condition) => compileCondition(condition, log.shape, noJson)

/** How many records satisfy a part; infinity where there are more than `most`. */
async function countOfFew(read: Read, log: Log, part: Condition, most: number): Promise<number> {
  const { table, where } = placeOf(log, part)
  const { rows } = await sql<{ readonly found: number }>`
    select count(*) as found from (select 1 from ${sql.table(table)} where ${where} limit ${most + 1}) as counted`.execute(
    read.db,
  )
  const found = Number(rows[0]?.found ?? 0)
  return found > most ? Number.POSITIVE_INFINITY : found
}

/** The table in which a part is looked up, and its condition there. */
function placeOf(log: Log, part: Condition): { readonly table: string; readonly where: Expression<SqlBool> } {
  const declared = part.kind === 'any' ? log.shape.properties[part.property] : undefined
  if (part.kind !== 'any' || !part.of || !declared?.rows || !declared.items) {
    return { table: log.table, where: compiled(log, part) }
  }
  const where = compileCondition(part.of, { properties: itemProperties(declared.items) }, noJson)
  return { table: declared.rows.table, where }
}

/** Parts in a form that no index serves, so that each record is looked at instead, with its own items. */
function hide(log: Log, parts: readonly Condition[]): Expression<SqlBool> {
  const looked = parts.map((part) => {
    const { table, where } = placeOf(log, part)
    const owner = part.kind === 'any' ? log.shape.properties[part.property]?.rows?.owner : undefined
    if (owner === undefined) return where
    const id = sql.ref(`${log.table}.id`)
    return sql`(select count(*) from ${sql.table(table)} where ${sql.ref(owner)} = ${id} and ${hidden([where])}) > 0`
  })
  return hidden(looked)
}

const hidden = (conditions: readonly Expression<unknown>[]): Expression<SqlBool> =>
  sql`(case when ${sql.join(conditions, sql` and `)} then 1 else 0 end) = 1`

/** Finds the time at which the page ends in the index alone, so that only the page's own records are read. */
async function boundedPage<Row extends { readonly id: string }>(
  { time, shape, ...log }: Log,
  from: Rows<Row>,
  query: ListQuery,
): Promise<Page<Row>> {
  const { condition, order, after, top } = query
  const [column, [sooner, later]] = [sql.ref(time), order.descending ? ['<=', '>='] : ['>=', '<=']]
  const matching = condition ? from.where(compiled({ time, shape, ...log }, condition)) : from
  const begun = after ? matching.where(sql<SqlBool>`${column} ${sql.raw(sooner)} ${after.value}`) : matching
  const last = await begun
    .clearSelect()
    .select(sql<number>`${column}`.as('at'))
    .orderBy(column, order.descending ? 'desc' : 'asc')
    .limit(1)
    .offset(top)
    .executeTakeFirst()
  if (!last) return selectPage(from, query, shape)
  const page = await selectPage(from.where(sql<SqlBool>`${column} ${sql.raw(later)} ${last.at}`), query, shape)
  return page.next ? page : selectPage(from, query, shape)
}
