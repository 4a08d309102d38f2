import type { AuditChainState, ChainVerification as VerificationState } from '../../../contract/api/logs.ts'
import { toIso } from '../../base/time.ts'
import { findingKinds } from '../rules/chain.ts'
import type { AuditChain, ChainVerification } from '../service.ts'

export const verificationToApi = (one: ChainVerification): VerificationState => ({
  part: one.part,
  beganDateTime: toIso(one.beganAt),
  endedDateTime: one.endedAt === null ? null : toIso(one.endedAt),
  isIntact: one.findingCount === 0,
  fromSequence: one.from,
  throughSequence: one.through,
  checkedCount: one.checked,
  findingCount: one.findingCount,
  findings: one.findings.map(({ log, recordId, sequence, what }) => ({
    log,
    recordId,
    sequence,
    kind: what,
    message: findingKinds[what],
  })),
  continueFrom: one.continueFrom,
})

export function chainToApi({ head, waiting, waitingSince, verifications }: AuditChain): AuditChainState {
  const [last] = verifications
    .filter(({ endedAt }) => endedAt !== null)
    .toSorted((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0))
  const [newest, whole] = (['newest', 'whole'] as const).map((part) => verifications.find((one) => one.part === part))
  return {
    head: head && { sequence: head.sequence, hash: head.hash, sealedDateTime: toIso(head.sealedAt) },
    sealedCount: head?.sequence ?? 0,
    waitingCount: waiting,
    waitingSinceDateTime: waitingSince === null ? null : toIso(waitingSince),
    lastVerification: last ? verificationToApi(last) : null,
    newest: newest ? verificationToApi(newest) : null,
    whole: whole ? verificationToApi(whole) : null,
  }
}
