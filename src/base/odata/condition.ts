import { parseIso } from '../time.ts'
import { type BinaryOperator, type Expression, type Literal, parseFilter } from './filter.ts'
import type { FilterClass, FilterValue, PropertyKind, PropertyShape, ResourceShape } from './shape.ts'
import { filterRefusal } from './tokens.ts'

export type Comparison = Exclude<BinaryOperator, 'and' | 'or'>
export type TextTest = 'startswith' | 'endswith' | 'contains'

/** A filter held against a resource: every property in it exists and may be compared so. */
export type Condition =
  | { readonly kind: 'compare'; readonly property: string; readonly operator: Comparison; readonly value: FilterValue }
  | { readonly kind: 'in'; readonly property: string; readonly values: readonly FilterValue[] }
  | { readonly kind: 'text'; readonly property: string; readonly test: TextTest; readonly value: string }
  | { readonly kind: 'both' | 'either'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly operand: Condition }

const allowed: Readonly<Record<FilterClass, readonly (Comparison | TextTest | 'in')[]>> = {
  equality: ['eq', 'ne', 'in'],
  prefix: ['eq', 'ne', 'in', 'startswith'],
  text: ['eq', 'ne', 'in', 'startswith', 'endswith', 'contains'],
  range: ['eq', 'ne', 'in', 'gt', 'ge', 'lt', 'le'],
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
}

/** Finds a property by name, letter case aside, as Graph does. */
export function propertyNamed(shape: ResourceShape, name: string): readonly [string, PropertyShape] | undefined {
  const exact = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined
  if (exact) return [name, exact]
  const folded = name.toLowerCase()
  return Object.entries(shape.properties).find(([key]) => key.toLowerCase() === folded)
}

/**
 * Reads a `$filter` for a resource.
 *
 * Refuses with `unsupportedQuery` a property the resource does not have or does not filter, and a value of another type.
 */
export function parseCondition(text: string, shape: ResourceShape): Condition {
  return conditionOf(parseFilter(text), shape)
}

function conditionOf(expression: Expression, shape: ResourceShape): Condition {
  switch (expression.kind) {
    case 'binary':
      if (expression.operator === 'and' || expression.operator === 'or') {
        return {
          kind: expression.operator === 'and' ? 'both' : 'either',
          left: conditionOf(expression.left, shape),
          right: conditionOf(expression.right, shape),
        }
      }
      return comparison(expression.operator, expression.left, expression.right, shape)
    case 'not':
      return { kind: 'not', operand: conditionOf(expression.operand, shape) }
    case 'in': {
      const [property, declared] = filterable(expression.operand, 'in', shape)
      return { kind: 'in', property, values: expression.list.map((item) => valueFor(property, declared, item)) }
    }
    case 'call':
      return textTest(expression.name, expression.parameters, shape)
    case 'path': {
      const [property, declared] = filterable(expression, 'eq', shape)
      return {
        kind: 'compare',
        property,
        operator: 'eq',
        value: valueFor(property, declared, { kind: 'boolean', value: true }),
      }
    }
    default:
      throw filterRefusal("a value alone is no condition; write a comparison such as displayName eq 'x'")
  }
}

function comparison(operator: Comparison, left: Expression, right: Expression, shape: ResourceShape): Condition {
  if (left.kind !== 'path' && right.kind === 'path') return comparison(mirrored[operator], right, left, shape)
  const [property, declared] = filterable(left, operator, shape)
  const value = valueFor(property, declared, right)
  if (value === null && operator !== 'eq' && operator !== 'ne')
    throw filterRefusal(`null is compared with eq or ne only`)
  return { kind: 'compare', property, operator, value }
}

function textTest(name: string, parameters: readonly Expression[], shape: ResourceShape): Condition {
  const test = name.toLowerCase()
  if (test !== 'startswith' && test !== 'endswith' && test !== 'contains') {
    throw filterRefusal(`the function '${name}' is not supported; startswith, endswith and contains are`)
  }
  const [subject, wanted, ...others] = parameters
  if (!subject || wanted?.kind !== 'string' || others.length > 0) {
    throw filterRefusal(`${test} takes a property and a text: ${test}(displayName,'x')`)
  }
  const [property] = filterable(subject, test, shape)
  return { kind: 'text', property, test, value: wanted.value }
}

function filterable(
  subject: Expression,
  use: Comparison | TextTest | 'in',
  shape: ResourceShape,
): readonly [string, PropertyShape] {
  if (subject.kind !== 'path') throw filterRefusal('a comparison names a property on one side and a value on the other')
  const found = propertyNamed(shape, subject.path)
  if (!found) throw filterRefusal(`'${subject.path}' is not a property of ${shape.name}`)
  const [name, declared] = found
  if (!declared.filter) throw filterRefusal(`the property '${name}' cannot be filtered`)
  if (!allowed[declared.filter].includes(use)) {
    throw filterRefusal(
      `the property '${name}' cannot be filtered with ${use}, only with ${allowed[declared.filter].join(', ')}`,
    )
  }
  return found
}

function valueFor(property: string, declared: PropertyShape, expression: Expression): FilterValue {
  if (expression.kind === 'null') return null
  const value = isLiteral(expression) ? readAs(declared.kind, expression) : undefined
  if (value === undefined) throw filterRefusal(`the property '${property}' is compared with ${wanted[declared.kind]}`)
  return value
}

const isLiteral = (expression: Expression): expression is Literal =>
  ['boolean', 'number', 'string', 'guid', 'dateTime'].includes(expression.kind)

function readAs(kind: PropertyKind, literal: Literal): FilterValue | undefined {
  switch (kind) {
    case 'string':
      return literal.kind === 'string' ? literal.value : undefined
    case 'guid':
      if (literal.kind === 'guid') return literal.text.toLowerCase()
      return literal.kind === 'string' ? literal.value.toLowerCase() : undefined
    case 'boolean':
      return literal.kind === 'boolean' ? literal.value : undefined
    case 'integer':
      return literal.kind === 'number' && isInt32(literal.value) ? literal.value : undefined
    case 'dateTime':
      if (literal.kind === 'dateTime') return parseIso(literal.text)
      return literal.kind === 'string' ? parseIso(literal.value) : undefined
    case 'complex':
      return undefined
  }
}

const isInt32 = (value: number): boolean => (value | 0) === value

const wanted: Readonly<Record<PropertyKind, string>> = {
  string: "a text in single quotes, 'x'",
  guid: "an id in single quotes, '00000000-0000-0000-0000-000000000000'",
  boolean: 'true or false',
  integer: 'a whole number',
  dateTime: 'a date and time, 2030-01-31T08:00:00Z',
  complex: 'nothing',
}
