import { type BatchAnswer, type BatchItem, batchBody } from '../../../contract/graph/batch.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { requireRunnable } from './batch-order.ts'
import { innerCall } from './batch-url.ts'
import { parseBody } from './body.ts'
import { jsonType, spelled } from './headers.ts'
import type { Ask, GraphRequest, GraphResponse, GraphRoutes } from './router.ts'

const atOnce = 4

/**
 * Answers every request of a batch as the same caller, each as it would be answered alone.
 *
 * A few run at once; one that depends on others runs after them, and not at all where one of them failed.
 * Refuses the whole batch where its order cannot be kept, or a body comes without `Content-Type`.
 *
 * Source: facts/entra.md §12, $batch; OData JSON 4.01 §19.
 */
async function postBatch(_: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { ask } = request
  if (!ask)
    throw new Refusal('batchInvalid', 'A batch cannot hold another batch. Send its requests in one of their own.')
  const { requests } = parseBody(batchBody, request)
  requireRunnable(requests)
  for (const item of requests) requireContentType(item)
  return { status: 200, body: { responses: await answerAll(requests, ask, request) } }
}

function requireContentType({ id, headers, body }: BatchItem): void {
  const named = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'content-type')
  if (named || body === undefined || body === null) return
  throw new Refusal(
    'batchInvalid',
    `The request '${id}' has a body and no Content-Type header. Add "headers": {"Content-Type": "application/json"}.`,
    { field: 'headers' },
  )
}

function answerAll(items: readonly BatchItem[], ask: Ask, request: GraphRequest): Promise<readonly BatchAnswer[]> {
  const inTurn = limited(atOnce)
  const byId = new Map(items.map((item) => [item.id, item]))
  const begun = new Map<string, Promise<BatchAnswer>>()
  const answerTo = (item: BatchItem): Promise<BatchAnswer> => {
    const known = begun.get(item.id)
    const answer = known ?? answerAfter(item)
    begun.set(item.id, answer)
    return answer
  }
  const answerAfter = async (item: BatchItem): Promise<BatchAnswer> => {
    const awaited = (item.dependsOn ?? []).flatMap((id) => byId.get(id) ?? [])
    const before = await Promise.all(awaited.map(answerTo))
    const failed = before.find(({ status }) => status >= 400)
    return inTurn(async () => {
      const response = await ask(() => {
        if (failed) throw dependencyFailed(failed.id)
        return innerCall(item, request.version)
      })
      return toAnswer(item, response)
    })
  }
  return Promise.all(items.map(answerTo))
}

const dependencyFailed = (id: string): Refusal =>
  new Refusal('dependencyFailed', `It depends on the request '${id}', which failed; so it was not carried out.`)

/** A text stays a text; whatever else has a body is JSON. */
function toAnswer({ id, method }: BatchItem, { status, headers = {}, body }: GraphResponse): BatchAnswer {
  if (body === undefined || method.toUpperCase() === 'HEAD') return { id, status, headers: spelled(headers) }
  return { id, status, headers: spelled({ 'content-type': jsonType, ...headers }), body }
}

/** Lets so many run at once; the others wait in the order they came. */
function limited(most: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = []
  let free = most
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

export const batchRoutes: GraphRoutes = [
  {
    method: 'POST',
    path: '/$batch',
    operation: null,
    summary: 'Carry out up to 20 requests, each as if it came alone',
    reads: batchBody,
    uncounted: true,
    handle: postBatch,
  },
]
