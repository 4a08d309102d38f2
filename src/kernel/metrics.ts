import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** How a redemption of a pass ended. */
export type PassResult =
  | 'success'
  | 'wrong'
  | 'outsideWindow'
  | 'alreadyUsed'
  | 'blockedByPolicy'
  | 'noPass'
  | 'accountDisabled'
  | 'throttled'

/** What somebody proved, or tried to prove, who they are with. */
export type AuthenticationKind = 'temporaryAccessPass' | 'fido2' | 'softwareOath' | 'password' | 'clientSecret'

export type AuthenticationResult = 'success' | 'failure' | 'throttled'

export type FaceName = 'graph' | 'api' | 'signin' | 'oidc' | 'portal' | 'management'

/**
 * What is counted, in words of the product.
 *
 * Every label comes from a closed set, so that no request can make the list of series grow (CVE-2026-16100).
 */
export interface Metrics {
  passIssued(usage: 'once' | 'multi'): void
  passRedeemed(result: PassResult): void
  authenticated(kind: AuthenticationKind, result: AuthenticationResult): void
  /** How long a proof took to check and settle. */
  authenticationTook(kind: AuthenticationKind, seconds: number): void
  /** A request to Graph was refused because its caller sent too many, of all or of one operation. */
  graphThrottled(limit: 'caller' | 'operation'): void
  /** Any `httpMethod` and `status` may be given; they are reduced to a known method and a status class. */
  requested(face: FaceName, httpMethod: string, status: number, seconds: number): void
  /** The text Prometheus reads, with its content type. */
  expose(): Promise<{ readonly contentType: string; readonly text: string }>
}

const httpMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Metrics in a registry of their own; `process` adds memory, processor, event loop lag and garbage collection. */
export function createMetrics(options: { readonly process: boolean }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (options.process) collectDefaultMetrics({ register: registry })
  const issued = new Counter({
    name: 'tap_issued_total',
    help: 'Temporary Access Passes issued',
    labelNames: ['usage'],
    registers,
  })
  const redeemed = new Counter({
    name: 'tap_redeem_total',
    help: 'Attempts to sign in with a Temporary Access Pass',
    labelNames: ['result'],
    registers,
  })
  const authentications = new Counter({
    name: 'authn_total',
    help: 'Proofs of identity',
    labelNames: ['method', 'result'],
    registers,
  })
  const authenticationSeconds = new Histogram({
    name: 'authn_duration_seconds',
    help: 'Time to check and settle a proof of identity',
    labelNames: ['method'],
    buckets,
    registers,
  })
  const throttled = new Counter({
    name: 'graph_throttled_total',
    help: 'Requests to Graph refused because the caller sent too many',
    labelNames: ['limit'],
    registers,
  })
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered',
    labelNames: ['face', 'method', 'status'],
    registers,
  })
  const requestSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['face'],
    buckets,
    registers,
  })
  return {
    passIssued: (usage) => issued.inc({ usage }),
    passRedeemed: (result) => redeemed.inc({ result }),
    authenticated: (method, result) => authentications.inc({ method, result }),
    authenticationTook: (method, seconds) => authenticationSeconds.observe({ method }, Math.max(seconds, 0)),
    graphThrottled: (limit) => throttled.inc({ limit }),
    requested: (face, httpMethod, status, seconds) => {
      const method = httpMethods.includes(httpMethod) ? httpMethod : 'other'
      requests.inc({ face, method, status: statusClass(status) })
      requestSeconds.observe({ face }, seconds)
    },
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}

function statusClass(status: number): string {
  const first = Math.trunc(status / 100)
  return first >= 1 && first <= 5 ? `${first}xx` : 'other'
}
