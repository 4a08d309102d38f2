import type { GraphError } from '../../../contract/graph/envelope.ts'

/** A refusal or fault of the server, in the server's own words. */
export class GraphFailure extends Error {
  readonly status: number
  /** Graph's code: `Authorization_RequestDenied`. */
  readonly code: string
  /** Latchkey's code for the case: `lifetimeOutOfRange`. */
  readonly innerCode: string | undefined
  /** The property that was wrong, where the server names one. */
  readonly target: string | undefined
  /** Under this number the logs of the server tell about the request. */
  readonly correlationId: string

  constructor(status: number, correlationId: string, error?: GraphError['error']) {
    super(error?.message ?? '')
    this.status = status
    this.code = error?.code ?? ''
    this.innerCode = error?.innerError.code
    this.target = error?.target
    this.correlationId = error?.innerError['client-request-id'] ?? correlationId
  }
}

/** What the server asks for before it goes on: a new sign-in, or another proof in this one. */
export type SignInAsked = 'sessionEnded' | 'moreProofNeeded'

type Listener = (asked: SignInAsked) => void
const listeners = new Set<Listener>()

/** Tells when a request was refused because of the session; the answer ends the listening. */
export function onSignInAsked(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

interface Request {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly body?: unknown
  /** Bytes in place of a body, sent under their own type. */
  readonly file?: Blob
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

const mostTries = 4

/**
 * Asks Graph or `/api/v1` with the rights of whoever is signed in to this browser.
 *
 * `path` starts with `/v1.0`, `/beta` or `/api/v1`; the answer is the body, or undefined where there is none.
 * Waits and asks again where the server is busy, as its `Retry-After` says. Throws `GraphFailure`.
 */
export async function graph<Answer>(path: string, request: Request = {}): Promise<Answer> {
  const response = await answerOf(path, request)
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

/** Puts a file, a picture say, at an address. */
export const sendFile = (path: string, file: Blob): Promise<void> => graph(path, { method: 'PUT', file })

/** The same for an answer that is a file or has headers that matter. */
export async function answerOf(path: string, request: Request): Promise<Response> {
  const correlationId = newCorrelationId()
  for (let tries = 1; ; tries += 1) {
    const response = await send(path, request, correlationId)
    if (response.ok) return response
    if ((response.status === 429 || response.status === 503) && tries < mostTries) {
      await waitSeconds(Number(response.headers.get('retry-after') ?? 2), request.signal)
      continue
    }
    throw await failureOf(response, correlationId)
  }
}

async function send(path: string, request: Request, correlationId: string): Promise<Response> {
  const { method = 'GET', body, file, headers, signal } = request
  const hasBody = !file && (body !== undefined || (method !== 'GET' && method !== 'DELETE'))
  try {
    return await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        'client-request-id': correlationId,
        ...(hasBody && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(hasBody && { body: JSON.stringify(body ?? {}) }),
      ...(file && { body: file }),
      ...(signal && { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new GraphFailure(0, correlationId)
  }
}

async function failureOf(response: Response, correlationId: string): Promise<GraphFailure> {
  const text = await response.text()
  const failure = new GraphFailure(response.status, correlationId, errorIn(text))
  if (response.status === 401) {
    const isChallenge = response.headers.get('www-authenticate')?.includes('insufficient_claims') === true
    for (const listener of listeners) listener(isChallenge ? 'moreProofNeeded' : 'sessionEnded')
  }
  return failure
}

function errorIn(text: string): GraphError['error'] | undefined {
  try {
    return (JSON.parse(text) as GraphError).error
  } catch {
    return undefined
  }
}

const waitSeconds = (seconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.min(Math.max(seconds, 1), 30) * 1000)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })

/** A number of its own for each request, so that the server's logs can be asked about it. */
function newCorrelationId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
