import { Refusal } from '../refusal.ts'

type TokenKind = 'name' | 'guid' | 'dateTime' | 'enum' | 'string' | 'number' | '(' | ')' | ',' | ':' | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** Characters before it. */
  readonly at: number
}

const greatestLength = 8192
const mostTokens = 1000

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['guid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ['dateTime', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2})?)?(?![\w-])/iy],
  ['number', /-?\d{1,30}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?(?![\w.-])/iy],
  ['string', /'(?:[^']|'')*'/y],
  ['enum', /[a-z_]\w*(?:\.\w+)+'(?:[^']|'')*'/iy],
  ['name', /[a-z_$][\w.]*(?:\/[a-z_$][\w.]*)*/iy],
  ['(', /\(/y],
  [')', /\)/y],
  [',', /,/y],
  [':', /:/y],
]

/** Refuses a filter, saying where in it. */
export const filterRefusal = (what: string, at?: number): Refusal =>
  new Refusal('unsupportedQuery', `$filter: ${what}${at === undefined ? '' : ` (at character ${at + 1})`}.`, {
    field: '$filter',
  })

/** Cuts a filter into tokens, the last of kind `end`; refuses characters that begin none. */
export function tokenize(text: string): readonly Token[] {
  if (text.length > greatestLength) throw filterRefusal(`a filter has at most ${greatestLength} characters`)
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    while (text[at] === ' ' || text[at] === '\t') at++
    if (at >= text.length) break
    const token = tokenAt(text, at)
    tokens.push(token)
    if (tokens.length > mostTokens) throw filterRefusal(`a filter has at most ${mostTokens} words and signs`)
    at += token.text.length
  }
  return [...tokens, { kind: 'end', text: '', at }]
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) return { kind, text: found, at }
  }
  throw filterRefusal(text[at] === "'" ? 'the text in quotes is not closed' : `'${text[at]}' is not expected here`, at)
}
