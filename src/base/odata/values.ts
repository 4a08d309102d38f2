import { parseIso } from '../time.ts'
import type { Expression, Literal } from './expression.ts'
import type { FilterValue, PropertyKind, PropertyShape } from './shape.ts'
import { filterRefusal } from './tokens.ts'

/** A literal as a value of the property; refuses with `unsupportedQuery` one of another type. */
export function valueFor(property: string, declared: PropertyShape, expression: Expression): FilterValue {
  if (expression.kind === 'null') return null
  const value = isLiteral(expression) ? readAs(declared, expression) : undefined
  if (value === undefined) {
    const one = declared.members?.length && declared.kind !== 'string' ? `: ${declared.members.join(', ')}` : ''
    throw filterRefusal(`the property '${property}' is compared with ${wanted[declared.kind]}${one}`)
  }
  return value
}

/** The members that a text such as `sms, password` names; undefined when there is another in it, or none. */
export function flagsIn(text: string, declared: PropertyShape): readonly string[] | undefined {
  const found = text.split(',').map((name) => memberNamed(name.trim(), declared))
  const members = found.filter((member) => member !== undefined)
  return members.length === found.length ? [...new Set(members)] : undefined
}

const memberNamed = (name: string, { members = [] }: PropertyShape): string | undefined =>
  members.find((member) => member.toLowerCase() === name.toLowerCase())

const isLiteral = (expression: Expression): expression is Literal =>
  ['boolean', 'number', 'string', 'guid', 'dateTime', 'enum'].includes(expression.kind)

function readAs(declared: PropertyShape, literal: Literal): FilterValue | undefined {
  switch (declared.kind) {
    case 'string':
      return literal.kind === 'string' ? (memberNamed(literal.value, declared) ?? literal.value) : undefined
    case 'guid':
      if (literal.kind === 'guid') return literal.text.toLowerCase()
      return literal.kind === 'string' ? literal.value.toLowerCase() : undefined
    case 'boolean':
      return literal.kind === 'boolean' ? literal.value : undefined
    case 'integer':
      return literal.kind === 'number' && isInt32(literal.value) ? literal.value : undefined
    case 'number':
      return literal.kind === 'number' ? literal.value : undefined
    case 'dateTime':
      if (literal.kind === 'dateTime') return parseIso(literal.text)
      return literal.kind === 'string' ? parseIso(literal.value) : undefined
    case 'enum':
      return literal.kind === 'enum' || literal.kind === 'string' ? memberNamed(literal.value, declared) : undefined
    case 'flags':
      return literal.kind === 'enum' || literal.kind === 'string'
        ? flagsIn(literal.value, declared)?.join(',')
        : undefined
    case 'collection':
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
  number: 'a number',
  dateTime: 'a date and time, 2030-01-31T08:00:00Z',
  enum: 'one of its members in single quotes',
  flags: 'its members, joined by commas, in single quotes',
  collection: 'nothing; look into it with any or all',
  complex: 'nothing',
}
