import { handOf } from '../../audit/rules/hand.ts'
import type { SignInRecord } from '../../audit/rules/sign-in-record.ts'
import type { DirectoryAudit } from '../../audit/rules.ts'
import type { Instant } from '../../base/time.ts'
import { type IssuedPass, passChangeIn } from './pass-records.ts'
import { errorCodeIn, hasPassStep, passStepAt, resultOf, sessionIn, userIn } from './sign-ins.ts'

interface Somebody {
  readonly id: string | null
  readonly displayName: string | null
  readonly userPrincipalName: string | null
}

/** Kinds in the order in which those of one moment are told. */
const kinds = [
  'passIssued',
  'passTried',
  'passSpent',
  'change',
  'registrationStarted',
  'methodRegistered',
  'methodChanged',
  'signIn',
  'passReplaced',
  'passDeleted',
  'passExpired',
] as const

/** One thing that happened. */
export interface Event {
  readonly id: string
  readonly at: Instant
  readonly kind: (typeof kinds)[number]
  readonly title: string
  readonly result: 'success' | 'interrupted' | 'failure'
  readonly reason: string | null
  readonly errorCode: number | null
  readonly actor: (Somebody & { readonly kind: 'user' | 'application' | 'server' | 'nobody' }) | null
  readonly target: Somebody | null
  readonly ipAddress: string | null
  readonly application: { readonly appId: string | null; readonly displayName: string | null } | null
  readonly correlationId: string | null
  readonly passId: string | null
  readonly sessionId: string | null
  readonly values: readonly {
    readonly name: string
    readonly oldValue: string | null
    readonly newValue: string | null
  }[]
  /** Where Graph has the record, percent-encoded. */
  readonly record: string | null
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const auditKinds: Readonly<Record<string, Event['kind']>> = {
  'User started security info registration': 'registrationStarted',
  'Admin registered security info': 'methodRegistered',
  'User registered security info': 'methodRegistered',
  'User updated security info': 'methodChanged',
  'User deleted security info': 'methodChanged',
  'Admin updated security info': 'methodChanged',
  'Admin deleted security info': 'methodChanged',
}

/** What an audit tells; `pass` is the pass whose story it is told in. */
export function eventOfAudit(audit: DirectoryAudit, at: Instant, pass?: string): Event {
  const change = passChangeIn(audit)
  const details = new Map(audit.additionalDetails.map(({ key, value }) => [key, value]))
  const { user, app } = audit.initiatedBy
  const [target] = audit.targetResources
  const values = (target?.['modifiedProperties'] ?? []) as readonly {
    displayName: string
    oldValue: string | null
    newValue: string | null
  }[]
  const appId = details.get('AppId') ?? textOf(app?.['appId'])
  return {
    id: audit.id,
    at,
    kind: kindOf(audit, pass),
    title: audit.activityDisplayName,
    result: audit.result,
    reason: textOf(audit.resultReason),
    errorCode: null,
    actor: actorOf(audit),
    target: target ? somebody(target) : null,
    ipAddress: textOf((user ?? app)?.['ipAddress']),
    application: appId ? { appId, displayName: details.get('AppDisplayName') ?? textOf(app?.['displayName']) } : null,
    correlationId: audit.correlationId,
    passId: pass ?? change?.issuedId ?? change?.endedId ?? null,
    sessionId: details.get('SessionId') ?? null,
    values: values.map(({ displayName, oldValue, newValue }) => ({ name: displayName, oldValue, newValue })),
    record: `/auditLogs/directoryAudits/${encodeURIComponent(audit.id)}`,
  }
}

function kindOf(audit: DirectoryAudit, pass: string | undefined): Event['kind'] {
  const change = passChangeIn(audit)
  if (change?.issuedId && (pass === undefined || change.issuedId === pass)) return 'passIssued'
  if (change?.issuedId) return 'passReplaced'
  if (change?.endedId) return 'passDeleted'
  if (pass !== undefined && audit.activityDisplayName === 'Delete user') return 'passDeleted'
  return auditKinds[audit.activityDisplayName] ?? 'change'
}

function actorOf(audit: DirectoryAudit): Event['actor'] {
  const hand = handOf(audit)
  return hand.kind === 'user' && hand.id === null ? { ...hand, kind: 'nobody' } : hand
}

const somebody = (from: Readonly<Record<string, unknown>>): Somebody => ({
  id: textOf(from['id']),
  displayName: textOf(from['displayName']),
  userPrincipalName: textOf(from['userPrincipalName']),
})

/** What a sign-in tells; `pass` is the pass whose story it is told in. */
export function eventOfSignIn(signIn: SignInRecord, at: Instant, pass?: string): Event {
  const isTry = hasPassStep(signIn)
  const result = resultOf(signIn)
  const person = {
    id: userIn(signIn) ?? null,
    displayName: textOf(signIn['userDisplayName']),
    userPrincipalName: textOf(signIn['userPrincipalName']),
  }
  const isPerson = person.userPrincipalName !== null || person.id !== null
  return {
    id: String(signIn['id']),
    at,
    kind: isTry ? 'passTried' : 'signIn',
    title: isTry ? 'Sign-in with Temporary Access Pass' : 'Sign-in',
    result,
    reason: result === 'success' ? null : textOf((signIn['status'] as Record<string, unknown>)['failureReason']),
    errorCode: errorCodeIn(signIn),
    actor: isPerson ? { kind: 'user', ...person } : applicationIn(signIn),
    target: isPerson ? person : null,
    ipAddress: textOf(signIn['ipAddress']),
    application: { appId: textOf(signIn['appId']), displayName: textOf(signIn['appDisplayName']) },
    correlationId: textOf(signIn['correlationId']),
    passId: pass ?? null,
    sessionId: sessionIn(signIn) ?? null,
    values: [],
    record: `/auditLogs/signIns/${signIn['id']}`,
  }
}

const applicationIn = (signIn: SignInRecord): Event['actor'] => ({
  kind: 'application',
  id: textOf(signIn['appId']),
  displayName: textOf(signIn['appDisplayName']),
  userPrincipalName: null,
})

const ofPass = (pass: IssuedPass) =>
  ({
    result: 'success',
    reason: null,
    errorCode: null,
    target: pass.user,
    ipAddress: null,
    application: null,
    correlationId: null,
    passId: pass.id,
    sessionId: null,
    values: [],
    record: null,
  }) as const

/** The end of a pass by the clock. */
export const expiry = (pass: IssuedPass, at: Instant): Event => ({
  ...ofPass(pass),
  id: `passExpired:${pass.id}`,
  at,
  kind: 'passExpired',
  title: 'Temporary Access Pass expired',
  actor: null,
})

/** The use of a one-time pass, by the sign-in that tells it, or by the pass itself at a time. */
export function spending(pass: IssuedPass, by: SignInRecord | Instant): Event {
  const signIn = typeof by === 'number' ? undefined : eventOfSignIn(by, pass.issuedAt, pass.id)
  const at = typeof by === 'number' ? by : passStepAt(by)
  return {
    ...ofPass(pass),
    id: `passSpent:${pass.id}`,
    at: at ?? pass.issuedAt,
    kind: 'passSpent',
    title: 'Temporary Access Pass used up',
    actor: { kind: 'user', ...pass.user },
    ipAddress: signIn?.ipAddress ?? null,
    correlationId: signIn?.correlationId ?? null,
    sessionId: signIn?.sessionId ?? null,
    record: signIn?.record ?? null,
  }
}

/** In the order of time; those of one moment in the order in which one leads to the other. */
export const inOrder = (events: readonly Event[]): readonly Event[] =>
  events.toSorted(
    (one, other) =>
      one.at - other.at || kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || (one.id < other.id ? -1 : 1),
  )
