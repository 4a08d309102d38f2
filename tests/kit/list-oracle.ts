import fc from 'fast-check'
import { comparisonKey } from '../../src/base/text.ts'
import {
  flags,
  groupIds,
  moment,
  numbers,
  type Person,
  sizes,
  storableText,
  type Thing,
  wayNames,
} from './list-people.ts'

/**
 * A filter or search as it is written, and whether an item satisfies it, worked out in the most obvious way.
 *
 * Nothing of the product takes part but the folding of letter case.
 */
export interface Asked<Item> {
  readonly text: string
  holds(item: Item): boolean
}

type Comparable = string | number | boolean | null

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Texts by code point, which is the order of their UTF-8; false before true. */
function difference(left: string | number | boolean, right: string | number | boolean): number {
  if (typeof left === 'string' && typeof right === 'string')
    return Buffer.compare(Buffer.from(left), Buffer.from(right))
  return Number(left) - Number(right)
}

const comparisons: Readonly<Record<string, (left: Comparable, right: Comparable) => boolean>> = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  gt: (left, right) => left !== null && right !== null && difference(left, right) > 0,
  ge: (left, right) => left !== null && right !== null && difference(left, right) >= 0,
  lt: (left, right) => left !== null && right !== null && difference(left, right) < 0,
  le: (left, right) => left !== null && right !== null && difference(left, right) <= 0,
}

const mirrored: Readonly<Record<string, string>> = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' }

/** How a property is written, read and compared. */
interface Field<Item> {
  readonly name: string
  /** In the form it is compared in. */
  of(item: Item): Comparable
  /** Literals of its type, with the value they are compared as. */
  readonly literal: fc.Arbitrary<readonly [text: string, value: Comparable]>
  readonly operators: readonly string[]
}

const equality = ['eq', 'ne']
const range = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']

const textField = <Item>(
  name: string,
  of: (item: Item) => string | null,
  fold: boolean,
  operators = equality,
): Field<Item> => {
  const form = (text: string | null) => (text !== null && fold ? comparisonKey(text) : text)
  return {
    name,
    of: (item) => form(of(item)),
    literal: storableText.map((text) => [quoted(text), form(text)]),
    operators,
  }
}

const timeField = <Item>(name: string, of: (item: Item) => string | null): Field<Item> => ({
  name,
  of: (item) => millisecondsOf(of(item)),
  literal: fc.tuple(moment, fc.boolean()).map(([text, inQuotes]) => [inQuotes ? quoted(text) : text, Date.parse(text)]),
  operators: range,
})

const millisecondsOf = (iso: string | null) => (iso === null ? null : Date.parse(iso))

const numberField = <Item>(
  name: string,
  of: (item: Item) => number | null,
  values: fc.Arbitrary<number>,
): Field<Item> => ({
  name,
  of,
  literal: values.map((value) => [String(value), value]),
  operators: range,
})

const booleanField = <Item>(name: string, of: (item: Item) => boolean): Field<Item> => ({
  name,
  of,
  literal: fc.boolean().map((value) => [String(value), value]),
  operators: equality,
})

function comparing<Item>(field: Field<Item>, isNullable: boolean): fc.Arbitrary<Asked<Item>> {
  const operators = fc.constantFrom(...field.operators)
  const compared = fc.tuple(operators, field.literal, fc.boolean()).map(([operator, [text, value], isTurned]) => ({
    text: isTurned ? `${text} ${mirrored[operator]} ${field.name}` : `${field.name} ${operator} ${text}`,
    holds: (item: Item) => comparisons[operator]?.(field.of(item), value) ?? false,
  }))
  const listed = fc.array(field.literal, { minLength: 1, maxLength: 3 }).map((literals) => ({
    text: `${field.name} in (${literals.map(([text]) => text).join(',')})`,
    holds: (item: Item) => literals.some(([, value]) => field.of(item) === value),
  }))
  const toNull = fc.constantFrom('eq', 'ne').map((operator) => ({
    text: `${field.name} ${operator} null`,
    holds: (item: Item) => (field.of(item) === null) === (operator === 'eq'),
  }))
  return isNullable ? fc.oneof(compared, listed, toNull) : fc.oneof(compared, listed)
}

const textTests: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
}

const textTestNames = ['startswith', 'startsWith', 'endsWith', 'Contains']

const testing = <Item>(field: Field<Item>, names: readonly string[]): fc.Arbitrary<Asked<Item>> =>
  fc.tuple(fc.constantFrom(...names), field.literal).map(([name, [text, part]]) => ({
    text: `${name}(${field.name},${text})`,
    holds: (item) => {
      const value = field.of(item)
      return (
        typeof value === 'string' && typeof part === 'string' && (textTests[name.toLowerCase()]?.(value, part) ?? false)
      )
    },
  }))

const flagsHeld = (text: string | null) => new Set(text === null ? [] : text.split(','))

const flagAsking: fc.Arbitrary<Asked<Person>> = fc.oneof(
  fc.tuple(flags, fc.constantFrom(', ', ',')).map(([asked, comma]) => ({
    text: `ways has ${quoted(asked.replaceAll(',', comma))}`,
    holds: ({ ways }: Person) => [...flagsHeld(asked)].every((flag) => flagsHeld(ways).has(flag)),
  })),
  fc.tuple(flags, fc.constantFrom('eq', 'ne')).map(([asked, operator]) => ({
    text: `ways ${operator} ${quoted(asked.split(',').toReversed().join(','))}`,
    holds: ({ ways }: Person) => {
      const isSame = ways !== null && asked.split(',').toSorted().join() === ways.split(',').toSorted().join()
      return isSame === (operator === 'eq')
    },
  })),
)

/** Conditions joined, turned round and put into parentheses. */
function nested<Item>(leaf: fc.Arbitrary<Asked<Item>>, maxDepth: number): fc.Arbitrary<Asked<Item>> {
  return fc.letrec<{ asked: Asked<Item> }>((tie) => ({
    asked: fc.oneof(
      { maxDepth, depthIdentifier: fc.createDepthIdentifier() },
      { weight: 3, arbitrary: leaf },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('asked'), fc.constantFrom('and', 'or', 'AND', 'Or'), tie('asked'))
          .map(([left, word, right]) => ({
            text: `(${left.text}) ${word} (${right.text})`,
            holds: (item: Item) =>
              word.toLowerCase() === 'and'
                ? left.holds(item) && right.holds(item)
                : left.holds(item) || right.holds(item),
          })),
      },
      {
        weight: 1,
        arbitrary: tie('asked').map((inner) => ({
          text: `not (${inner.text})`,
          holds: (item: Item) => !inner.holds(item),
        })),
      },
    ),
  })).asked
}

/** `any` and `all` over a collection, and whether it has anything in it. */
function looking<Outer, Item>(
  name: string,
  of: (outer: Outer) => readonly Item[],
  inner: fc.Arbitrary<Asked<Item>>,
): fc.Arbitrary<Asked<Outer>> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant({ text: `${name}/any()`, holds: (outer: Outer) => of(outer).length > 0 }) },
    {
      weight: 3,
      arbitrary: inner.map(({ text, holds }) => ({
        text: `${name}/any(x:${text})`,
        holds: (outer: Outer) => of(outer).some(holds),
      })),
    },
    {
      weight: 3,
      arbitrary: inner.map(({ text, holds }) => ({
        text: `${name}/all(x:${text})`,
        holds: (outer: Outer) => of(outer).every(holds),
      })),
    },
  )
}

const itself = textField<string>('x', (item) => item, false)
const label = textField<Thing>('x/label', (item) => item.label, false)
const thing = nested<Thing>(
  fc.oneof<fc.Arbitrary<Asked<Thing>>[]>(
    comparing(label, true),
    testing(label, textTestNames),
    comparing(
      numberField('x/weight', (item) => item.weight, numbers),
      true,
    ),
    comparing(
      booleanField('x/isNew', (item) => item.isNew),
      false,
    ),
    fc
      .constantFrom(...wayNames)
      .map((way) => ({ text: `x/way eq ${quoted(way)}`, holds: (item: Thing) => item.way === way })),
    looking(
      'x/notes',
      (item: Thing) => item.notes,
      nested(fc.oneof(comparing(itself, true), testing(itself, ['startsWith'])), 2),
    ),
  ),
  2,
)

type Membership = Person['groups'][number]
const membership = nested<Membership>(
  fc.oneof(
    fc
      .constantFrom(...groupIds)
      .map((id) => ({ text: `x/group eq '${id}'`, holds: ({ group }: Membership) => group === id })),
    comparing(
      timeField('x/added', ({ added }: Membership) => added),
      false,
    ),
  ),
  2,
)

const name = textField<Person>('name', (person) => person.name, true)
const mail = textField<Person>('mail', (person) => person.mail, true)
const city = textField<Person>('city', (person) => person.city, false, range)
const born = timeField<Person>('born', (person) => person.born)
const hired = timeField<Person>('hired', (person) => person.hired)
const on = booleanField<Person>('on', (person) => person.on)
const size = numberField<Person>('size', (person) => person.size, sizes)
const id: Field<Person> = {
  name: 'id',
  of: (person) => person.id,
  literal: fc.constant([quoted(''), '']),
  operators: equality,
}

/** Filters of people. */
export const filters: fc.Arbitrary<Asked<Person>> = nested(
  fc.oneof(
    comparing(name, false),
    comparing(mail, true),
    testing(name, textTestNames),
    testing(mail, textTestNames),
    comparing(city, true),
    comparing(hired, true),
    comparing(born, false),
    comparing(on, false),
    fc.constant({ text: 'on', holds: (person: Person) => person.on }),
    comparing(size, false),
    flagAsking,
    looking(
      'tags',
      (person: Person) => person.tags ?? [],
      nested(fc.oneof(comparing(itself, true), testing(itself, textTestNames)), 2),
    ),
    looking('things', (person: Person) => person.things, thing),
    looking('groups', (person: Person) => person.groups, membership),
  ),
  4,
)

const separators = ` -.,_'(@/`

/** Whether a word of the text begins so: at its beginning, or behind a separator. */
function hasWord(text: string, word: string): boolean {
  const [all, wanted] = [comparisonKey(text), comparisonKey(word)]
  return Array.from({ length: all.length }, (_, at) => at).some(
    (at) => all.startsWith(wanted, at) && (at === 0 || separators.includes(all[at - 1] ?? '')),
  )
}

const searched = storableText.map((text) => text.trim()).filter((text) => text !== '')

const clause: fc.Arbitrary<Asked<Person>> = fc
  .tuple(fc.constantFrom('name', 'mail'), searched)
  .map(([property, text]) => ({
    text: `"${property}:${text.replaceAll(/["\\]/g, '\\$&')}"`,
    holds: (person) =>
      property === 'name'
        ? text.split(/\s+/).every((word) => hasWord(person.name, word))
        : person.mail !== null && comparisonKey(person.mail).startsWith(comparisonKey(text)),
  }))

/** Searches of people. */
export const searches: fc.Arbitrary<Asked<Person>> = fc
  .array(fc.tuple(clause, fc.constantFrom('AND', 'OR')), { minLength: 1, maxLength: 4 })
  .map((parts) => {
    const text = parts.map(([{ text: one }, word], index) => (index === 0 ? one : `${word} ${one}`)).join(' ')
    const groups: Asked<Person>[][] = []
    for (const [index, [one, word]] of parts.entries()) {
      if (index === 0 || word === 'OR') groups.push([one])
      else groups.at(-1)?.push(one)
    }
    return { text, holds: (person) => groups.some((group) => group.every((one) => one.holds(person))) }
  })

/** What people are sorted by, the last key first decided by id. */
export interface Sorting {
  readonly text: string
  compare(left: Person, right: Person): number
}

const sortable = [name, mail, city, born, hired, on, size, id]

const inOrder = (left: Comparable, right: Comparable): number => {
  if (left === right) return 0
  if (left === null) return -1
  return right === null ? 1 : difference(left, right)
}

export const sortings: fc.Arbitrary<Sorting> = fc
  .tuple(
    fc.shuffledSubarray(sortable, { minLength: 1, maxLength: 4 }),
    fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  )
  .map(([fields, directions]) => ({
    text: fields.map((field, index) => `${field.name}${directions[index] ? ' desc' : ''}`).join(','),
    compare: (left, right) => {
      for (const [index, field] of fields.entries()) {
        const found = inOrder(field.of(left), field.of(right))
        if (found !== 0) return directions[index] ? -found : found
      }
      return inOrder(left.id, right.id)
    },
  }))

/** The order without `$orderby`. */
export const byName = (left: Person, right: Person): number =>
  inOrder(name.of(left), name.of(right)) || inOrder(left.id, right.id)
