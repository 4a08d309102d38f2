import { type Kysely, sql } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** Which methods a sign-in was tried with, and which of them proved something. */
export async function signInMethods(db: Kysely<Schema>, c: Columns): Promise<void> {
  for (const column of Object.values(methods)) {
    await db.schema.alterTable('sign_ins').addColumn(column, c.flag).execute()
  }
  await db.schema.alterTable('sign_ins').addColumn('methods_used', c.text).execute()
  await fill(db)
  for (const column of Object.values(methods)) {
    await db.schema
      .createIndex(`sign_ins_${column}`)
      .on('sign_ins')
      .columns([column, 'created_at', 'is_interactive'])
      .where(sql.ref(column), 'is not', null)
      .execute()
  }
}

/** What the log has called them until now. */
const methods = {
  'Temporary Access Pass': 'with_temporary_access_pass',
  'Passkey (FIDO2)': 'with_passkey',
  'OATH verification code': 'with_oath_code',
  Password: 'with_password',
  'Previously satisfied': 'with_previously_satisfied',
  'Client secret': 'with_client_secret',
} as const

const batchSize = 500

interface Kept {
  readonly authenticationDetails?: readonly { readonly authenticationMethod?: unknown }[]
  readonly authenticationMethodsUsed?: readonly unknown[]
}

/** From the records themselves, a batch at a time. */
async function fill(db: Kysely<Schema>): Promise<void> {
  const words = Object.keys(methods) as readonly (keyof typeof methods)[]
  let afterId = ''
  for (;;) {
    const rows = await db
      .selectFrom('sign_ins')
      .select(['id', 'record'])
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(batchSize)
      .execute()
    for (const { id, record } of rows) {
      const { authenticationDetails = [], authenticationMethodsUsed = [] }: Kept = JSON.parse(record)
      const tried = words.filter((word) => authenticationDetails.some((step) => step.authenticationMethod === word))
      if (tried.length === 0) continue
      const used = words
        .filter((word) => authenticationMethodsUsed.includes(word))
        .map((word) => `|${word.toLowerCase()}|`)
      const columns = Object.fromEntries(tried.map((word) => [methods[word], 1]))
      await db
        .updateTable('sign_ins')
        .set({ ...columns, ...(used.length > 0 ? { methods_used: used.join('') } : {}) })
        .where('id', '=', id)
        .execute()
    }
    const last = rows.at(-1)
    if (!last) return
    afterId = last.id
  }
}
