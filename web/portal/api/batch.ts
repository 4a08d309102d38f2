import type { BatchAnswer } from '../../../contract/graph/batch.ts'
import type { GraphError } from '../../../contract/graph/envelope.ts'
import { GraphFailure, graph } from './graph-client.ts'

/** One request of many: its method, and its path below the version. */
export interface BatchRequest {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
}

/** How one of them went: nothing where it was done, else what the server said. */
export type BatchOutcome = GraphFailure | undefined

const mostAtOnce = 20
const mostTries = 4

/**
 * Sends any number of requests in batches, and tells after each how many are done.
 *
 * The outcomes stand in the order of the requests; one that the server had no time for is sent again as it asks.
 * Where a later batch comes to nothing, all in it have its failure, because those before it are done; throws where
 * it is the first.
 */
export async function sendBatch(
  requests: readonly BatchRequest[],
  onProgress?: (done: number) => void,
): Promise<readonly BatchOutcome[]> {
  const outcomes: BatchOutcome[] = []
  for (let start = 0; start < requests.length; start += mostAtOnce) {
    const some = requests.slice(start, start + mostAtOnce)
    outcomes.push(
      ...(await sendSome(some).catch((failure: unknown) => {
        if (start === 0 || !(failure instanceof GraphFailure)) throw failure
        return some.map(() => failure)
      })),
    )
    onProgress?.(outcomes.length)
  }
  return outcomes
}

async function sendSome(requests: readonly BatchRequest[]): Promise<readonly BatchOutcome[]> {
  const outcomes = new Map<number, BatchOutcome>()
  let waiting = [...requests.keys()]
  for (let tries = 1; waiting.length > 0; tries += 1) {
    const answers = await answersOf(waiting.flatMap((index) => partOf(index, requests[index]))).catch(
      (failure: unknown) => {
        if (tries === 1) throw failure
        return []
      },
    )
    const busy = answers.filter(({ status }) => (status === 429 || status === 503) && tries < mostTries)
    for (const answer of answers) outcomes.set(Number(answer.id), outcomeOf(answer))
    waiting = busy.map(({ id }) => Number(id))
    if (busy.length > 0) await waitSeconds(Math.max(...busy.map(secondsToWait)))
  }
  return requests.map((_, index) => outcomes.get(index))
}

/**
 * Reads what need not be there: undefined where the server answers 404.
 *
 * Asked by itself, such an address leaves an error in the console of the browser.
 */
export async function readIfThere<Answer>(path: string): Promise<Answer | undefined> {
  const [answer] = await answersOf([{ id: '0', method: 'GET', url: path }])
  if (answer?.status === 404) return undefined
  const failure = answer && outcomeOf(answer)
  if (failure) throw failure
  return answer?.body as Answer | undefined
}

const answersOf = async (requests: readonly object[]): Promise<readonly BatchAnswer[]> =>
  (await graph<{ responses: readonly BatchAnswer[] }>('/v1.0/$batch', { method: 'POST', body: { requests } })).responses

const partOf = (index: number, request: BatchRequest | undefined): readonly object[] => {
  if (request === undefined) return []
  const { method, path, body } = request
  const hasBody = body !== undefined || method !== 'DELETE'
  return [
    {
      id: String(index),
      method,
      url: path,
      ...(hasBody && { headers: { 'Content-Type': 'application/json' }, body: body ?? {} }),
    },
  ]
}

const outcomeOf = ({ status, body }: BatchAnswer): BatchOutcome =>
  status < 400 ? undefined : new GraphFailure(status, '', (body as GraphError | undefined)?.error)

const secondsToWait = ({ headers }: BatchAnswer): number =>
  Number(Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1] ?? 2)

const waitSeconds = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(seconds, 1), 30) * 1000))
