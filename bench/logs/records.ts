import { auditColumns, auditTargets, signInColumns } from '../../src/audit/rules/columns.ts'
import { type SignInErrorCode, signInRecord } from '../../src/audit/rules/sign-in-record.ts'
import type { MethodWord } from '../../src/audit/rules/steps.ts'
import { type ActivityName, directoryAudit } from '../../src/audit/rules.ts'
import type { DirectoryAuditRow, DirectoryAuditTargetRow, SignInRow } from '../../src/audit/tables.ts'
import type { Actor, Origin } from '../../src/base/actor.ts'
import { userId } from '../../src/base/text.ts'
import { type Instant, instant } from '../../src/base/time.ts'

const administratorCount = 60
export const [userCount, appCount, addressCount] = [5000, 50, 20_000]
const daysKept = 90

/** The end of the time that the records cover. */
export const until: Instant = instant(Date.UTC(2026, 8, 1))
export const dayMilliseconds = 24 * 60 * 60 * 1000

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')
const guid = (kind: number, number: number) => `${hex(kind, 8)}-0000-4000-8000-${hex(number, 12)}`

export const userGuid = (number: number) => guid(1, number)
export const appGuid = (number: number) => guid(2, number)
export const recordGuid = (number: number) =>
  `${hex((number * 2654435761) % 2 ** 32, 8)}-0000-4000-8000-${hex(number, 12)}`
export const correlationGuid = (number: number) => guid(3, number)
export const userNamed = (number: number) => `person${number}@example.com`
export const userTitled = (number: number) => `${['Ada', 'Bo', 'Cleo', 'Dai', 'Eve'][number % 5]} Person ${number}`
export const appNamed = (number: number) => `${['Payroll', 'Wiki', 'Mail', 'Shop', 'Desk'][number % 5]} ${number}`
export const addressOf = (number: number) => `198.${18 + (number >> 16)}.${(number >> 8) % 256}.${number % 256}`

/** Most at the low end, as few applications and few people make most of the traffic. */
const skewed = (random: number, count: number) => Math.floor(random ** 3 * count)

const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36 Edg/122.0.2365.66',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0',
]

/** Nine tenths succeed; the rest is mostly mistyped, and some errors are very rare. */
function errorAt(random: number): SignInErrorCode {
  if (random < 0.9) return 0
  if (random < 0.96) return 50126
  if (random < 0.985) return 130503
  if (random < 0.997) return 50053
  if (random < 0.9999) return 50034
  return 135017
}

/** Numbers from 0 to 1 that are the same in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Passwords with codes for the first thirty days, passkeys since then, and a pass in every fiftieth of either. */
function stepsAt(number: number, count: number, isPerson: boolean): readonly MethodWord[] {
  if (!isPerson) return ['Client secret']
  if (number % 50 === 0) return ['Temporary Access Pass']
  return number < count / 3 ? ['Password', 'OATH verification code'] : ['Passkey (FIDO2)']
}

const mac = new Uint8Array(32)
const timeOf = (number: number, count: number) =>
  instant(until - Math.floor(((count - number) / count) * daysKept * dayMilliseconds))

/** The sign-ins of 90 days, oldest first; three in ten are an application's own. */
export function* signInRows(count: number): Generator<SignInRow> {
  const random = numbersFrom(1)
  for (let number = 0; number < count; number++) {
    const [user, app] = [skewed(random(), userCount), skewed(random(), appCount)]
    const isPerson = random() < 0.7
    const errorCode = errorAt(random())
    const origin: Origin = {
      ipAddress: addressOf(Math.floor(random() * addressCount)),
      userAgent: isPerson ? (agents[skewed(random(), agents.length)] ?? '') : 'node',
      correlationId: correlationGuid(number),
    }
    const at = timeOf(number, count)
    const subject = isPerson
      ? {
          kind: 'user' as const,
          userId: userGuid(user),
          userPrincipalName: userNamed(user),
          displayName: userTitled(user),
        }
      : { kind: 'servicePrincipal' as const, id: guid(4, app), appId: appGuid(app), displayName: appNamed(app) }
    const entry = {
      subject,
      app: { appId: appGuid(app), displayName: appNamed(app) },
      errorCode,
      details: stepsAt(number, count, isPerson).map((authenticationMethod) => ({
        at,
        authenticationMethod,
        succeeded: errorCode === 0,
        resultDetail: 'Completed',
      })),
      requirement: isPerson ? ('multiFactorAuthentication' as const) : ('singleFactorAuthentication' as const),
      sessionId: correlationGuid(number),
    }
    const id = recordGuid(number)
    const record = signInRecord(origin, entry, guid(5, 0), at, id)
    yield { id, ...signInColumns(record), record: JSON.stringify(record), mac, seal_sequence: number + 1 }
  }
}

const activityNames: readonly ActivityName[] = [
  'adminRegisteredSecurityInfo',
  'updateUser',
  'addMemberToGroup',
  'userRegisteredSecurityInfo',
  'resetPassword',
  'addGroup',
  'updateMethodsPolicy',
]

export interface AuditRows {
  readonly audit: DirectoryAuditRow
  readonly targets: readonly DirectoryAuditTargetRow[]
}

/** The directory audits of 90 days, oldest first; two in three are an application's. */
export function* auditRows(count: number): Generator<AuditRows> {
  const random = numbersFrom(2)
  for (let number = 0; number < count; number++) {
    const activity = activityNames[skewed(random(), activityNames.length)] ?? 'updateUser'
    const target = skewed(random(), userCount)
    const actor = actorOf(number, random() < 1 / 3 ? skewed(random(), administratorCount) : undefined)
    const entry = {
      activity,
      targets: [
        {
          type: 'User' as const,
          id: userGuid(target),
          displayName: userTitled(target),
          userPrincipalName: userNamed(target),
        },
      ],
    }
    const audit = directoryAudit(actor, entry, timeOf(number, count), recordGuid(number))
    const row = { id: audit.id, ...auditColumns(audit), record: JSON.stringify(audit), mac, seal_sequence: number + 1 }
    yield { audit: row, targets: auditTargets(audit) }
  }
}

function actorOf(number: number, administrator: number | undefined): Actor {
  const origin = {
    ipAddress: addressOf(number % 100),
    userAgent: agents[0] ?? '',
    correlationId: correlationGuid(number),
  }
  if (administrator === undefined) {
    const app = number % 10
    return {
      kind: 'application',
      appId: appGuid(app),
      servicePrincipalId: guid(4, app),
      displayName: appNamed(app),
      permissions: [],
      origin,
    }
  }
  return {
    kind: 'user',
    userId: userId(userGuid(administrator)),
    userPrincipalName: userNamed(administrator),
    displayName: userTitled(administrator),
    sessionId: '',
    roles: [],
    multifactor: true,
    origin,
  }
}
