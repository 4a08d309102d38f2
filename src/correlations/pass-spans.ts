import type { DirectoryAudit } from '../audit/rules.ts'
import { auditsAboutUser, type Told } from '../audit/service.ts'
import { type Instant, instant } from '../base/time.ts'
import type { Read } from '../kernel/store.ts'
import { endsPassOf, type IssuedPass, issuedBy, passChangeIn } from './rules.ts'

/** Something that points at the pass a user had at a moment, or at a pass by its id. */
export type Lead = { readonly userId: string; readonly at: Instant } & (
  | { readonly by: 'try' }
  | { readonly by: 'change'; readonly passId: string }
  | { readonly by: 'session'; readonly sessionId: string }
)

/** A pass from its issuing to its end. */
export interface PassSpan {
  readonly pass: IssuedPass
  readonly issuing: Told<DirectoryAudit>
  /** What ended it before its time, or after: a replacement, a deletion, the end of the account. */
  readonly ending: Told<DirectoryAudit> | undefined
  /** The sessions by which it was found; undefined where something points at the pass itself. */
  readonly sessionIds: ReadonlySet<string> | undefined
}

const mostPasses = 20
const mostChanges = 100

const changes = [
  'adminRegisteredSecurityInfo',
  'adminDeletedSecurityInfo',
  'userDeletedSecurityInfo',
  'deleteUser',
] as const

/** The passes that the leads point at, no more than twenty; `isEvery` tells whether those are all. */
export async function spansOf(
  r: Read,
  leads: readonly Lead[],
): Promise<{ readonly spans: readonly PassSpan[]; readonly isEvery: boolean }> {
  const spans = new Map<string, PassSpan>()
  for (const lead of leads) {
    const known = [...spans.values()].find((span) => covers(span, lead))
    if (!known && spans.size >= mostPasses) return { spans: [...spans.values()], isEvery: false }
    const span = known ?? (await spanAt(r, lead))
    if (span) spans.set(span.pass.id, { ...span, sessionIds: joined(known, lead) })
  }
  return { spans: [...spans.values()], isEvery: true }
}

function joined(known: PassSpan | undefined, lead: Lead): PassSpan['sessionIds'] {
  if (lead.by !== 'session' || (known && !known.sessionIds)) return undefined
  return new Set([...(known?.sessionIds ?? []), lead.sessionId])
}

function covers({ pass, ending }: PassSpan, lead: Lead): boolean {
  if (pass.user.id !== lead.userId) return false
  if (lead.by === 'change') return pass.id === lead.passId
  return pass.issuedAt <= lead.at && (!ending || lead.at < ending.at)
}

async function spanAt(r: Read, lead: Lead): Promise<PassSpan | undefined> {
  const { userId } = lead
  const before = await auditsAboutUser(r, { userId, from: 0, until: lead.at }, changes, mostChanges, 'desc')
  const issuing =
    lead.by === 'change'
      ? before.find(({ record }) => passChangeIn(record)?.issuedId === lead.passId)
      : before.find(({ record }) => passChangeIn(record) !== undefined)
  const pass = issuing && issuedBy(issuing.record, issuing.at)
  if (!issuing || !pass) return undefined
  const until = instant(Number.MAX_SAFE_INTEGER)
  const after = await auditsAboutUser(r, { userId, from: issuing.at, until }, changes, mostChanges)
  const ending = after.find(({ record }) => record.id !== issuing.record.id && endsPassOf(record, pass.id))
  return { pass, issuing, ending, sessionIds: undefined }
}
