import { type BinaryOperator, binding, bindingOfNot, type Expression, isOperator } from './expression.ts'
import { filterRefusal, type Token, tokenize } from './tokens.ts'

const deepest = 32
const mostTerms = 100
const mostListed = 100

/**
 * Reads a `$filter`.
 *
 * Refuses with `unsupportedQuery` what does not follow the grammar, is nested deeper than 32 levels, has more than
 * 100 comparisons, more than 100 values in a list, or is too long.
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
  #terms = 0

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
      if (operator !== 'and' && operator !== 'or') this.#countTerm()
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
        return { kind: 'string', value: unquoted(token.text) }
      case 'enum': {
        const quote = token.text.indexOf("'")
        return { kind: 'enum', type: token.text.slice(0, quote), value: unquoted(token.text.slice(quote)) }
      }
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
    this.#countTerm()
    const [, path, quantifier] = /^(.+)\/(any|all)$/i.exec(token.text) ?? []
    if (path === undefined) return { kind: 'call', name: token.text, parameters: this.#list() }
    return this.#lambda(path, quantifier?.toLowerCase() === 'all' ? 'all' : 'any')
  }

  #lambda(path: string, quantifier: 'any' | 'all'): Expression {
    this.#expect('(')
    if (quantifier === 'any' && this.#peek().kind === ')') {
      this.#position++
      return { kind: 'lambda', quantifier, path }
    }
    const variable = this.#peek()
    if (variable.kind !== 'name' || !/^[a-z_]\w*$/i.test(variable.text)) {
      throw filterRefusal(
        `${quantifier} begins with a name for one item and a colon: ${path}/${quantifier}(x:…)`,
        variable.at,
      )
    }
    this.#position++
    this.#expect(':')
    const condition = this.#expression(0)
    this.#expect(')')
    return { kind: 'lambda', quantifier, path, body: { variable: variable.text, condition } }
  }

  #list(): readonly Expression[] {
    const { at } = this.#peek()
    this.#expect('(')
    const items = [this.#expression(0)]
    while (this.#peek().kind === ',') {
      this.#position++
      items.push(this.#expression(0))
      if (items.length > mostListed) throw filterRefusal(`a list has at most ${mostListed} values`, at)
    }
    this.#expect(')')
    return items
  }

  #countTerm(): void {
    if (++this.#terms > mostTerms) throw filterRefusal(`a filter has at most ${mostTerms} comparisons`)
  }

  #peek(): Token {
    const token = this.#tokens[this.#position]
    if (!token) throw filterRefusal('the filter ends too early')
    return token
  }

  #expect(kind: '(' | ')' | ':'): void {
    if (this.#peek().kind !== kind) throw this.#unexpected(kind)
    this.#position++
  }

  #unexpected(wanted?: string): Error {
    const { kind, text, at } = this.#peek()
    const found = kind === 'end' ? 'the filter ends too early' : `'${text}' is not expected here`
    return filterRefusal(wanted ? `${found}; '${wanted}' is` : found, at)
  }
}

const unquoted = (text: string): string => text.slice(1, -1).replaceAll("''", "'")

function finite(token: Token): number {
  const value = Number(token.text)
  if (!Number.isFinite(value)) throw filterRefusal(`'${token.text}' is too large a number`, token.at)
  return value
}
