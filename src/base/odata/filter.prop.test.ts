import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { parseCondition } from './condition.ts'
import { type Expression, parseFilter, printFilter } from './filter.ts'
import type { ResourceShape } from './shape.ts'

const word = fc.stringMatching(/^[a-zA-Z]{1,3}[xyz]$/)
const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('/'))

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
      fc.record({ kind: fc.constant('path' as const), path }),
      fc.record({ kind: fc.constant('call' as const), name: word, parameters: list }),
      fc.record({ kind: fc.constant('not' as const), operand: tie('expression') }),
      fc.record({ kind: fc.constant('in' as const), operand: tie('expression'), list }),
      fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom('or', 'and', 'eq', 'ne', 'gt', 'ge', 'lt', 'le'),
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
      fc.pre(printed.length <= 4096)
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
  )
  const row = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(' '))
  fc.assert(fc.property(row, refusesOrReads), { numRuns: 1000 })
})
