import { instant } from '../base/time.ts'
import type { Read } from '../kernel/store.ts'
import { activities } from './rules/activities.ts'
import { type Deed, handOf } from './rules/hand.ts'
import type { ActivityName, DirectoryAudit } from './rules.ts'
import { type Behind, listAbout, listAboutAt, listLinking, type TargetAt } from './store/about.ts'

const deedOf = (record: DirectoryAudit, at: number): Deed => ({
  at: instant(at),
  by: handOf(record),
  auditId: record.id,
})

const namesOf = (wanted: readonly ActivityName[]): readonly string[] =>
  wanted.map((name) => activities[name].activityDisplayName)

const batchSize = 100

/**
 * Goes through the records of what was done to any of the targets, newest first, as long as somebody listens.
 *
 * Only what succeeded is told. The caller has been asked what they may.
 */
export async function* deedsTo(
  read: Read,
  wanted: readonly ActivityName[],
  targetIds: readonly string[],
): AsyncGenerator<Deed & { readonly record: DirectoryAudit }> {
  if (targetIds.length === 0) return
  let behind: Behind | undefined
  do {
    const rows = await listAbout(read, { activities: namesOf(wanted), targetIds }, batchSize, behind)
    for (const { at, record: text } of rows) {
      const record = JSON.parse(text) as DirectoryAudit
      yield { ...deedOf(record, at), record }
    }
    behind = rows.length < batchSize ? undefined : rows.at(-1)
  } while (behind)
}

/**
 * What was done to each target at the very instant beside it, in one query however many there are.
 *
 * Only what succeeded is told. The caller has been asked what they may.
 */
export async function deedsAt(
  read: Read,
  wanted: readonly ActivityName[],
  targets: readonly TargetAt[],
): Promise<readonly (Deed & { readonly record: DirectoryAudit })[]> {
  const rows = await listAboutAt(read, namesOf(wanted), targets)
  return rows.map(({ at, record: text }) => {
    const record = JSON.parse(text) as DirectoryAudit
    return { ...deedOf(record, at), record }
  })
}

/**
 * What linked objects to others, as members to groups: the latest for each two, in one query however many there are.
 *
 * Undefined where the log has no record of it. The caller has been asked what they may.
 */
export async function deedsLinking(
  read: Read,
  wanted: readonly ActivityName[],
  links: readonly { readonly from: string; readonly to: string }[],
): Promise<(from: string, to: string) => Deed | undefined> {
  const [froms, tos] = [new Set(links.map(({ from }) => from)), new Set(links.map(({ to }) => to))]
  const rows = await listLinking(read, namesOf(wanted), [...froms], [...tos])
  const latest = new Map<string, Deed>()
  for (const { firstId, secondId, at, record } of rows) {
    const key = `${firstId} ${secondId}`
    if (!latest.has(key)) latest.set(key, deedOf(JSON.parse(record) as DirectoryAudit, at))
  }
  return (from, to) => latest.get(`${from} ${to}`)
}
