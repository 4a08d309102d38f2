import type { Instant } from '../../base/time.ts'
import type { Read } from '../../kernel/store.ts'

/**
 * How many interactive sign-ins ended with one of the error codes since a moment; no more than `most` are counted.
 *
 * The caller has been asked what they may.
 */
export async function countSignInErrors(
  { db }: Read,
  codes: readonly number[],
  since: Instant,
  most: number,
): Promise<number> {
  const found = db
    .selectFrom('sign_ins')
    .select('error_code')
    .where('error_code', 'in', codes)
    .where('created_at', '>=', since)
    .where('is_interactive', '=', 1)
    .limit(most)
  const { count } = await db
    .selectFrom(found.as('found'))
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
