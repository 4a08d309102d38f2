import { Refusal } from '../refusal.ts'
import type { Condition } from './condition.ts'
import { propertyNamed } from './scope.ts'
import type { ResourceShape } from './shape.ts'

/** What stands before a later word of a text. */
export const wordSeparators: readonly string[] = [' ', '-', '.', ',', '_', "'", '(', '@', '/']

const greatestLength = 1024
const mostWords = 20
const deepest = 8

const refused = (what: string): Refusal => new Refusal('unsupportedQuery', `$search: ${what}.`, { field: '$search' })

/**
 * Reads a `$search` for a resource: `"displayName:ann" OR "mail:x"`, with AND before OR, and parentheses.
 *
 * Refuses with `unsupportedQuery` what does not follow that form, is too long, or searches a property the resource does
 * not search.
 *
 * Source: Microsoft Graph, advanced query capabilities on directory objects, `$search`.
 */
export function parseSearch(text: string, shape: ResourceShape): Condition {
  if (text.length > greatestLength) throw refused(`a search has at most ${greatestLength} characters`)
  return new SearchParser(tokensOf(text), shape).whole()
}

const tokenPattern = /\s*(?:(?<clause>"(?:[^"\\]|\\["\\])*")|(?<sign>[()])|(?<word>[A-Za-z]+))/y

/** Clauses with their quotes, `AND`, `OR` and parentheses. */
function tokensOf(text: string): readonly string[] {
  const tokens: string[] = []
  const trimmed = text.trim()
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < trimmed.length) {
    const at = tokenPattern.lastIndex
    const found = tokenPattern.exec(trimmed)
    if (!found) throw refused(`'${[...trimmed.slice(at).trim()][0]}' is not expected here${form}`)
    tokens.push(found[0].trim())
  }
  return tokens
}

const form = '; write "displayName:ann" AND "mail:x", with the double quotes'

class SearchParser {
  readonly #tokens: readonly string[]
  readonly #shape: ResourceShape
  #position = 0
  #depth = 0
  #words = 0

  constructor(tokens: readonly string[], shape: ResourceShape) {
    this.#tokens = tokens
    this.#shape = shape
  }

  whole(): Condition {
    const condition = this.#either()
    const left = this.#tokens[this.#position]
    if (left !== undefined) throw refused(`'${left.slice(0, 100)}' is not expected here${form}`)
    return condition
  }

  #either(): Condition {
    if (++this.#depth > deepest) throw refused(`a search is nested at most ${deepest} levels deep`)
    let left = this.#both()
    while (this.#take('OR')) left = { kind: 'either', left, right: this.#both() }
    this.#depth--
    return left
  }

  #both(): Condition {
    let left = this.#term()
    while (this.#take('AND')) left = { kind: 'both', left, right: this.#term() }
    return left
  }

  #term(): Condition {
    if (this.#take('(')) {
      const inner = this.#either()
      if (!this.#take(')')) throw refused("a ')' is missing")
      return inner
    }
    const token = this.#tokens[this.#position]
    if (!token?.startsWith('"'))
      throw refused(`${token ? `'${token.slice(0, 100)}' is not expected here` : 'it ends too early'}${form}`)
    this.#position++
    const clause = token.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')
    this.#words += clause.trim().split(/\s+/).length
    if (this.#words > mostWords) throw refused(`a search has at most ${mostWords} words`)
    return clauseOf(clause, this.#shape)
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#position] !== token) return false
    this.#position++
    return true
  }
}

/** `displayName:ann smi`, as one condition for each word of it where the property is searched by words. */
function clauseOf(clause: string, shape: ResourceShape): Condition {
  const searched = shape.search ?? {}
  const known = Object.keys(searched).join(', ')
  const colon = clause.indexOf(':')
  if (colon < 0)
    throw refused(`'${clause.slice(0, 100)}' names no property; write "property:text" with one of ${known}`)
  const name = clause.slice(0, colon).trim()
  const property = propertyNamed(shape, name)?.[0]
  const how = property === undefined || !Object.hasOwn(searched, property) ? undefined : searched[property]
  if (property === undefined || how === undefined) {
    throw refused(`'${name.slice(0, 100)}' cannot be searched; of ${shape.name} these can: ${known}`)
  }
  const text = clause.slice(colon + 1).trim()
  if (text === '') throw refused(`there is no text behind '${name}:'`)
  if (how === 'prefix') return { kind: 'text', property, test: 'startswith', value: text }
  const [first = '', ...others] = text.split(/\s+/)
  const word = (value: string): Condition => ({ kind: 'text', property, test: 'word', value })
  return others.reduce<Condition>((left, value) => ({ kind: 'both', left, right: word(value) }), word(first))
}
