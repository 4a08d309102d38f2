import type { z } from 'zod'
import type { Actor } from '../../base/actor.ts'
import { uuid } from '../../base/random.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { OperationName } from '../../roles/rules.ts'
import { parseAddress, parseQueryString, type Segment } from './address.ts'
import { refuseUnreadBody } from './body.ts'
import { carryOut } from './carry-out.ts'
import { type Dialect, graphDialect } from './dialect.ts'
import { errorResponse } from './errors.ts'
import { type Found, paramsOf, RouteTree } from './route-tree.ts'
import { CallerThrottle } from './throttle.ts'

/** Which of Graph's two versions was asked; both read the same routes. */
export type GraphVersion = 'v1.0' | 'beta'

/** What stands before the path: Graph's two versions, and what is ours alone. */
export type Root = `/${GraphVersion}` | '/api/v1'

export type GraphVerb = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** The query options of OData that a route may declare; any other `$…` is refused. */
export type SystemOption =
  | '$top'
  | '$select'
  | '$filter'
  | '$orderby'
  | '$count'
  | '$skiptoken'
  | '$deltatoken'
  | '$expand'
  | '$search'

/** What a handler is given: authenticated, matched, decoded, and free of HTTP. */
export interface GraphRequest {
  readonly method: GraphVerb
  readonly root: Root
  /** Graph's version; v1.0 where the root has none. */
  readonly version: GraphVersion
  /** The path below the root as it was asked, `/me` included, for links. */
  readonly path: string
  /** The values of `{name}` in the route's path, percent-decoded; read them with `param`. */
  readonly params: Readonly<Record<string, string>>
  /** Query options by name, percent-decoded; a name that came twice was refused. */
  readonly query: ReadonlyMap<string, string>
  /** Header fields, names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON, the bytes of a file where the route reads such, or undefined where no body came. */
  readonly body: unknown
  readonly actor: Actor
  /** Whether it was asked as `/me/…`; then `params.id` is the id of the signed-in user. */
  readonly own: boolean
  /** Asks as the same caller; absent in a request that was itself asked so. */
  readonly ask?: Ask
}

/** A request inside another: the router answers what `inner` returns, or the refusal it throws. */
export type Ask = (inner: () => InnerCall) => Promise<GraphResponse>

/** What a request inside another says for itself. */
export type InnerCall = Pick<GraphCall, 'method' | 'path' | 'query' | 'headers' | 'body'>

/** What a handler answers; a body is written as JSON unless `headers` say otherwise. */
export interface GraphResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** A body that is read and written piece by piece as the caller takes it, instead of `body`; `headers` name its type. */
  readonly stream?: AsyncIterable<string>
  /** The entity before anything was selected; its tag is made from it, else from the body. */
  readonly whole?: Readonly<Record<string, unknown>>
}

/** The shape of a route's answer. */
export interface Answers {
  readonly type: string
  /** Whether it is a list of them, in a `value`. */
  readonly collection?: true
}

/** One verb at one address; how its answer is described depends on the interface. */
export interface Route<Described = unknown> {
  readonly method: GraphVerb
  /** `/users/{id}/authentication/methods`; `/me/…` and `/users('{id}')/…` follow from it. */
  readonly path: string
  /** The operation asked of administrators and applications; null where people may only act on themselves. */
  readonly operation: OperationName | null
  /** Set where nobody has to sign in; only a GET at a path without parameters. */
  readonly anonymous?: true
  /** What it does, in a few words; printed into `docs/graph-coverage.md`. */
  readonly summary: string
  /** The query options it reads; none unless told. */
  readonly options?: readonly SystemOption[]
  /** The query options of its own, without a `$`: a strict object of the contract; read them with `parseOptions`. */
  readonly asks?: z.ZodObject
  /** The body it reads: a schema of the contract. */
  readonly reads?: z.ZodType
  /** Whether its body is a file, of whatever content type but JSON, handed on as bytes. */
  readonly readsBytes?: true
  /** What it answers: in Graph by its type there (`microsoft.graph.user`, `Edm.String`); nothing unless told. */
  readonly answers?: Described
  /** Set where the answer holds a secret that is told nowhere else, so that nobody may prefer to go without. */
  readonly tellsSecret?: true
  /** Set where the answer is a stream, which cannot stand inside another answer. */
  readonly streams?: true
  /** Set where the request itself does not count, because what it holds does. */
  readonly uncounted?: true
  handle(kernel: Kernel, request: GraphRequest): Promise<GraphResponse>
}

export type Routes = readonly Route[]

export type GraphRoute = Route<Answers>

export type GraphRoutes = readonly GraphRoute[]

/** The value of `{name}` in the route's path. */
export function param(request: GraphRequest, name: string): string {
  const value = request.params[name]
  if (value === undefined) throw new Error(`The route has no parameter {${name}}`)
  return value
}

/** One request as it comes, from HTTP or out of a batch: authenticated, its body already JSON. */
export interface GraphCall {
  readonly method: string
  readonly root: Root
  readonly version: GraphVersion
  /** Below the root, with its first slash, still percent-encoded. */
  readonly path: string
  /** Behind the question mark, still percent-encoded. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly actor: Actor
  readonly requestId: string
  readonly clientRequestId: string
  /** Whether it came out of another request. */
  readonly inside?: true
}

/** Answers a call; never rejects. */
export type GraphRouter = (call: GraphCall) => Promise<GraphResponse>

/** What a router may be told; it speaks Graph and counts for itself unless told. */
export interface RouterOptions {
  readonly dialect?: Dialect
  /** Shared with other routers, so that a caller's requests count together. */
  readonly throttle?: CallerThrottle
}

/** Builds the router over all routes. Throws when two of them are the same. */
export function createGraphRouter(kernel: Kernel, routes: Routes, options: RouterOptions = {}): GraphRouter {
  const { dialect = graphDialect, throttle = new CallerThrottle(kernel) } = options
  const parts = { kernel, tree: new RouteTree(routes), throttle, dialect }
  return (call) =>
    answered(
      kernel,
      () => call,
      () => dispatch(parts, call),
    )
}

interface Parts {
  readonly kernel: Kernel
  readonly tree: RouteTree
  readonly throttle: CallerThrottle
  readonly dialect: Dialect
}

/** What was thrown is answered too, in the words of the call it was thrown for. */
async function answered(
  kernel: Kernel,
  call: () => GraphCall,
  work: () => Promise<GraphResponse>,
): Promise<GraphResponse> {
  try {
    return await work()
  } catch (error) {
    return errorResponse(error, { ...call(), now: kernel.clock.now() }, kernel.log)
  }
}

async function dispatch(parts: Parts, call: GraphCall): Promise<GraphResponse> {
  const { kernel, tree, throttle, dialect } = parts
  const address = parseAddress(call.path)
  const own = address.segments[0]?.text.toLowerCase() === 'me'
  const segments = own ? [...ownSegments(call.actor), ...address.segments.slice(1)] : address.segments
  const found = tree.find(segments)
  const verb = call.method === 'HEAD' ? 'GET' : call.method
  const route = found?.routes.get(verb)
  throttle.count(call.actor, route)
  if (!found) throw nothingAt(call.path, tree, segments, dialect)
  if (!route) return verbRefused(kernel, call, found)
  if (route.streams && call.inside) throw notInside(route)
  const query = parseQueryString(call.query)
  refuseUnreadOptions(route, query)
  refuseUnreadBody(route, call.body)
  const asked: GraphRequest = {
    method: route.method,
    root: call.root,
    version: call.version,
    path: call.path,
    params: { ...address.functionParameters, ...paramsOf(route, found.values) },
    query,
    headers: call.headers,
    body: call.body,
    actor: call.actor,
    own,
    ...(call.inside ? {} : { ask: askInside(parts, call) }),
  }
  return carryOut(kernel, found, route, asked)
}

const notInside = ({ path }: Route): Refusal =>
  new Refusal('batchInvalid', `${path} answers a stream, which cannot stand in a batch. Send the request by itself.`)

/** A request inside another has a number of its own and everything else from outside. */
const askInside =
  (parts: Parts, outside: GraphCall): Ask =>
  async (inner) => {
    const { kernel, dialect } = parts
    const around = { ...outside, inside: true, requestId: uuid(kernel.random) } as const
    let call: GraphCall = around
    const response = await answered(
      kernel,
      () => call,
      () => {
        call = { ...around, ...inner() }
        return dispatch(parts, call)
      },
    )
    kernel.log.info(
      {
        method: call.method,
        path: `${call.root}${call.path.slice(0, 2000)}`,
        status: response.status,
        requestId: call.requestId,
        correlationId: call.clientRequestId,
      },
      'Answered inside another request',
    )
    return { ...response, headers: { ...dialect.headers(call), ...response.headers } }
  }

function ownSegments(actor: Actor): readonly Segment[] {
  if (actor.kind !== 'user') {
    throw new Refusal('malformedRequest', '/me request is only valid with delegated authentication flow.')
  }
  return [
    { text: 'users', isKey: false },
    { text: actor.userId, isKey: true },
  ]
}

function nothingAt(path: string, tree: RouteTree, segments: readonly Segment[], dialect: Dialect): Refusal {
  const shown = path.slice(0, 200)
  if (dialect.isElsewhere(segments)) {
    return new Refusal('notOffered', `Microsoft Graph has ${shown}; Latchkey does not offer it.`)
  }
  const segment = segments[tree.knownDepth(segments)]?.text.slice(0, 100)
  const missing = segment ? `Resource not found for the segment '${segment}'` : 'This is no resource'
  return new Refusal('noSuchAddress', `${missing}: nothing lives at ${shown}. ${dialect.listedIn} lists what does.`)
}

function verbRefused(kernel: Kernel, call: GraphCall, found: Found): GraphResponse {
  const verbs = [...found.routes.keys()].flatMap((verb) => (verb === 'GET' ? [verb, 'HEAD'] : [verb])).join(', ')
  if (call.method === 'OPTIONS') return { status: 204, headers: { allow: `${verbs}, OPTIONS` } }
  const refusal = new Refusal(
    'wrongHttpMethod',
    `${call.path.slice(0, 200)} does not take ${call.method}; it takes ${verbs}.`,
  )
  const answer = errorResponse(refusal, { ...call, now: kernel.clock.now() }, kernel.log)
  return { ...answer, headers: { ...answer.headers, allow: verbs } }
}

/** A system option that would go unread is refused, because ignoring it would answer another question. */
function refuseUnreadOptions(route: Route, query: ReadonlyMap<string, string>): void {
  const readable: readonly string[] = [...(route.options ?? []), '$format']
  for (const option of query.keys()) {
    if (option.startsWith('$') && !readable.includes(option)) {
      const offered = route.options?.length ? `; it reads ${route.options.join(', ')}` : ''
      throw new Refusal(
        'unsupportedQuery',
        `${route.path} does not read the query option ${option.slice(0, 50)}${offered}.`,
        {
          field: option,
        },
      )
    }
  }
}
