import { Refusal } from './refusal.ts'

const deepest = 64

/** A text with its quotes, or one sign that opens, parts or closes. */
const pieces = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g

const malformed = (message: string): Refusal => new Refusal('malformedRequest', message)

/**
 * Reads JSON from outside.
 *
 * Refuses with `malformedRequest` what is no JSON, names a property twice or `__proto__`, is nested deeper than 64 levels,
 * or holds a text that a database cannot (U+0000, half a surrogate pair).
 *
 * Source: RFC 8259 §4 (names should be unique), RFC 8785 §3.2.2.
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw malformed(`The body is not valid JSON. ${positionOf(cause)}`.trim())
  }
  inspect(text)
  return value
}

const positionOf = (cause: unknown): string =>
  cause instanceof Error
    ? (/at position \d+/.exec(cause.message)?.[0].replace('at', 'It goes wrong at').concat('.') ?? '')
    : ''

/** Walks over a text that is known to be JSON, with the names of the objects it is inside of. */
function inspect(text: string): void {
  const open: (Set<string> | undefined)[] = []
  let nameIsNext = false
  for (const [piece] of text.matchAll(pieces)) {
    switch (piece) {
      case '{':
      case '[':
        open.push(piece === '{' ? new Set() : undefined)
        nameIsNext = piece === '{'
        if (open.length > deepest) throw malformed(`The body is nested deeper than ${deepest} levels.`)
        break
      case '}':
      case ']':
        open.pop()
        nameIsNext = false
        break
      case ',':
        nameIsNext = open.at(-1) !== undefined
        break
      default:
        inspectText(piece, nameIsNext ? open.at(-1) : undefined)
        nameIsNext = false
    }
  }
}

function inspectText(piece: string, names: Set<string> | undefined): void {
  const decoded = piece.includes('\\') ? String(JSON.parse(piece)) : piece.slice(1, -1)
  if (decoded.includes('\0') || !decoded.isWellFormed()) {
    throw malformed('The body holds a text with U+0000 or with half a surrogate pair.')
  }
  if (!names) return
  if (decoded === '__proto__') throw malformed("The property '__proto__' is not allowed.")
  if (names.has(decoded)) throw malformed(`The property '${decoded.slice(0, 100)}' is there twice.`)
  names.add(decoded)
}
