import type { Actor } from '../../base/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { OperationName } from '../../roles/rules.ts'

/** Which of Graph's two versions was asked; both read the same routes. */
export type GraphVersion = 'v1.0' | 'beta'

export type GraphVerb = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** The query options of OData that a route may declare; any other `$…` is refused. */
export type SystemOption = '$top' | '$select' | '$filter' | '$orderby' | '$count' | '$skiptoken' | '$expand' | '$search'

/** What a handler is given: authenticated, matched, decoded, and free of HTTP. */
export interface GraphRequest {
  readonly method: GraphVerb
  readonly version: GraphVersion
  /** The path below the version as it was asked, `/me` included, for links. */
  readonly path: string
  /** The values of `{name}` in the route's path, percent-decoded; read them with `param`. */
  readonly params: Readonly<Record<string, string>>
  /** Query options by name, percent-decoded; a name that came twice was refused. */
  readonly query: ReadonlyMap<string, string>
  /** Header fields, names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON, or undefined where no body came. */
  readonly body: unknown
  readonly actor: Actor
  /** Whether it was asked as `/me/…`; then `params.id` is the id of the signed-in user. */
  readonly own: boolean
}

/** What a handler answers; a body is written as JSON unless `headers` say otherwise. */
export interface GraphResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** One verb at one address. */
export interface GraphRoute {
  readonly method: GraphVerb
  /** `/users/{id}/authentication/methods`; `/me/…` and `/users('{id}')/…` follow from it. */
  readonly path: string
  /** The operation asked of administrators and applications; null where people may only act on themselves. */
  readonly operation: OperationName | null
  /** What it does, in a few words; printed into `docs/graph-coverage.md`. */
  readonly summary: string
  /** The query options it reads; none unless told. */
  readonly options?: readonly SystemOption[]
  handle(kernel: Kernel, request: GraphRequest): Promise<GraphResponse>
}

export type GraphRoutes = readonly GraphRoute[]

/** The value of `{name}` in the route's path. */
export function param(request: GraphRequest, name: string): string {
  const value = request.params[name]
  if (value === undefined) throw new Error(`The route has no parameter {${name}}`)
  return value
}
