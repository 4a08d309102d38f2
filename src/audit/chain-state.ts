import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { type Instant, instant } from '../base/time.ts'
import { command } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import type { Finding } from './rules/chain.ts'
import {
  continueVerification,
  countWaiting,
  findLastSeal,
  listVerifications,
  putVerification,
} from './store/chain-state.ts'
import type { AuditVerificationRow } from './tables.ts'
import { checkNewest, checkWhole, isPlace, type PartChecked } from './verify-part.ts'

/** What came of verifying the newest records, or all of them. */
export interface ChainVerification {
  readonly part: 'newest' | 'whole'
  readonly beganAt: Instant
  /** Null while a verification of the whole goes on. */
  readonly endedAt: Instant | null
  readonly from: number | null
  readonly through: number | null
  readonly checked: number
  readonly findingCount: number
  /** The first of the findings. */
  readonly findings: readonly Finding[]
  readonly continueFrom: string | null
}

/** How the chain stands. */
export interface AuditChain {
  readonly head: { readonly sequence: number; readonly hash: string; readonly sealedAt: Instant } | null
  /** Records that wait for their place, of each log no more than `mostWaiting`. */
  readonly waiting: number
  readonly waitingSince: Instant | null
  /** The last of each part. */
  readonly verifications: readonly ChainVerification[]
}

const mostWaiting = 10_000
const mostFindings = 100

/** How the chain stands; refuses with `insufficientPrivileges`. */
export const readAuditChain = (kernel: Kernel, actor: Actor): Promise<AuditChain> =>
  kernel.store.read(async (r) => {
    await kernel.authorize(r, actor, 'auditLogs.read')
    const last = await findLastSeal(r)
    const waiting = [
      await countWaiting(r, 'directoryAudits', mostWaiting),
      await countWaiting(r, 'signIns', mostWaiting),
    ]
    const since = waiting.flatMap((one) => (one.since === null ? [] : [one.since]))
    return {
      head: last
        ? { sequence: last.sequence, hash: Buffer.from(last.hash).toString('hex'), sealedAt: instant(last.sealed_at) }
        : null,
      waiting: waiting.reduce((sum, { count }) => sum + count, 0),
      waitingSince: since.length > 0 ? instant(Math.min(...since)) : null,
      verifications: (await listVerifications(r)).map(fromRow),
    }
  })

const fromRow = (row: AuditVerificationRow): ChainVerification => ({
  part: row.part,
  beganAt: instant(row.began_at),
  endedAt: row.ended_at === null ? null : instant(row.ended_at),
  from: row.from_sequence,
  through: row.through_sequence,
  checked: row.checked,
  findingCount: row.finding_count,
  findings: JSON.parse(row.findings) as readonly Finding[],
  continueFrom: row.continue_from,
})

const toRow = (one: ChainVerification): AuditVerificationRow => ({
  part: one.part,
  began_at: one.beganAt,
  ended_at: one.endedAt,
  from_sequence: one.from,
  through_sequence: one.through,
  checked: one.checked,
  finding_count: one.findingCount,
  findings: JSON.stringify(one.findings),
  continue_from: one.continueFrom,
})

/** What to verify: the newest records, or a slice of all of them. */
export interface VerifyInput {
  readonly part: 'newest' | 'whole'
  /** What the slice before said; a verification of the whole begins anew without it. */
  readonly continueFrom?: string | undefined
}

interface Prepared {
  /** Undefined where it begins anew. */
  readonly before: ChainVerification | undefined
  readonly beganAt: Instant
  readonly checked: PartChecked
}

const target = { type: 'Directory', id: 'auditChain', displayName: 'Audit chain' } as const

/**
 * Verifies the newest records or a slice of all, in a few seconds at most, and keeps what came of it.
 *
 * The end of a verification is recorded, and every slice that found something.
 * Refuses with `insufficientPrivileges`, `malformedRequest` or `verificationElsewhere`.
 */
export const verifyAuditChain = command({
  name: 'verifyAuditChain',
  operation: 'auditLogs.read',
  activity: 'verifyAuditChain',
  target: async () => ({ resource: target }),
  prepare: async (kernel, { part, continueFrom }: VerifyInput): Promise<Prepared> => {
    const before = continueFrom === undefined ? undefined : await goingOn(kernel, continueFrom)
    const beganAt = kernel.clock.now()
    const checked = part === 'newest' ? await checkNewest(kernel) : await checkWhole(kernel, continueFrom)
    return { before, beganAt, checked }
  },
  work: async (w, { part, continueFrom }, prepared: Prepared): Promise<ChainVerification> => {
    const found = together(w, part, prepared)
    if (continueFrom === undefined) await putVerification(w, toRow(found))
    else if (!(await continueVerification(w, toRow(found), continueFrom))) throw elsewhere()
    if (found.endedAt === null && prepared.checked.findings.length === 0) {
      w.unrecorded('a slice of a verification; what came of the whole is recorded at its end')
    } else record(w, found)
    return found
  },
})

async function goingOn(kernel: Kernel, continueFrom: string): Promise<ChainVerification> {
  if (!isPlace(continueFrom)) {
    const message = 'continueFrom is what the slice before answered, as it stands; leave it out to begin anew.'
    throw new Refusal('malformedRequest', message, { field: 'continueFrom' })
  }
  const rows = await kernel.store.read(listVerifications)
  const before = rows.find((row) => row.part === 'whole' && row.continue_from === continueFrom)
  if (!before) throw elsewhere()
  return fromRow(before)
}

const elsewhere = (): Refusal =>
  new Refusal(
    'verificationElsewhere',
    'The verification of the whole did not stop there: it ended, began anew, or somebody else went on with it. Read how it stands, or begin anew without continueFrom.',
    { field: 'continueFrom' },
  )

function together(w: Write, part: VerifyInput['part'], { before, beganAt, checked }: Prepared): ChainVerification {
  const { findings, continueFrom } = checked
  return {
    part,
    beganAt: before?.beganAt ?? beganAt,
    endedAt: continueFrom === null ? w.now : null,
    from: before?.from ?? checked.from,
    through: checked.through ?? before?.through ?? null,
    checked: (before?.checked ?? 0) + checked.checked,
    findingCount: (before?.findingCount ?? 0) + findings.length,
    findings: [...(before?.findings ?? []), ...findings].slice(0, mostFindings),
    continueFrom,
  }
}

function record(w: Write, { part, checked, findingCount }: ChainVerification): void {
  const isIntact = findingCount === 0
  w.audit({
    activity: 'verifyAuditChain',
    result: isIntact ? 'success' : 'failure',
    ...(isIntact ? {} : { reason: `${findingCount} findings; the logs were changed outside Latchkey` }),
    targets: [target],
    details: { Part: part, Checked: String(checked), Findings: String(findingCount) },
  })
}
