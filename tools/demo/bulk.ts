import { CompiledQuery } from 'kysely'
import type { Write } from '../../src/kernel/store.ts'
import type { Schema } from '../../src/kernel/tables.ts'
import { executeOn } from '../../src/kernel/turn.ts'
import type { Stage } from './stage.ts'

/** Both databases take more values in one statement. */
const mostValues = 15_000

type Rows<Table extends keyof Schema> = readonly Schema[Table][]

/** Puts many rows into a table, some hundred with each statement. */
export async function insertRows<Table extends keyof Schema>(
  { w, kernel }: Pick<Stage, 'w' | 'kernel'>,
  table: Table,
  rows: Rows<Table>,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const atOnce = Math.floor(mostValues / columns.length)
  const texts = new Map<number, string>()
  for (let start = 0; start < rows.length; start += atOnce) {
    const some = rows.slice(start, start + atOnce)
    const text = texts.get(some.length) ?? insertText(kernel.store.kind, table, columns, some.length)
    texts.set(some.length, text)
    await run(
      w,
      text,
      some.flatMap((row) => columns.map((column): unknown => Reflect.get(row, column))),
    )
  }
}

function insertText(kind: 'sqlite' | 'postgres', table: string, columns: readonly string[], count: number): string {
  let place = 0
  const value = kind === 'sqlite' ? () => '?' : () => `$${++place}`
  const lines = Array.from({ length: count }, () => `(${columns.map(value).join(', ')})`)
  return `insert into ${table} (${columns.join(', ')}) values ${lines.join(', ')}`
}

/**
 * Gives SQLite more room for indexes while `work` fills them: else it reads them again and again from its file.
 *
 * Source: the pragma counts in KiB where it is negative; a server has 4000.
 */
export async function withRoom<Value>({ w, kernel }: Stage, work: () => Promise<Value>): Promise<Value> {
  if (kernel.store.kind !== 'sqlite') return work()
  await run(w, 'pragma cache_size = -200000', [])
  try {
    return await work()
  } finally {
    await run(w, 'pragma cache_size = -4000', [])
  }
}

const run = (w: Write, text: string, values: readonly unknown[]) =>
  executeOn(w.db, CompiledQuery.raw(text, [...values]))
