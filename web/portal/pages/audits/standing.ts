import type { AuditChainState, ChainVerification } from '../../../../contract/api/logs.ts'

/** The verification that tells how the logs stand: what was found counts until everything is verified anew. */
export function standingOf({
  newest,
  whole,
  lastVerification,
}: Pick<AuditChainState, 'newest' | 'whole' | 'lastVerification'>): ChainVerification | null {
  if (whole && !whole.isIntact) return whole
  const isSettled = (whole?.endedDateTime ?? '') > (newest?.endedDateTime ?? '')
  return newest && !newest.isIntact && !isSettled ? newest : lastVerification
}
