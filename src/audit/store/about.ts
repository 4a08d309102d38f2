import type { Instant } from '../../base/time.ts'
import type { Read } from '../../kernel/store.ts'
import type { RecordText } from './records.ts'

/** Which records of what succeeded are wanted, by what they are called. */
export interface AboutTargets {
  readonly activities: readonly string[]
  readonly targetIds: readonly string[]
}

/** The records behind one in the order of time. */
export interface Behind {
  readonly at: number
  readonly id: string
}

/** Records about any of the targets, newest first, at most so many, behind one where given. */
export function listAbout(
  { db }: Read,
  { activities, targetIds }: AboutTargets,
  most: number,
  behind?: Behind,
): Promise<readonly (RecordText & Behind)[]> {
  const about = db
    .selectFrom('directory_audits')
    .select(['id', 'record', 'activity_at as at'])
    .where('activity_display_name', 'in', activities)
    .where('result', '=', 'success')
    .where('id', 'in', (select) =>
      select.selectFrom('directory_audit_targets').select('audit_id').where('target_id', 'in', targetIds),
    )
  const rest = behind
    ? about.where((row) =>
        row.or([
          row('activity_at', '<', behind.at),
          row.and([row('activity_at', '=', behind.at), row('id', '<', behind.id)]),
        ]),
      )
    : about
  return rest.orderBy('activity_at', 'desc').orderBy('id', 'desc').limit(most).execute()
}

/** A target, and when something was done to it. */
export interface TargetAt {
  readonly targetId: string
  readonly at: Instant
}

/** Records about targets, each of the instant beside its target; no more are read than there are. */
export async function listAboutAt(
  { db }: Read,
  activities: readonly string[],
  targets: readonly TargetAt[],
): Promise<readonly (RecordText & Behind)[]> {
  const found: (RecordText & Behind)[] = []
  for (const some of portionsOf(targets, 200)) {
    const rows = await db
      .selectFrom('directory_audit_targets as target')
      .innerJoin('directory_audits', 'directory_audits.id', 'target.audit_id')
      .select(['directory_audits.id', 'directory_audits.record', 'directory_audits.activity_at as at'])
      .where((row) =>
        row.or(
          some.map(({ targetId, at }) =>
            row.and([row('target.target_id', '=', targetId), row('target.activity_at', '=', at)]),
          ),
        ),
      )
      .where('activity_display_name', 'in', activities)
      .where('result', '=', 'success')
      .execute()
    found.push(...rows)
  }
  return found
}

const portionsOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))

/** A record about two targets: what was done to the first, and the second that it was done with. */
export interface LinkRecord {
  readonly firstId: string
  readonly secondId: string
  readonly at: number
  readonly record: string
}

/** Records whose first target is one of some and whose second is one of others, newest first. */
export async function listLinking(
  { db }: Read,
  activities: readonly string[],
  firstIds: readonly string[],
  secondIds: readonly string[],
): Promise<readonly LinkRecord[]> {
  if (firstIds.length === 0 || secondIds.length === 0) return []
  const rows = await db
    .selectFrom('directory_audit_targets as first')
    .innerJoin('directory_audit_targets as second', 'second.audit_id', 'first.audit_id')
    .innerJoin('directory_audits', 'directory_audits.id', 'first.audit_id')
    .select(['first.target_id as firstId', 'second.target_id as secondId', 'directory_audits.record'])
    .select('directory_audits.activity_at as at')
    .where('first.position', '=', 0)
    .where('first.target_id', 'in', firstIds)
    .where('second.position', '=', 1)
    .where('second.target_id', 'in', secondIds)
    .where('activity_display_name', 'in', activities)
    .where('result', '=', 'success')
    .orderBy('directory_audits.activity_at', 'desc')
    .orderBy('directory_audits.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, firstId: row.firstId ?? '', secondId: row.secondId ?? '' }))
}
