import { requireAffordable } from './cost.ts'
import type { ComparisonOperator, Expression } from './expression.ts'
import { parseFilter } from './filter.ts'
import { innerScope, namedIn, type Scope, scopeOf } from './scope.ts'
import type { FilterClass, FilterValue, PropertyShape, ResourceShape } from './shape.ts'
import { filterRefusal } from './tokens.ts'
import { flagsIn, valueFor } from './values.ts'

export type Comparison = ComparisonOperator
export type TextTest = 'startswith' | 'endswith' | 'contains'

/** A filter held against a resource: every property in it exists and may be compared so. */
export type Condition =
  | { readonly kind: 'compare'; readonly property: string; readonly operator: Comparison; readonly value: FilterValue }
  | { readonly kind: 'in'; readonly property: string; readonly values: readonly FilterValue[] }
  /** `word` is `$search`'s: the value begins the property's or a later word in it. */
  | {
      readonly kind: 'text'
      readonly property: string
      readonly test: TextTest | 'word'
      readonly value: string
    }
  /** The flags are all set. */
  | { readonly kind: 'has'; readonly property: string; readonly members: readonly string[] }
  /** `of` speaks of the item's properties, of the item itself as ''; without it, whether there is an item at all. */
  | { readonly kind: 'any'; readonly property: string; readonly of: Condition | undefined }
  | { readonly kind: 'all'; readonly property: string; readonly of: Condition }
  | { readonly kind: 'both' | 'either'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly operand: Condition }

type Use = Comparison | TextTest | 'in' | 'has'

const allowed: Readonly<Record<FilterClass, readonly Use[]>> = {
  equality: ['eq', 'ne', 'in'],
  prefix: ['eq', 'ne', 'in', 'startswith'],
  text: ['eq', 'ne', 'in', 'startswith', 'endswith', 'contains'],
  range: ['eq', 'ne', 'in', 'gt', 'ge', 'lt', 'le'],
}

const usesOf = ({ kind, filter }: PropertyShape): readonly Use[] => {
  if (!filter) return []
  return kind === 'flags' || kind === 'enum' ? [...allowed[filter], 'has'] : allowed[filter]
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
}

/**
 * Reads a `$filter` for a resource.
 *
 * Refuses with `unsupportedQuery` a property the resource does not have or does not filter, a value of another type,
 * and what would cost too much at each row.
 */
export function parseCondition(text: string, shape: ResourceShape): Condition {
  return requireAffordable(conditionOf(parseFilter(text), scopeOf(shape)))
}

function conditionOf(expression: Expression, scope: Scope): Condition {
  switch (expression.kind) {
    case 'binary': {
      const { operator, left, right } = expression
      if (operator === 'and') return { kind: 'both', left: conditionOf(left, scope), right: conditionOf(right, scope) }
      if (operator === 'or') return { kind: 'either', left: conditionOf(left, scope), right: conditionOf(right, scope) }
      return operator === 'has' ? flagTest(left, right, scope) : comparison(operator, left, right, scope)
    }
    case 'not':
      return { kind: 'not', operand: conditionOf(expression.operand, scope) }
    case 'in': {
      const [property, declared] = filterable(expression.operand, 'in', scope)
      return { kind: 'in', property, values: expression.list.map((item) => valueFor(property, declared, item)) }
    }
    case 'call':
      return expression.name.toLowerCase() === 'isof'
        ? typeTest(expression.parameters, scope)
        : textTest(expression.name, expression.parameters, scope)
    case 'lambda':
      return lambda(expression, scope)
    case 'path': {
      const [property, declared] = filterable(expression, 'eq', scope)
      const value = valueFor(property, declared, { kind: 'boolean', value: true })
      return { kind: 'compare', property, operator: 'eq', value }
    }
    default:
      throw filterRefusal("a value alone is no condition; write a comparison such as displayName eq 'x'")
  }
}

function comparison(operator: Comparison, left: Expression, right: Expression, scope: Scope): Condition {
  if (left.kind === 'not') throw filterRefusal("put what not is about in parentheses: not (displayName eq 'x')")
  if (left.kind !== 'path' && right.kind === 'path') return comparison(mirrored[operator], right, left, scope)
  const [property, declared] = filterable(left, operator, scope)
  const value = valueFor(property, declared, right)
  if (value === null && operator !== 'eq' && operator !== 'ne')
    throw filterRefusal(`null is compared with eq or ne only`)
  return { kind: 'compare', property, operator, value }
}

function flagTest(left: Expression, right: Expression, scope: Scope): Condition {
  const [property, declared] = filterable(left, 'has', scope)
  const text = right.kind === 'string' || right.kind === 'enum' ? right.value : ''
  const members = flagsIn(text, declared)
  if (members) return { kind: 'has', property, members }
  throw filterRefusal(`'${property}' has one or more of these in single quotes: ${declared.members?.join(', ')}`)
}

function textTest(name: string, parameters: readonly Expression[], scope: Scope): Condition {
  const test = name.toLowerCase()
  if (test !== 'startswith' && test !== 'endswith' && test !== 'contains') {
    throw filterRefusal(`the function '${name}' is not supported; startswith, endswith and contains are`)
  }
  const [subject, wanted, ...others] = parameters
  if (!subject || wanted?.kind !== 'string' || others.length > 0) {
    throw filterRefusal(`${test} takes a property and a text: ${test}(displayName,'x')`)
  }
  const [property] = filterable(subject, test, scope)
  return { kind: 'text', property, test, value: wanted.value }
}

function typeTest(parameters: readonly Expression[], scope: Scope): Condition {
  const [type] = parameters
  const known = type?.kind === 'string' && parameters.length === 1 ? typeNamed(type.value, scope) : undefined
  if (known === undefined) {
    const types = scope.types.map((name) => `isof('${name}')`).join(', ')
    throw filterRefusal(
      types
        ? `isof takes one of the types of ${scope.name}: ${types}`
        : `${scope.name} are all of one type; isof is not needed`,
    )
  }
  return { kind: 'compare', property: '@odata.type', operator: 'eq', value: `#${known}` }
}

const typeNamed = (name: string, { types }: Scope): string | undefined =>
  types.find((type) => type.toLowerCase() === name.replace(/^#/, '').toLowerCase())

function lambda(expression: Extract<Expression, { kind: 'lambda' }>, scope: Scope): Condition {
  const { path, quantifier, body } = expression
  const [property, declared] = namedIn(scope, path)
  if (declared.kind !== 'collection') throw filterRefusal(`'${property}' is no collection; ${quantifier} needs one`)
  if (!declared.items) throw filterRefusal(`the property '${property}' cannot be filtered`)
  if (!body) return { kind: 'any', property, of: undefined }
  const of = conditionOf(body.condition, innerScope(scope, property, declared.items, body.variable))
  return { kind: quantifier, property, of }
}

function filterable(subject: Expression, use: Use, scope: Scope): readonly [string, PropertyShape] {
  if (subject.kind !== 'path') throw filterRefusal('a comparison names a property on one side and a value on the other')
  const found = namedIn(scope, subject.path)
  const [name, declared] = found
  const shown = `the property '${name || subject.path}'`
  if (declared.kind === 'collection' && declared.items) {
    throw filterRefusal(`${shown} is a collection; look into it with any or all: ${name}/any(x:…)`)
  }
  const uses = usesOf(declared)
  if (uses.length === 0) throw filterRefusal(`${shown} cannot be filtered`)
  if (!uses.includes(use)) throw filterRefusal(`${shown} cannot be filtered with ${use}, only with ${uses.join(', ')}`)
  return found
}
