import type { SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import { type Instant, toIso } from '../base/time.ts'

/** What identifies Microsoft Graph as a resource, which existing scripts ask for by name. */
export const graphResource = 'https://graph.microsoft.com'
/** The client id that Microsoft Graph has everywhere. */
export const graphAppId = '00000003-0000-0000-c000-000000000000'

/** For how long an access token is good, in seconds. */
export const accessTokenLifetimeSeconds = 3600

/** The only algorithm access tokens are signed with; Microsoft's own libraries expect it. */
export const signingAlgorithm = 'RS256'

interface Place {
  readonly publicUrl: string
  readonly tenantId: string
}

export const issuerOf = ({ publicUrl, tenantId }: Place): string => `${publicUrl}/${tenantId}/v2.0`

/** Every audience an access token of ours may carry. */
export const audiencesOf = (publicUrl: string): readonly string[] => [publicUrl, graphResource]

/** Whether a path's first part names this tenant: its id, its primary domain, or "any tenant", there being one. */
export function isTenantName(segment: string, tenant: { readonly id: string; readonly domain: string }): boolean {
  return [tenant.id, tenant.domain, 'common', 'organizations'].includes(segment.toLowerCase())
}

const defaultSuffix = '/.default'

export type AskedResource =
  | { readonly ok: true; readonly resource: string }
  | { readonly ok: false; readonly why: 'scopeMissing' | 'notDefault' | 'unknownResource' }

/**
 * The resource a client credentials request is for: exactly one scope, the resource's identifier and `/.default`.
 *
 * Graph may be named by its address or its application id; the server answers to its own address too.
 */
export function askedResource(scope: string | undefined, publicUrl: string): AskedResource {
  if (!scope) return { ok: false, why: 'scopeMissing' }
  if (!scope.endsWith(defaultSuffix) || scope.includes(' ')) return { ok: false, why: 'notDefault' }
  const identifier = scope.slice(0, -defaultSuffix.length).replace(/\/$/, '')
  if (identifier === graphAppId || identifier === graphResource) return { ok: true, resource: graphResource }
  return identifier === publicUrl ? { ok: true, resource: publicUrl } : { ok: false, why: 'unknownResource' }
}

/** A refusal as the token endpoint words it. */
export interface TokenError {
  readonly status: number
  /** OAuth's own word: `invalid_client`. */
  readonly error: string
  /** Entra's number, as in `AADSTS7000215`; the sign-in record carries the same. */
  readonly code: SignInErrorCode
  readonly text: string
  readonly retryAfterSeconds?: number
}

export interface ErrorTrace {
  readonly now: Instant
  readonly traceId: string
  readonly correlationId: string
}

/**
 * The body of a refusal, in the shape Microsoft's libraries read.
 *
 * Source: facts/entra.md §10.4 (STSDOC); RFC 6749 §5.2.
 */
export function errorBody({ error, code, text }: TokenError, { now, traceId, correlationId }: ErrorTrace) {
  const timestamp = `${toIso(now).slice(0, 19).replace('T', ' ')}Z`
  const lines = [
    `AADSTS${code}: ${text}`,
    `Trace ID: ${traceId}`,
    `Correlation ID: ${correlationId}`,
    `Timestamp: ${timestamp}`,
  ]
  return {
    error,
    error_description: lines.join('\r\n'),
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
  }
}
