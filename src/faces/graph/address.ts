import { Refusal } from '../../base/refusal.ts'

/** One part of a path, percent-decoded. */
export interface Segment {
  readonly text: string
  /** It stood in parentheses behind its collection, `users('…')`, so it is a key and never a name. */
  readonly isKey: boolean
}

/** A path taken apart. */
export interface Address {
  readonly segments: readonly Segment[]
  /** What a function was called with: `creationOptions(challengeTimeoutInMinutes=10)`. */
  readonly functionParameters: Readonly<Record<string, string>>
}

const forbidden = /\p{Cc}/u

/** Percent-decodes; refuses with `malformedRequest` what is no UTF-8, or holds control characters. */
function decodePercent(text: string, what: string): string {
  let decoded: string
  try {
    decoded = decodeURIComponent(text)
  } catch (cause) {
    throw new Refusal('malformedRequest', `${what} is not correctly percent-encoded UTF-8.`, { cause })
  }
  if (forbidden.test(decoded)) throw new Refusal('malformedRequest', `${what} contains a control character.`)
  return decoded
}

/**
 * Takes the path below the version apart; the percent-encoding goes last, so that `%2F` parts nothing.
 *
 * Reads `/users/id`, `/users('id')`, `/users(id)`, and functions with or without their `()`.
 *
 * Source: facts/entra.md §12, key forms.
 */
export function parseAddress(path: string): Address {
  const segments: Segment[] = []
  const functionParameters: Record<string, string> = {}
  for (const raw of path.replace(/^\//, '').replace(/\/$/, '').split('/')) {
    const text = decodePercent(raw, 'The path')
    const [, name, inside] = /^([a-z_$][\w.]*)\((.*)\)$/i.exec(text) ?? []
    if (name === undefined || inside === undefined) {
      segments.push({ text, isKey: false })
      continue
    }
    segments.push({ text: name, isKey: false })
    if (inside === '') continue
    const named = namedParameters(inside)
    if (named) Object.assign(functionParameters, named)
    else segments.push({ text: unquoted(inside), isKey: true })
  }
  return { segments, functionParameters }
}

const unquoted = (key: string): string => (/^'.*'$/.test(key) ? key.slice(1, -1).replaceAll("''", "'") : key)

/** `a=1,b='x'`; undefined for a key. */
function namedParameters(inside: string): Record<string, string> | undefined {
  const pairs = inside.startsWith("'")
    ? []
    : inside.split(',').map((pair) => pair.split('=', 2).map((side) => side.trim()))
  if (pairs.length === 0 || !pairs.every(([name, value]) => value !== undefined && /^[a-z]\w*$/i.test(name ?? ''))) {
    return undefined
  }
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, unquoted(value)]))
}

const systemOptions: ReadonlySet<string> = new Set(
  ['top', 'select', 'filter', 'orderby', 'count', 'skiptoken', 'expand', 'search', 'skip', 'format'].map(
    (name) => `$${name}`,
  ),
)

/**
 * Takes a query string apart.
 *
 * A system option's letter case and its `$` do not count: `orderBy` is `$orderby`.
 * Refuses with `malformedRequest` a name that comes twice.
 */
export function parseQueryString(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const [name = '', ...value] = pair.replaceAll('+', ' ').split('=')
    const option = canonical(decodePercent(name, 'The query'))
    if (options.has(option)) throw new Refusal('malformedRequest', `The query option '${option}' is there twice.`)
    options.set(option, decodePercent(value.join('='), `The query option '${option}'`))
  }
  return options
}

function canonical(name: string): string {
  const option = (name.startsWith('$') ? name : `$${name}`).toLowerCase()
  return name.startsWith('$') || systemOptions.has(option) ? option : name
}
