import type { BatchItem } from '../../../contract/graph/batch.ts'
import { Refusal } from '../../base/refusal.ts'
import { isJson } from './headers.ts'
import type { GraphVersion, InnerCall } from './router.ts'

/** Who asks was settled by the request around it. */
const settledOutside: ReadonlySet<string> = new Set(['authorization', 'cookie', 'host', 'client-request-id'])

/**
 * One request of a batch as the router takes it.
 *
 * Refuses with `malformedRequest` an address of another server or version, and with `wrongContentType` a body not in JSON.
 */
export function innerCall(item: BatchItem, version: GraphVersion): InnerCall {
  const { path, query } = relative(item.url, version)
  const headers = lowerCase(item.headers ?? {})
  const contentType = headers['content-type'] ?? ''
  if (item.body !== undefined && item.body !== null && !isJson(contentType)) {
    throw new Refusal('wrongContentType', 'The body has to be JSON: give the request Content-Type: application/json.')
  }
  return { method: item.method.toUpperCase(), path, query, headers, body: item.body ?? undefined }
}

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !settledOutside.has(name)),
  )

/** What may stand in an address as it is, the percent sign of what is encoded already included. */
const unencoded = /[^!-~]+|["<>\\^`{|}]+/g

function relative(url: string, version: GraphVersion): { readonly path: string; readonly query: string } {
  if (/^[a-z][a-z\d+.-]*:|^\/\/|^[\\?#]|#/i.test(url)) throw notRelative(url, version)
  const [first = '', ...rest] = url.replaceAll(unencoded, encodeURIComponent).split('?')
  const path = first.startsWith('/') ? first : `/${first}`
  const [, named, below = ''] = /^\/(v\d+\.\d+|beta)(\/.*)?$/i.exec(path) ?? []
  if (named !== undefined && (named.toLowerCase() !== version || below === '')) throw notRelative(url, version)
  return { path: named === undefined ? path : below, query: rest.join('?') }
}

const notRelative = (url: string, version: GraphVersion): Refusal =>
  new Refusal(
    'malformedRequest',
    `url is '${url.slice(0, 200)}'; it has to be an address below /${version}, such as '/users?$top=5'.`,
    { field: 'url' },
  )
