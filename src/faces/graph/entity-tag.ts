import { toBase64Url } from '../../base/bytes.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { GraphRequest, GraphResponse } from './router.ts'

type Asked = Pick<GraphRequest, 'query' | 'version'>

const enough = 16

/**
 * The weak entity tag of an answer: a keyed hash of the whole entity, whatever of it was selected.
 *
 * Nothing for lists, for what is no JSON, and for an entity that came with others inside.
 * It is keyed because the entity may hold what the caller did not select.
 *
 * Source: RFC 9110 §8.8.3; OData 4.01 §8.3.1.
 */
export function entityTag(kernel: Kernel, { query, version }: Asked, response: GraphResponse): string | undefined {
  const { status, headers = {}, body, whole } = response
  if (status !== 200 || headers['content-type'] !== undefined || query.has('$expand')) return undefined
  const entity = whole ?? (query.has('$select') ? undefined : body)
  if (typeof entity !== 'object' || entity === null || ('value' in entity && Array.isArray(entity.value)))
    return undefined
  const plain = JSON.stringify({ ...entity, '@odata.context': undefined })
  return `W/"${toBase64Url(kernel.vault.mac('graph-entity-tag', version, plain).subarray(0, enough))}"`
}

/** Tags that a header names, or any. */
export type NamedTags = 'any' | readonly string[]

/**
 * Reads `If-Match` or `If-None-Match`; weak and strong tags are the same.
 *
 * Refuses with `malformedRequest` what is neither `*` nor a list of tags in double quotes.
 */
export function namedTags(header: 'If-Match' | 'If-None-Match', value: string | undefined): NamedTags | undefined {
  const text = value?.trim()
  if (text === undefined || text === '*') return text && 'any'
  const tags = [...text.matchAll(tag)].map(([, inside = '']) => inside)
  if (tags.length > 0 && /^[\s,]*$/.test(text.replaceAll(tag, ''))) return tags
  throw new Refusal('malformedRequest', `${header} is '*', or the ETag of an answer as it stands, quotes included.`, {
    field: header,
  })
}

const tag = /(?:W\/)?"([^"]*)"/g

export const isNamed = (named: NamedTags, current: string): boolean =>
  named === 'any' || named.some((inside) => current === `W/"${inside}"`)
