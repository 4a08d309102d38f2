import fc from 'fast-check'
import type { ResourceShape } from '../../src/base/odata/shape.ts'
import { comparisonKey } from '../../src/base/text.ts'
import type { Database } from '../../src/kernel/open.ts'

/** One item of a list as Graph would answer it, with every kind of property that a filter can speak of. */
export interface Person {
  readonly [property: string]: unknown
  readonly id: string
  readonly name: string
  readonly mail: string | null
  readonly city: string | null
  readonly hired: string | null
  readonly born: string
  readonly on: boolean
  readonly size: number
  readonly ways: string | null
  readonly tags: readonly string[] | null
  readonly things: readonly Thing[]
  readonly groups: readonly Membership[]
}

interface Membership {
  readonly group: string
  readonly added: string
}

export interface Thing {
  readonly label: string | null
  readonly weight: number | null
  readonly isNew: boolean
  readonly way: string
  readonly notes: readonly string[]
}

export const wayNames = ['sms', 'smsVoice', 'password', 'fido2']

/** A shape over the table of users that uses its columns for whatever kind of property there is. */
export const peopleShape: ResourceShape = {
  name: 'people',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality', sort: true },
    name: { kind: 'string', column: 'display_name_key', fold: true, filter: 'text', sort: true },
    mail: { kind: 'string', column: 'mail_key', fold: true, nullable: true, filter: 'text', sort: true },
    city: { kind: 'string', column: 'office_location', nullable: true, filter: 'range', sort: true },
    hired: { kind: 'dateTime', column: 'employee_hire_at', nullable: true, filter: 'range', sort: true },
    born: { kind: 'dateTime', column: 'created_at', filter: 'range', sort: true },
    on: { kind: 'boolean', column: 'account_enabled', filter: 'equality', sort: true },
    size: { kind: 'integer', column: 'sessions_valid_from', filter: 'range', sort: true },
    ways: {
      kind: 'flags',
      column: 'preferred_language',
      nullable: true,
      filter: 'equality',
      members: wayNames,
    },
    tags: { kind: 'collection', column: 'surname', items: { kind: 'string', filter: 'text' } },
    things: {
      kind: 'collection',
      column: 'business_phones',
      items: {
        properties: {
          label: { kind: 'string', filter: 'text', nullable: true },
          weight: { kind: 'number', filter: 'range', nullable: true },
          isNew: { kind: 'boolean', filter: 'equality' },
          way: { kind: 'enum', filter: 'equality', members: wayNames },
          notes: { kind: 'collection', items: { kind: 'string', filter: 'prefix' } },
        },
      },
    },
    groups: {
      kind: 'collection',
      rows: { table: 'group_members', owner: 'member_id' },
      items: {
        properties: {
          group: { kind: 'guid', column: 'group_id', filter: 'equality' },
          added: { kind: 'dateTime', column: 'added_at', filter: 'range' },
        },
      },
    },
  },
  order: { property: 'name', descending: false },
  pageSize: { standard: 100, greatest: 999 },
  search: { name: 'words', mail: 'prefix' },
}

const texts = fc.constantFrom(
  ...[
    'Ada',
    'ada',
    'Ada Ex',
    'ex-ada',
    'ÅSA',
    'Straße',
    'STRASSE',
    "O'Neil",
    'a%b_c',
    '\u{1F511} keys',
    '\uFB01sh',
    'b',
  ],
  ...['', 'ab', 'abc', '\uE000', '\u{10FFFF}', 'a\u{10FFFF}b', 'e\u0301', '"\\', '{"a":1}', 'null', '1'],
)

/** A text that PostgreSQL stores: without NUL and without halves of a surrogate pair. */
export const storableText = fc.oneof(
  { weight: 3, arbitrary: texts },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }).map((text) => text.replaceAll('\0', '')) },
)

export const groupIds = [1, 2, 3].map((digit) => `00000000-0000-4000-9000-00000000000${digit}`)

const moments = [0, 1000, 1_767_225_600_000, 4_000_000_000_000].map((at) => new Date(at).toISOString())

export const moment = fc.constantFrom(...moments)

const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 3 })

export const numbers = fc.constantFrom(0, 1, -1, 0.1, -2.5, 1e21, 1e-7, 3)
export const sizes = fc.constantFrom(0, 1, -1, 7, 2 ** 31 - 1, -(2 ** 31))
export const flags = fc.subarray(wayNames, { minLength: 1 }).map((some) => some.join(','))

const thing: fc.Arbitrary<Thing> = fc.record({
  label: nullable(storableText),
  weight: nullable(numbers),
  isNew: fc.boolean(),
  way: fc.constantFrom(...wayNames),
  notes: fc.array(storableText, { maxLength: 2 }),
})

const person: fc.Arbitrary<Omit<Person, 'id'>> = fc.record({
  name: storableText,
  mail: nullable(storableText),
  city: nullable(storableText),
  hired: nullable(moment),
  born: moment,
  on: fc.boolean(),
  size: sizes,
  ways: nullable(flags),
  tags: nullable(fc.array(storableText, { maxLength: 3 })),
  things: fc.array(thing, { maxLength: 2 }),
  groups: fc
    .subarray(groupIds)
    .chain((some) => fc.tuple(...some.map((group) => moment.map((added) => ({ group, added }))))),
})

/** People whose ids do not come in the order in which they are listed. */
export const people: fc.Arbitrary<readonly Person[]> = fc.array(person, { minLength: 1, maxLength: 30 }).map((all) =>
  all.map((each, index) => {
    const id = `00000000-0000-4000-8000-0000000000${((index * 37) % 256).toString(16).padStart(2, '0')}`
    return { ...each, id } as Person
  }),
)

const at = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso))
const key = (text: string | null): string | null => (text === null ? null : comparisonKey(text))

/** Puts people, and nobody else, into the table of users. */
export async function storePeople({ writer }: Database, all: readonly Person[]): Promise<void> {
  await writer.deleteFrom('group_members').execute()
  await writer.deleteFrom('users').execute()
  await writer
    .insertInto('groups')
    .values(groupIds.map((id) => ({ ...group, id })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await writer
    .insertInto('users')
    .values(
      all.map((each) => ({
        ...user,
        id: each.id,
        user_principal_name: each.id,
        user_principal_name_key: each.id,
        display_name: each.name,
        display_name_key: comparisonKey(each.name),
        mail: each.mail,
        mail_key: key(each.mail),
        office_location: each.city,
        employee_hire_at: at(each.hired),
        created_at: Date.parse(each.born),
        account_enabled: each.on ? 1 : 0,
        sessions_valid_from: each.size,
        preferred_language: each.ways,
        surname: each.tags === null ? null : JSON.stringify(each.tags),
        business_phones: JSON.stringify(each.things),
      })),
    )
    .execute()
  const members = all.flatMap(({ id, groups }) =>
    groups.map(({ group: group_id, added }) => ({
      group_id,
      member_id: id,
      member_kind: 'user' as const,
      added_at: Date.parse(added),
    })),
  )
  if (members.length > 0) await writer.insertInto('group_members').values(members).execute()
}

const group = {
  display_name: 'G',
  display_name_key: 'g',
  description: null,
  mail_nickname: 'g',
  is_assignable_to_role: 0,
  created_at: 0,
  deleted_at: null,
} as const

const user = {
  given_name: null,
  given_name_key: null,
  surname_key: null,
  mail_nickname: 'x',
  job_title: null,
  job_title_key: null,
  department: null,
  department_key: null,
  mobile_phone: null,
  usage_location: null,
  employee_id: null,
  manager_id: null,
  user_type: 'Member',
  creation_type: null,
  external_user_state: null,
  deleted_at: null,
} as const
