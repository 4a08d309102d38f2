import type { Schema } from '../../src/kernel/tables.ts'
import type { TestKernel } from './kernel.ts'

/** Every row of every table but those named, so that two moments can be compared. */
export async function storedBy(
  { test }: TestKernel,
  but: readonly (keyof Schema)[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { reader } = test.database
  const tables = (await reader.introspection.getTables()).filter(({ name }) => !but.some((other) => other === name))
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const all = await reader
        .selectFrom(name as keyof Schema)
        .selectAll()
        .execute()
      return [name, all.map((row) => JSON.stringify(row)).toSorted()] as const
    }),
  )
  return Object.fromEntries(rows)
}
