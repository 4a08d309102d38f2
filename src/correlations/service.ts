import type { SignInRecord } from '../audit/rules/sign-in-record.ts'
import type { DirectoryAudit } from '../audit/rules.ts'
import { auditsOfCorrelation, signInsOfCorrelation, type Told } from '../audit/service.ts'
import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { isGuid } from '../base/text.ts'
import type { Instant } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { OperationName } from '../roles/rules.ts'
import { type Lead, spansOf } from './pass-spans.ts'
import { passStory } from './pass-story.ts'
import {
  type Event,
  eventOfAudit,
  eventOfSignIn,
  hasPassStep,
  type IssuedPass,
  inOrder,
  passChangeIn,
  sessionIn,
  userIn,
} from './rules.ts'

type LogName = 'directoryAudits' | 'signIns'

/** The story of one correlation id. */
export interface Correlation {
  readonly id: string
  /** The logs that the caller may not read. */
  readonly leftOut: readonly LogName[]
  readonly isTruncated: boolean
  readonly passes: readonly IssuedPass[]
  /** In the order of time, at least one. */
  readonly events: readonly Event[]
}

const mostEvents = 500

/** What carries the correlation id itself. */
interface Carrying {
  readonly audits: readonly Told<DirectoryAudit>[]
  readonly signIns: readonly Told<SignInRecord>[]
}

/**
 * Everything that hangs together with a correlation id: what carries it, and the whole story of the passes it concerns,
 * from issuing over each try and what was registered in the sessions they opened, to their end.
 *
 * Whoever may read one of the logs only is told what that log tells.
 * Refuses with `insufficientPrivileges` whoever may read neither, and with `correlationNotFound`.
 */
export const readCorrelation = (kernel: Kernel, actor: Actor, asked: string): Promise<Correlation> =>
  kernel.store.read(async (r) => {
    const leftOut = await unreadable(kernel, r, actor)
    const id = asked.toLowerCase()
    const carrying: Carrying = {
      audits: leftOut.includes('directoryAudits') ? [] : await auditsOfCorrelation(r, id, mostEvents + 1),
      signIns: leftOut.includes('signIns') ? [] : await signInsOfCorrelation(r, id, mostEvents + 1),
    }
    const carried = eventsOf(carrying)
    if (carried.length === 0) throw notFound(asked, leftOut)
    const { spans, isEvery } = leftOut.includes('directoryAudits')
      ? { spans: [], isEvery: true }
      : await spansOf(r, leadsIn(carrying))
    const stories = []
    for (const span of spans) stories.push(await passStory(r, span, !leftOut.includes('signIns')))
    const concerned = stories.filter((story) => story !== undefined)
    const events = new Map(carried.map((event) => [event.id, event]))
    for (const event of concerned.flatMap((story) => story.events)) events.set(event.id, event)
    const ordered = inOrder([...events.values()])
    return {
      id,
      leftOut,
      isTruncated: !isEvery || ordered.length > mostEvents || concerned.some((story) => story.isTruncated),
      passes: concerned.map(({ pass }) => pass),
      events: ordered.slice(0, mostEvents),
    }
  })

/** The logs that the actor may not read; throws where that is both. */
async function unreadable(kernel: Kernel, r: Read, actor: Actor): Promise<readonly LogName[]> {
  const asked: readonly (readonly [LogName, OperationName])[] = [
    ['directoryAudits', 'auditLogs.read'],
    ['signIns', 'signIns.read'],
  ]
  const refused: { readonly log: LogName; readonly error: Refusal }[] = []
  for (const [log, operation] of asked) {
    try {
      await kernel.authorize(r, actor, operation)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'forbidden') throw error
      refused.push({ log, error })
    }
  }
  const [first, second] = refused
  if (first && second) throw first.error
  return refused.map(({ log }) => log)
}

const eventsOf = ({ audits, signIns }: Carrying): readonly Event[] => [
  ...audits.map(({ record, at }) => eventOfAudit(record, at)),
  ...signIns.map(({ record, at }) => eventOfSignIn(record, at)),
]

/** What points at passes: changes of them, tries, and what was done in a session that one may have opened. */
const leadsIn = ({ audits, signIns }: Carrying): readonly Lead[] => [
  ...audits.flatMap(({ record, at }) => leadOfAudit(record, at)),
  ...signIns.flatMap(({ record, at }): readonly Lead[] => {
    const userId = userIn(record)
    if (userId === undefined) return []
    const sessionId = sessionIn(record)
    if (hasPassStep(record)) return [{ userId, at, by: 'try' }]
    return sessionId === undefined ? [] : [{ userId, at, by: 'session', sessionId }]
  }),
]

function leadOfAudit(audit: DirectoryAudit, at: Instant): readonly Lead[] {
  const change = passChangeIn(audit)
  const passId = change?.issuedId ?? change?.endedId
  if (change && passId) return [{ userId: change.userId, at, by: 'change', passId }]
  const userId = audit.initiatedBy.user?.['id']
  const sessionId = audit.additionalDetails.find(({ key }) => key === 'SessionId')?.value
  return userId && sessionId ? [{ userId, at, by: 'session', sessionId }] : []
}

function notFound(asked: string, leftOut: readonly LogName[]): Refusal {
  const shown = asked.slice(0, 100)
  const hints = [
    ...(isGuid(asked)
      ? []
      : ['A correlation id is a GUID, as an error page and the response header client-request-id show it.']),
    ...leftOut.map(
      (log) => `Your role does not read the ${log === 'signIns' ? 'sign-in' : 'audit'} log, where it may stand.`,
    ),
    'Look for the time or the person in the logs instead.',
  ]
  return new Refusal('correlationNotFound', `No record carries the correlation id '${shown}'. ${hints.join(' ')}`)
}
