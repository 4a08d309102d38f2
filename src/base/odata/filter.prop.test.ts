import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { parseCondition } from './condition.ts'
import type { Expression } from './expression.ts'
import { parseFilter } from './filter.ts'
import { printFilter } from './print.ts'
import type { ResourceShape } from './shape.ts'

const word = fc.stringMatching(/^[a-zA-Z]{1,3}[xyz]$/)
const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('/'))
const castPath = word.map((name) => `microsoft.graph.group/${name}`)

const literal: fc.Arbitrary<Expression> = fc.oneof(
  fc.constant({ kind: 'null' as const }),
  fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({
    kind: fc.constant('number' as const),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  }),
  fc.record({ kind: fc.constant('string' as const), value: fc.string({ unit: 'binary', maxLength: 12 }) }),
  fc.record({ kind: fc.constant('guid' as const), text: fc.uuid() }),
  fc.record({
    kind: fc.constant('enum' as const),
    type: fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => words.join('.')),
    value: fc.string({ unit: 'binary', maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('dateTime' as const),
    text: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
  }),
)

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const list = fc.array(tie('expression'), { minLength: 1, maxLength: 3 })
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      literal,
      fc.record({ kind: fc.constant('path' as const), path: fc.oneof(path, castPath) }),
      fc.record({ kind: fc.constant('lambda' as const), quantifier: fc.constant('any' as const), path }),
      fc.record({
        kind: fc.constant('lambda' as const),
        quantifier: fc.constantFrom('any', 'all'),
        path,
        body: fc.record({ variable: word, condition: tie('expression') }),
      }),
      fc.record({ kind: fc.constant('call' as const), name: word, parameters: list }),
      fc.record({ kind: fc.constant('not' as const), operand: tie('expression') }),
      fc.record({ kind: fc.constant('in' as const), operand: tie('expression'), list }),
      fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom('or', 'and', 'eq', 'ne', 'gt', 'ge', 'lt', 'le', 'has'),
        left: tie('expression'),
        right: tie('expression'),
      }),
    ),
  }
})

const shape: ResourceShape = {
  name: 'things',
  properties: {
    id: { kind: 'guid', filter: 'equality' },
    name: { kind: 'string', filter: 'text', nullable: true },
    on: { kind: 'boolean', filter: 'equality' },
    tags: { kind: 'collection', items: { kind: 'string', filter: 'text' } },
    ways: { kind: 'collection', items: { kind: 'flags', filter: 'equality', members: ['sms', 'password'] } },
    links: {
      kind: 'collection',
      items: { properties: { to: { kind: 'string', filter: 'range' }, size: { kind: 'number', filter: 'range' } } },
    },
  },
  order: { property: 'id', descending: false },
  pageSize: { standard: 10, greatest: 100 },
}

const refusesOrReads = (text: string) => {
  try {
    parseCondition(text, shape)
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
  }
}

test('what is printed is read again as the same expression', () => {
  fc.assert(
    fc.property(expression, (written) => {
      const printed = printFilter(written)
      fc.pre(printed.length <= 8192)
      expect(parseFilter(printed)).toEqual(written)
    }),
  )
})

test('any text is read or refused, never anything else', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), refusesOrReads))
})

test('any row of words and signs is read or refused, never anything else', () => {
  const piece = fc.constantFrom(
    ...['name', 'id', 'on', 'eq', 'ne', 'in', 'and', 'or', 'not', '(', ')', ',', "'x'", "'", 'null', 'true', '1'],
    ...['startswith', 'contains', 'name/any', '2030-01-01', 'constructor', '__proto__', 'toString'],
    ...[
      'tags/any(',
      'tags/all(',
      'ways/any(',
      'links/any(',
      'x:',
      'x',
      'x/to',
      'x/size',
      'has',
      "'sms, password'",
      '-1.5',
    ],
    ...[
      "microsoft.graph.kind'sms'",
      'isof(',
      'microsoft.graph.group/name',
      '$it',
      '$count',
      ':',
      'INF',
      'NaN',
      ';',
      '"',
    ],
  )
  const row = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(' '))
  fc.assert(fc.property(row, refusesOrReads), { numRuns: 1000 })
})
