import type { SignInRecord } from '../audit/rules/sign-in-record.ts'
import type { DirectoryAudit } from '../audit/rules.ts'
import { auditsAboutUser, signInsOfUser, type Told } from '../audit/service.ts'
import { userId } from '../base/text.ts'
import { earliest, type Instant, plusMinutes } from '../base/time.ts'
import type { Read } from '../kernel/store.ts'
import { findPass } from '../methods/temporary-access-pass/service.ts'
import type { PassSpan } from './pass-spans.ts'
import {
  type Event,
  eventOfAudit,
  eventOfSignIn,
  expiry,
  hasPassStep,
  type IssuedPass,
  isSpending,
  sessionIn,
  spending,
  stepTimes,
} from './rules.ts'

/** What happened to a pass and by it. */
export interface PassStory {
  readonly pass: IssuedPass
  readonly events: readonly Event[]
  /** Whether there is more than was read. */
  readonly isTruncated: boolean
}

const mostRead = 1000
/** How long after its end tries with a pass are still told. */
const minutesBehind = 24 * 60

const ownMethods = [
  'userStartedSecurityInfoRegistration',
  'userRegisteredSecurityInfo',
  'userUpdatedSecurityInfo',
  'userDeletedSecurityInfo',
] as const

/** Tells the story of a pass; nothing where it was found by a session that it did not open. */
export async function passStory(r: Read, span: PassSpan, withSignIns: boolean): Promise<PassStory | undefined> {
  const { pass, issuing, ending, sessionIds } = span
  const within = { userId: pass.user.id, from: pass.issuedAt, until: untilOf(span, r.now) }
  const signIns = withSignIns ? await signInsOfUser(r, within, mostRead) : []
  const tries = signIns.filter(({ record }) => hasPassStep(record))
  const opened = new Set(tries.flatMap(({ record }) => sessionIn(record) ?? []))
  if (sessionIds && ![...sessionIds].some((id) => opened.has(id))) return undefined
  const changes = await auditsAboutUser(r, within, ownMethods, mostRead)
  const audits = [issuing, ...changes.filter((change) => isByPass(change, tries, opened)), ...(ending ? [ending] : [])]
  const inSessions = signIns.filter(({ record }) => hasPassStep(record) || opened.has(sessionIn(record) ?? ''))
  const used = withSignIns ? await spentIn(r, pass, tries) : []
  return {
    pass,
    events: [
      ...audits.map(({ record, at }) => eventOfAudit(record, at, pass.id)),
      ...inSessions.map(({ record, at }) => eventOfSignIn(record, at, pass.id)),
      ...used,
      ...endOf(span, r.now, used.length > 0),
    ],
    isTruncated: signIns.length === mostRead || changes.length === mostRead,
  }
}

const untilOf = ({ pass, ending }: PassSpan, now: Instant): Instant =>
  ending?.at ?? earliest(now, plusMinutes(pass.endAt ?? now, minutesBehind))

/** Whether a method was changed in a session that the pass opened, or in the sign-in itself. */
function isByPass(
  { record, at }: Told<DirectoryAudit>,
  tries: readonly Told<SignInRecord>[],
  opened: ReadonlySet<string>,
): boolean {
  const session = record.additionalDetails.find(({ key }) => key === 'SessionId')?.value
  if (session !== undefined && opened.has(session)) return true
  return tries.some((one) => one.record['correlationId'] === record.correlationId || stepTimes(one.record).includes(at))
}

/** When a one-time pass was used up: as a sign-in tells, or as the pass does where the sign-in was left unfinished. */
async function spentIn(r: Read, pass: IssuedPass, tries: readonly Told<SignInRecord>[]): Promise<readonly Event[]> {
  if (pass.isUsableOnce !== true) return []
  const told = tries.find(({ record }) => isSpending(record))
  if (told) return [spending(pass, told.record)]
  const kept = (await findPass(r, userId(pass.user.id)))?.pass
  return kept?.id === pass.id && kept.usedAt !== null ? [spending(pass, kept.usedAt)] : []
}

/** That its time ran out, unless it had ended or been used up before. */
function endOf({ pass, ending }: PassSpan, now: Instant, isUsed: boolean): readonly Event[] {
  const { endAt } = pass
  if (endAt === null || endAt > now || isUsed || (ending && ending.at <= endAt)) return []
  return [expiry(pass, endAt)]
}
