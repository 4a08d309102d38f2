import type { Kysely } from 'kysely'
import { type Instant, instant } from '../../../base/time.ts'
import type { Schema } from '../../../kernel/tables.ts'
import type { Exclusion, ExclusionEnd, ExclusionKey } from '../rules.ts'
import type { ExclusionEndRow } from '../tables.ts'

const fromRow = ({ policy_id, kind, target_id, end_at }: ExclusionEndRow): ExclusionEnd => ({
  policyId: policy_id,
  kind,
  targetId: target_id,
  endAt: instant(end_at),
})

/** Every end that is set, the soonest first; those of deleted policies too. */
export const listEnds = async (db: Kysely<Schema>): Promise<readonly ExclusionEnd[]> =>
  (await db.selectFrom('exclusion_ends').selectAll().orderBy('end_at').execute()).map(fromRow)

/** The policies that are not deleted and have an end that has come. */
export async function listPoliciesWithLapsed(db: Kysely<Schema>, now: Instant): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('exclusion_ends')
    .innerJoin('access_policies', 'access_policies.id', 'exclusion_ends.policy_id')
    .select('policy_id')
    .distinct()
    .where('end_at', '<=', now)
    .where('deleted_at', 'is', null)
    .execute()
  return rows.map((row) => row.policy_id)
}

/** Sets an end, in the place of the one before. */
export async function putEnd(db: Kysely<Schema>, { policyId, kind, targetId, endAt }: ExclusionEnd): Promise<void> {
  await db
    .insertInto('exclusion_ends')
    .values({ policy_id: policyId, kind, target_id: targetId, end_at: endAt })
    .onConflict((conflict) =>
      conflict
        .columns(['policy_id', 'kind', 'target_id'])
        .doUpdateSet((set) => ({ end_at: set.ref('excluded.end_at') })),
    )
    .execute()
}

/** Takes an end away and returns it; nothing where there was none. */
export async function removeEnd(db: Kysely<Schema>, exclusion: Exclusion): Promise<ExclusionEnd | undefined> {
  const row = await db
    .deleteFrom('exclusion_ends')
    .where('policy_id', '=', exclusion.policyId)
    .where('kind', '=', exclusion.kind)
    .where('target_id', '=', exclusion.targetId)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Takes away the ends of a policy that have come, and returns them; of several that try at once, one gets them. */
export async function takeLapsed(db: Kysely<Schema>, policyId: string, now: Instant): Promise<readonly ExclusionEnd[]> {
  const rows = await db
    .deleteFrom('exclusion_ends')
    .where('policy_id', '=', policyId)
    .where('end_at', '<=', now)
    .returningAll()
    .execute()
  return rows.map(fromRow)
}

/** Takes away the ends of exclusions that a policy has no more, and returns them. */
export async function removeEndsBut(
  db: Kysely<Schema>,
  policyId: string,
  kept: readonly ExclusionKey[],
): Promise<readonly ExclusionEnd[]> {
  const rows = await db.selectFrom('exclusion_ends').selectAll().where('policy_id', '=', policyId).execute()
  const isKept = (row: ExclusionEndRow) =>
    kept.some(({ kind, targetId }) => kind === row.kind && targetId === row.target_id)
  const gone = rows.filter((row) => !isKept(row)).map(fromRow)
  for (const end of gone) await removeEnd(db, end)
  return gone
}
