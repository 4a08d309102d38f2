import type { Instant } from '../../base/time.ts'
import type { Read } from '../../kernel/store.ts'

/** The successful sign-ins of a user since then, newest first, at most so many. */
export const listSuccesses = (
  { db }: Read,
  userId: string,
  since: Instant,
  most: number,
): Promise<readonly { readonly at: number; readonly record: string }[]> =>
  db
    .selectFrom('sign_ins')
    .select(['created_at as at', 'record'])
    .where('user_id', '=', userId)
    .where('created_at', '>=', since)
    .where('error_code', '=', 0)
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute()
