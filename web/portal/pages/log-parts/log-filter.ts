import { literal } from '../../api/collection.ts'
import { isSpan, type LogKind, type LogSearch, spans } from './log-kind.ts'

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

export const isGuid = (text: string): boolean => guid.test(text.trim())

/** What is asked as `$filter`, or nothing; `now` is where a range that moves along ends. */
export function filterOf(kind: LogKind, search: LogSearch, now: number): string {
  const { range } = search
  const time = isSpan(range) ? [`${kind.time} ge ${new Date(now - spans[range].milliseconds).toISOString()}`] : []
  return joined([...time, ...fixedParts(kind, search)], search.raw)
}

/** The same without a range that moves along: what a saved view keeps. */
export const fixedFilterOf = (kind: LogKind, search: LogSearch): string => joined(fixedParts(kind, search), search.raw)

function fixedParts(kind: LogKind, { range, from, to, filters }: LogSearch): readonly string[] {
  const custom =
    range === 'custom' ? [from && `${kind.time} ge ${from}`, to && `${kind.time} le ${to}`].filter(Boolean) : []
  const narrowing = kind.filters.flatMap(({ name, condition }) => {
    const value = filters[name]
    return value === undefined ? [] : (condition(value) ?? [])
  })
  return [...custom, ...narrowing]
}

/** What was written by hand comes first, so that the server's word on where it is wrong fits. */
const joined = (parts: readonly string[], raw: string): string =>
  [...(raw === '' ? [] : [parts.length === 0 ? raw : `(${raw})`]), ...parts].join(' and ')

/** What such a filter asks, taken apart again; what no filter of the page says stays as it was written. */
export function searchOfFilter(kind: LogKind, filter: string): Pick<LogSearch, 'from' | 'to' | 'filters' | 'raw'> {
  const filters: Record<string, string> = {}
  const rest: string[] = []
  let [from, to] = ['', '']
  for (const part of partsOf(filter)) {
    const time = new RegExp(`^${kind.time} (ge|le) (\\d{4}-\\S+Z)$`).exec(part)
    const found = namedBy(kind, part)
    if (time?.[1] === 'ge' && time[2] && from === '') from = time[2]
    else if (time?.[1] === 'le' && time[2] && to === '') to = time[2]
    else if (found && filters[found.name] === undefined) filters[found.name] = found.value
    else rest.push(part)
  }
  const [only] = rest
  return { from, to, filters, raw: rest.length === 1 && only !== undefined ? bare(only) : rest.join(' and ') }
}

/** The filter and value that write such a part. */
function namedBy(kind: LogKind, part: string) {
  const text = /'((?:[^']|'')*)'/.exec(part)?.[1]?.replaceAll("''", "'")
  const typed = [text, part.match(/\d+/g)?.join(',')].filter((value) => value !== undefined)
  for (const { name, choices = typed, condition } of kind.filters) {
    const value = choices.find((one) => condition(one) === part)
    if (value !== undefined) return { name, value }
  }
  return undefined
}

/** The parts that must all hold, at the outermost `and`; the whole where an outermost `or` stands in it. */
function partsOf(filter: string): readonly string[] {
  const parts = ['']
  let depth = 0
  for (const token of filter.match(/'(?:[^']|'')*'|[()]|\s+|[^\s()']+|'/g) ?? []) {
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
    if (depth === 0 && token === 'or') return [filter]
    if (depth === 0 && token === 'and') parts.push('')
    else parts.push(`${parts.pop() ?? ''}${token}`)
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** Without parentheses around all of it. */
function bare(part: string): string {
  if (!part.startsWith('(') || !part.endsWith(')')) return part
  let depth = 0
  for (const token of part.slice(0, -1).match(/'(?:[^']|'')*'|[()]|[^()']+|'/g) ?? []) {
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
    if (depth === 0) return part
  }
  return part.slice(1, -1)
}

/** A condition that holds where the text begins so, in one of these properties. */
export const beginning = (text: string, ...properties: readonly string[]): string => {
  const parts = properties.map((property) => `startswith(${property},${literal(text)})`)
  return parts.length === 1 ? parts.join('') : `(${parts.join(' or ')})`
}
