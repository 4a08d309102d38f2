import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read } from '../../kernel/store.ts'
import { entityTag, isNamed, type NamedTags, namedTags } from './entity-tag.ts'
import type { GraphRequest, GraphResponse } from './router.ts'

/** Reads the entity that stands where the request points, as its own address answers it without options. */
export type ReadEntity = (kernel: Kernel) => Promise<GraphResponse>

interface Wanted {
  readonly match: NamedTags | undefined
  readonly noneMatch: NamedTags | undefined
}

const wantedBy = ({ headers }: GraphRequest): Wanted => ({
  match: namedTags('If-Match', headers['if-match']),
  noneMatch: namedTags('If-None-Match', headers['if-none-match']),
})

/** Gives an entity its tag, and a caller who has it already nothing else. */
export function answerTagged(kernel: Kernel, request: GraphRequest, response: GraphResponse): GraphResponse {
  const etag = entityTag(kernel, request, response)
  if (etag === undefined) return response
  const { match, noneMatch } = wantedBy(request)
  if (match !== undefined && !isNamed(match, etag)) throw changed('If-Match')
  if (noneMatch !== undefined && isNamed(noneMatch, etag)) return { status: 304, headers: { etag } }
  return { ...response, headers: { ...response.headers, etag } }
}

/** A change with its precondition. */
interface Conditional {
  /** Checks the precondition at the beginning of its first write, in the same transaction. */
  readonly kernel: Kernel
  /** Checks it where nothing was written. */
  settle(): Promise<void>
}

/**
 * Makes a change depend on `If-Match` and `If-None-Match`, so that nothing can come between the check and the change.
 *
 * The first write of the handler is the change; the record of a refusal is not held up.
 * Refuses with `entityChanged`, and with whatever reading the entity refuses, except that there is none.
 *
 * Source: RFC 9110 §13.1; OData 4.01 §8.2.5-6.
 */
export function conditional(kernel: Kernel, request: GraphRequest, read: ReadEntity | undefined): Conditional {
  const wanted = wantedBy(request)
  if ((wanted.match === undefined || wanted.match === 'any') && wanted.noneMatch === undefined) {
    return { kernel, settle: async () => {} }
  }
  let isSettled = false
  const check = async (r: Read): Promise<void> => {
    isSettled = true
    const inside = { ...kernel, store: kernel.store.inside(r) }
    const response = await read?.(inside).catch(nothingIfNotFound)
    requireWanted(wanted, response, response && entityTag(kernel, { ...request, query: new Map() }, response))
  }
  return {
    kernel: { ...kernel, store: kernel.store.guardedBy(check) },
    settle: async () => {
      if (!isSettled) await kernel.store.read(check)
    },
  }
}

function nothingIfNotFound(error: unknown): undefined {
  if (!(error instanceof Refusal) || error.kind !== 'notFound') throw error
}

function requireWanted(wanted: Wanted, response: GraphResponse | undefined, etag: string | undefined): void {
  const { match, noneMatch } = wanted
  if (match !== undefined && match !== 'any' && (etag === undefined || !isNamed(match, etag))) throw changed('If-Match')
  const isThere = noneMatch === 'any' ? response !== undefined : etag !== undefined
  if (noneMatch !== undefined && isThere && isNamed(noneMatch, etag ?? '')) throw changed('If-None-Match')
}

const changed = (header: 'If-Match' | 'If-None-Match'): Refusal =>
  new Refusal(
    'entityChanged',
    header === 'If-Match'
      ? 'If-Match names another state than the present one. Read the resource again, and repeat the change with its ETag if it is still right.'
      : 'If-None-Match names the present state, or any, and the resource exists.',
    { field: header },
  )
