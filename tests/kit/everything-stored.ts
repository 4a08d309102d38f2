import type { Schema } from '../../src/kernel/tables.ts'
import type { TestKernel } from './kernel.ts'

/** Every row of every table as text; bytes both as they are and in the ways they are usually written. */
export async function everythingStored({ test }: TestKernel): Promise<string> {
  const { reader } = test.database
  const tables = await reader.introspection.getTables()
  const rows = await Promise.all(
    tables.map(({ name }) =>
      reader
        .selectFrom(name as keyof Schema)
        .selectAll()
        .execute(),
    ),
  )
  return rows
    .flat()
    .flatMap((row) => Object.values(row).map(written))
    .join('\n')
}

function written(value: unknown): string {
  if (!(value instanceof Uint8Array)) return String(value)
  const bytes = Buffer.from(value)
  return ['latin1', 'utf8', 'hex', 'base64', 'base64url'].map((form) => bytes.toString(form as 'hex')).join('\n')
}
