import type { Deed } from '../../audit/rules/hand.ts'
import type { Instant } from '../../base/time.ts'

/** Since when something is so, and whose deed it was. */
export interface Since {
  /** Null where it was before the log begins. */
  readonly at: Instant | null
  /** Null where the log has no record of it. */
  readonly deed: Deed | null
}

/** A thing that happened, and its record where the log has one. */
export interface Happened {
  readonly at: Instant
  readonly deed: Deed | undefined
}

/**
 * Since when somebody is exempt: since the last of what had to happen for it.
 *
 * An exclusion that the log does not tell of is older than the log, and so is what happened beside it without a record.
 */
export function exemptSince(excluded: Deed | undefined, beside: readonly Happened[]): Since {
  const happened: readonly Happened[] = excluded
    ? [{ at: excluded.at, deed: excluded }, ...beside]
    : beside.filter(({ deed }) => deed !== undefined)
  const [last] = happened.toSorted((left, right) => right.at - left.at)
  return last ? { at: last.at, deed: last.deed ?? null } : { at: null, deed: null }
}
