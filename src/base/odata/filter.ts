import { filterRefusal, type Token, tokenize } from './tokens.ts'

export type BinaryOperator = 'or' | 'and' | 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'

export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'guid'; readonly text: string }
  | { readonly kind: 'dateTime'; readonly text: string }

/** A `$filter` as it was written, not yet held against any resource. */
export type Expression =
  | Literal
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }

const deepest = 32

/** How tightly operators bind (OData 4.01 URL Conventions §5.1.1.17); `in` binds as comparisons do. */
const binding: Readonly<Record<BinaryOperator | 'in', number>> = {
  or: 1,
  and: 2,
  eq: 3,
  ne: 3,
  gt: 4,
  ge: 4,
  lt: 4,
  le: 4,
  in: 4,
}
const bindingOfNot = 5

const isOperator = (word: string): word is BinaryOperator | 'in' => Object.hasOwn(binding, word)

/**
 * Reads a `$filter`.
 *
 * Refuses with `unsupportedQuery` what does not follow the grammar, is nested deeper than 32 levels or too long.
 *
 * Source: OData 4.01 ABNF, boolCommonExpr.
 */
export function parseFilter(text: string): Expression {
  const parser = new FilterParser(tokenize(text))
  return parser.whole()
}

class FilterParser {
  readonly #tokens: readonly Token[]
  #position = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Expression {
    const expression = this.#expression(0)
    if (this.#peek().kind !== 'end') throw this.#unexpected()
    return expression
  }

  #expression(least: number): Expression {
    if (++this.#depth > deepest) throw filterRefusal(`a filter is nested at most ${deepest} levels deep`)
    let left = this.#operand()
    for (;;) {
      const operator = this.#operatorBindingAtLeast(least)
      if (!operator) break
      this.#position++
      left =
        operator === 'in'
          ? { kind: 'in', operand: left, list: this.#list() }
          : { kind: 'binary', operator, left, right: this.#expression(binding[operator] + 1) }
    }
    this.#depth--
    return left
  }

  #operatorBindingAtLeast(least: number): BinaryOperator | 'in' | undefined {
    const token = this.#peek()
    const word = token.text.toLowerCase()
    return token.kind === 'name' && isOperator(word) && binding[word] >= least ? word : undefined
  }

  #operand(): Expression {
    const token = this.#peek()
    this.#position++
    switch (token.kind) {
      case 'string':
        return { kind: 'string', value: token.text.slice(1, -1).replaceAll("''", "'") }
      case 'number':
        return { kind: 'number', value: finite(token) }
      case 'guid':
      case 'dateTime':
        return { kind: token.kind, text: token.text }
      case 'name':
        return this.#named(token)
      case '(': {
        const inner = this.#expression(0)
        this.#expect(')')
        return inner
      }
      default:
        this.#position--
        throw this.#unexpected()
    }
  }

  #named(token: Token): Expression {
    const word = token.text.toLowerCase()
    if (word === 'null') return { kind: 'null' }
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' }
    if (word === 'not') return { kind: 'not', operand: this.#expression(bindingOfNot) }
    if (isOperator(word)) throw filterRefusal(`'${token.text}' needs something before it`, token.at)
    if (this.#peek().kind !== '(') return { kind: 'path', path: token.text }
    return { kind: 'call', name: token.text, parameters: this.#list() }
  }

  #list(): readonly Expression[] {
    this.#expect('(')
    const items = [this.#expression(0)]
    while (this.#peek().kind === ',') {
      this.#position++
      items.push(this.#expression(0))
    }
    this.#expect(')')
    return items
  }

  #peek(): Token {
    const token = this.#tokens[this.#position]
    if (!token) throw filterRefusal('the filter ends too early')
    return token
  }

  #expect(kind: '(' | ')'): void {
    if (this.#peek().kind !== kind) throw this.#unexpected(kind)
    this.#position++
  }

  #unexpected(wanted?: string): Error {
    const { kind, text, at } = this.#peek()
    const found = kind === 'end' ? 'the filter ends too early' : `'${text}' is not expected here`
    return filterRefusal(wanted ? `${found}; '${wanted}' is` : found, at)
  }
}

function finite(token: Token): number {
  const value = Number(token.text)
  if (!Number.isFinite(value)) throw filterRefusal(`'${token.text}' is too large a number`, token.at)
  return value
}

/** Writes an expression so that `parseFilter` reads the same one again. */
export function printFilter(expression: Expression): string {
  return print(expression, 0)
}

function print(expression: Expression, least: number): string {
  switch (expression.kind) {
    case 'null':
      return 'null'
    case 'boolean':
    case 'number':
      return String(expression.value)
    case 'string':
      return `'${expression.value.replaceAll("'", "''")}'`
    case 'guid':
    case 'dateTime':
      return expression.text
    case 'path':
      return expression.path
    case 'call':
      return `${expression.name}${printList(expression.parameters)}`
    case 'not':
      return `not ${print(expression.operand, bindingOfNot)}`
    case 'in':
      return parenthesized(
        `${print(expression.operand, binding.in)} in ${printList(expression.list)}`,
        binding.in < least,
      )
    case 'binary': {
      const own = binding[expression.operator]
      const text = `${print(expression.left, own)} ${expression.operator} ${print(expression.right, own + 1)}`
      return parenthesized(text, own < least)
    }
  }
}

const parenthesized = (text: string, needed: boolean): string => (needed ? `(${text})` : text)

const printList = (items: readonly Expression[]): string => `(${items.map((item) => print(item, 0)).join(', ')})`
