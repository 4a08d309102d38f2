import { type UserId, userId } from '../../base/text.ts'
import { instant } from '../../base/time.ts'
import type { Read, Write } from '../../kernel/store.ts'
import type { Email } from './rules.ts'
import type { EmailRow } from './tables.ts'

const fromRow = (row: EmailRow): Email => ({
  owner: userId(row.user_id),
  emailAddress: row.email_address,
  createdAt: instant(row.created_at),
})

export async function findEmailOf(r: Read, owner: UserId): Promise<Email | undefined> {
  const row = await r.db.selectFrom('emails').selectAll().where('user_id', '=', owner).executeTakeFirst()
  return row && fromRow(row)
}

/** Those of the users who have an address. */
export async function listEmailOwners(r: Read, owners: readonly UserId[]): Promise<readonly UserId[]> {
  if (owners.length === 0) return []
  const rows = await r.db.selectFrom('emails').select('user_id').where('user_id', 'in', owners).execute()
  return rows.map((row) => userId(row.user_id))
}

/** Adds an address; false when the user has one already. */
export async function insertEmail(w: Write, email: Email): Promise<boolean> {
  const row = await w.db
    .insertInto('emails')
    .values({ user_id: email.owner, email_address: email.emailAddress, created_at: email.createdAt })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function changeEmailAddress(w: Write, owner: UserId, emailAddress: string): Promise<boolean> {
  const row = await w.db
    .updateTable('emails')
    .set({ email_address: emailAddress })
    .where('user_id', '=', owner)
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteEmailOf(w: Write, owner: UserId): Promise<Email | undefined> {
  const row = await w.db.deleteFrom('emails').where('user_id', '=', owner).returningAll().executeTakeFirst()
  return row && fromRow(row)
}
