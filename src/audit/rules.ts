import type { Actor, Origin } from '../base/actor.ts'
import { type Instant, toIso } from '../base/time.ts'
import { type ActivityName, activities } from './rules/activities.ts'

export type { ActivityName } from './rules/activities.ts'

export interface AuditTarget {
  readonly type: 'User' | 'Group' | 'Role' | 'Policy' | 'App' | 'Directory' | 'Other'
  readonly id: string
  readonly displayName?: string | null
  readonly userPrincipalName?: string | null
  readonly modifiedProperties?: readonly ModifiedProperty[]
}

/** One property changed; the values are JSON texts, as Entra writes them. */
export interface ModifiedProperty {
  readonly displayName: string
  readonly oldValue: string | null
  readonly newValue: string | null
}

/** What a write tells the directory audit. */
export interface AuditEntry {
  readonly activity: ActivityName
  readonly result?: 'success' | 'failure'
  /** Filled on success too: there it names the method. */
  readonly reason?: string
  readonly targets: readonly AuditTarget[]
  readonly details?: Readonly<Record<string, string>>
}

/** A property change; absent values become null, others JSON. */
export const modified = (displayName: string, oldValue: unknown, newValue: unknown): ModifiedProperty => ({
  displayName,
  oldValue: oldValue === undefined || oldValue === null ? null : JSON.stringify(oldValue),
  newValue: newValue === undefined || newValue === null ? null : JSON.stringify(newValue),
})

/** The directoryAudit object of Graph. */
export interface DirectoryAudit {
  readonly id: string
  readonly category: string
  readonly correlationId: string
  readonly result: 'success' | 'failure'
  readonly resultReason: string
  readonly activityDisplayName: string
  readonly activityDateTime: string
  readonly loggedByService: string
  readonly operationType: string
  readonly initiatedBy: InitiatedBy
  readonly userAgent: string | null
  readonly targetResources: readonly Record<string, unknown>[]
  readonly additionalDetails: readonly { readonly key: string; readonly value: string }[]
}

interface InitiatedBy {
  readonly user: Record<string, string | null> | null
  readonly app: Record<string, string | null> | null
}

/**
 * Builds the directoryAudit object for one entry.
 *
 * The id carries the service and the correlation id as Entra's do, then `unique`.
 *
 * Source: facts/entra.md §10.1, §10.2.
 */
export function directoryAudit(actor: Actor, entry: AuditEntry, now: Instant, unique: string): DirectoryAudit {
  const activity = activities[entry.activity]
  return {
    id: `${activity.loggedByService}_${actor.origin.correlationId}_${unique}`,
    category: activity.category,
    correlationId: actor.origin.correlationId,
    result: entry.result ?? 'success',
    resultReason: entry.reason ?? '',
    activityDisplayName: activity.activityDisplayName,
    activityDateTime: toIso(now),
    loggedByService: activity.loggedByService,
    operationType: activity.operationType,
    initiatedBy: initiatedBy(actor),
    userAgent: actor.origin.userAgent || null,
    targetResources: entry.targets.map(targetResource),
    additionalDetails: Object.entries({ ...entry.details, ...actingFor(actor), ...inSession(actor, entry) }).map(
      ([key, value]) => ({ key, value }),
    ),
  }
}

/** Which application acted in a person's name; `initiatedBy` is the person. */
const actingFor = (actor: Actor): Readonly<Record<string, string>> =>
  actor.kind === 'user' && actor.application
    ? { AppId: actor.application.appId, AppDisplayName: actor.application.displayName }
    : {}

const ownMethods: ReadonlySet<ActivityName> = new Set([
  'userStartedSecurityInfoRegistration',
  'userRegisteredSecurityInfo',
  'userUpdatedSecurityInfo',
  'userDeletedSecurityInfo',
])

/** In which session a person changed their own methods, so that it is found with the pass that opened it. */
const inSession = (actor: Actor, { activity }: AuditEntry): Readonly<Record<string, string>> =>
  actor.kind === 'user' && ownMethods.has(activity) ? { SessionId: actor.sessionId } : {}

function initiatedBy(actor: Actor): InitiatedBy {
  switch (actor.kind) {
    case 'user':
      return {
        user: {
          id: actor.userId,
          displayName: actor.displayName,
          userPrincipalName: actor.userPrincipalName,
          ipAddress: actor.origin.ipAddress,
          userType: null,
          homeTenantId: null,
          homeTenantName: null,
        },
        app: null,
      }
    case 'application':
      return { user: null, app: app(actor, actor.appId, actor.servicePrincipalId) }
    case 'system':
      return { user: null, app: app(actor, null, null) }
    case 'anonymous':
      return {
        user: { id: null, displayName: null, userPrincipalName: null, ipAddress: actor.origin.ipAddress },
        app: null,
      }
  }
}

/** Graph's appIdentity, and the address beside it, which hunting queries look for there as they do in `user`. */
const app = (
  actor: { readonly displayName: string; readonly origin: Origin },
  appId: string | null,
  servicePrincipalId: string | null,
) => ({
  appId,
  displayName: actor.displayName,
  servicePrincipalId,
  servicePrincipalName: null,
  ipAddress: actor.origin.ipAddress || null,
})

const targetResource = (target: AuditTarget): Record<string, unknown> => ({
  id: target.id,
  displayName: target.displayName ?? null,
  type: target.type,
  userPrincipalName: target.userPrincipalName ?? null,
  groupType: target.type === 'Group' ? 'azureAD' : null,
  modifiedProperties: target.modifiedProperties ?? [],
})
