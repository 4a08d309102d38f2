import { constantTimeEqual, fromBase64Url, toBase64Url, utf8 } from '../../base/bytes.ts'
import type { Position, SortValue } from '../../base/odata/shape.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { GraphRequest } from './router.ts'

const purpose = 'graph-page-token'
const macLength = 32

/** The value in the first sorted column, the id, the values in the others. */
type Sealed = [SortValue, string, ...SortValue[]]

/** Writes where the next page begins into an opaque token that is good for this list with these options only. */
export function sealPageToken(kernel: Kernel, request: GraphRequest, next: Position): string {
  const position = utf8(JSON.stringify([next.value, next.id, ...(next.others ?? [])]))
  return toBase64Url(Buffer.concat([macOf(kernel, request, position), position]))
}

/**
 * Reads `$skiptoken`; undefined where none came.
 *
 * Refuses with `malformedRequest` a token that was altered, made up, or issued for another list or other options.
 */
export function openPageToken(kernel: Kernel, request: GraphRequest): Position | undefined {
  const token = request.query.get('$skiptoken')
  if (token === undefined) return undefined
  const bytes = fromBase64Url(token)
  const position = bytes?.subarray(macLength)
  if (!bytes || !position || !constantTimeEqual(bytes.subarray(0, macLength), macOf(kernel, request, position))) {
    throw new Refusal(
      'malformedRequest',
      '$skiptoken is not one that this list gave out. Follow @odata.nextLink as it stands, or begin again without it.',
      { field: '$skiptoken' },
    )
  }
  const [value, id, ...others] = JSON.parse(new TextDecoder().decode(position)) as Sealed
  return { value, id, ...(others.length > 0 ? { others } : {}) }
}

function macOf(kernel: Kernel, request: GraphRequest, position: Uint8Array): Uint8Array {
  const options = [...request.query].filter(([name]) => name !== '$skiptoken').toSorted(([a], [b]) => (a < b ? -1 : 1))
  return kernel.vault.mac(purpose, request.path.toLowerCase(), JSON.stringify(options), position)
}
