import { parseAddress, type Segment } from '../../src/faces/graph/address.ts'
import { openApi } from './document.ts'

const literal = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^microsoft\.graph\./, '')
    .replace(/\(\)$/, '')

const isParameter = (part: string): boolean => part.startsWith('{')

interface Template {
  readonly path: string
  readonly parts: readonly string[]
}

let templates: readonly Template[] | undefined

/** Those with names before those with parameters. */
function everyTemplate(): readonly Template[] {
  templates ??= Object.keys(openApi().paths)
    .map((path) => ({ path, parts: path.slice(1).split('/') }))
    .toSorted((left, right) => left.parts.filter(isParameter).length - right.parts.filter(isParameter).length)
  return templates
}

/**
 * The document's path for an address below the version, `/me` standing for a user where it has no path of its own.
 *
 * It has none for what is named by another key than its id: `/servicePrincipals(appId='…')`.
 */
export function templateOf(path: string): string | undefined {
  const { segments, functionParameters } = parseAddress(path)
  const found = templateFor(segments)
  return Object.keys(functionParameters).length > 0 && !found?.includes('()') ? undefined : found
}

function templateFor(segments: readonly Segment[]): string | undefined {
  const own = segments[0]?.text.toLowerCase() === 'me'
  const asUser = own ? [{ text: 'users', isKey: false }, { text: 'me', isKey: true }, ...segments.slice(1)] : segments
  return matching(segments) ?? (own ? matching(asUser) : undefined)
}

function matching(segments: readonly Segment[]): string | undefined {
  return everyTemplate().find(
    ({ parts }) =>
      parts.length === segments.length &&
      parts.every((part, index) => {
        const segment = segments[index]
        if (!segment) return false
        return isParameter(part) ? segment.text !== '' : !segment.isKey && literal(part) === literal(segment.text)
      }),
  )?.path
}
