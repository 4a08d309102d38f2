import { queryOptions } from '@tanstack/react-query'
import type { AuditChainState, ChainVerification } from '../../../contract/api/logs.ts'
import { type CollectionPage, collectionOptions, readPage, withOptions } from './collection.ts'
import { graph } from './graph-client.ts'

/** The logs, as saved views and the chain call them. */
export type LogName = 'signIns' | 'directoryAudits'

interface AppliedPolicy {
  readonly id: string
  readonly displayName: string
  readonly enforcedGrantControls: readonly string[]
  readonly enforcedSessionControls: readonly string[]
  readonly result: string
}

interface AuthenticationStep {
  readonly authenticationStepDateTime: string
  readonly authenticationMethod: string
  readonly authenticationMethodDetail: string | null
  readonly succeeded: boolean
  readonly authenticationStepResultDetail: string
  readonly authenticationStepRequirement: string
}

/** The signIn of Graph's beta, as far as it is shown; a list has what was selected. */
export interface SignIn {
  readonly id: string
  readonly createdDateTime: string
  readonly userDisplayName: string
  readonly userPrincipalName: string
  readonly userId: string
  readonly appId: string
  readonly appDisplayName: string
  readonly ipAddress: string
  readonly clientAppUsed: string
  readonly userAgent: string | null
  readonly correlationId: string
  readonly conditionalAccessStatus: string
  readonly appliedConditionalAccessPolicies: readonly AppliedPolicy[]
  readonly isInteractive: boolean
  readonly resourceDisplayName: string
  readonly resourceId: string
  readonly servicePrincipalId: string
  readonly servicePrincipalName: string
  readonly status: {
    readonly errorCode: number
    readonly failureReason: string | null
    readonly additionalDetails: string | null
  }
  readonly deviceDetail: {
    readonly deviceId: string
    readonly displayName: string
    readonly operatingSystem: string
    readonly browser: string
  }
  readonly location: { readonly city: string; readonly state: string; readonly countryOrRegion: string }
  readonly authenticationRequirement: string
  readonly authenticationRequirementPolicies: readonly {
    readonly requirementProvider: string
    readonly detail: string
  }[]
  readonly authenticationDetails: readonly AuthenticationStep[]
  readonly signInEventTypes: readonly string[]
  readonly sessionId: string | null
}

interface AuditHand {
  readonly id?: string | null
  readonly appId?: string | null
  readonly displayName?: string | null
  readonly userPrincipalName?: string | null
  readonly ipAddress?: string | null
}

export interface AuditTarget {
  readonly id: string | null
  readonly displayName: string | null
  readonly type: string
  readonly userPrincipalName: string | null
  readonly modifiedProperties: readonly {
    readonly displayName: string
    readonly oldValue: string | null
    readonly newValue: string | null
  }[]
}

/** The directoryAudit of Graph's beta, as far as it is shown. */
export interface DirectoryAudit {
  readonly id: string
  readonly activityDateTime: string
  readonly activityDisplayName: string
  readonly category: string
  readonly correlationId: string
  readonly loggedByService: string
  readonly operationType: string
  readonly result: string
  readonly resultReason: string
  readonly initiatedBy: { readonly user: AuditHand | null; readonly app: AuditHand | null }
  readonly targetResources: readonly AuditTarget[]
  readonly additionalDetails: readonly { readonly key: string; readonly value: string }[]
  readonly userAgent: string | null
}

export const pathOf = (log: LogName): string => `/beta/auditLogs/${log}`

/** A page after the other of a log. */
export const logList = <Row>(log: LogName, address: string) => collectionOptions<Row>([log, 'list'], address)

/** One record, whole. */
export const logRecord = <Row>(log: LogName, id: string) =>
  queryOptions({
    queryKey: [log, 'record', id],
    queryFn: ({ signal }) => graph<Row>(`${pathOf(log)}/${encodeURIComponent(id)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What came in since, newest first; one page of it. */
export const readSince = <Row>(address: string, signal: AbortSignal): Promise<CollectionPage<Row>> =>
  readPage<Row>(address, signal)

export type ExportFormat = 'csv' | 'jsonl'

/** Where a log is taken away: a plain address, which the browser saves as a file. */
export const exportAddress = (log: LogName, format: ExportFormat, $filter: string, $orderby: string): string =>
  `${withOptions(`/api/v1/auditLogs/${log}/export`, { $filter, $orderby })}&format=${format}`

/** How the chain stands that shows tampering. */
export const auditChain = queryOptions({
  queryKey: ['auditChain'],
  queryFn: ({ signal }) => graph<AuditChainState>('/api/v1/auditChain', { signal }),
})

/** Verifies the newest records, or a slice of the whole: the first, or the one that goes on where the last ended. */
export const verifyChain = (part: 'newest' | 'whole', continueFrom: string | null): Promise<ChainVerification> =>
  graph('/api/v1/auditChain/verify', {
    method: 'POST',
    body: part === 'newest' ? {} : { part, ...(continueFrom !== null && { continueFrom }) },
  })
