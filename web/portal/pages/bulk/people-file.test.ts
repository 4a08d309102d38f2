import { expect, test } from 'vitest'
import { readPeopleFile } from './people-file.ts'

test('people are named by the surest column that their line fills in, with terms of their own', () => {
  const file = 'Mail;USERPRINCIPALNAME;startDateTime;lifetimeInMinutes;isUsableOnce\n'
  const { people, faults } = readPeopleFile(
    `${file}a@x.test;ada@x.test;2026-03-02T09:00:00+01:00;60;ja\nb@x.test;;;;\n;carl@x.test;;;0\n`,
  )
  expect(faults).toEqual([])
  expect(people).toEqual([
    {
      line: 2,
      by: 'userPrincipalName',
      value: 'ada@x.test',
      terms: { startDateTime: '2026-03-02T08:00:00.000Z', lifetimeInMinutes: 60, isUsableOnce: true },
    },
    { line: 3, by: 'mail', value: 'b@x.test', terms: {} },
    { line: 4, by: 'userPrincipalName', value: 'carl@x.test', terms: { isUsableOnce: false } },
  ])
})

test('a start without a zone counts in the zone of the browser', () => {
  const { people } = readPeopleFile('id,startDateTime\nx,2026-03-02 09:00')
  expect(people[0]?.terms.startDateTime).toBe(new Date(2026, 2, 2, 9).toISOString())
})

test('each line that says something wrong is told by its number, and the others are read', () => {
  const { people, faults } = readPeopleFile(
    'userPrincipalName,startDateTime,lifetimeInMinutes,isUsableOnce\n,,,\n,,60,\na,02.03.2026,,\nb,,an hour,\nc,,0,\nd,,,maybe\ne,2026-13-40T00:00Z,,\nf,,,\n',
  )
  expect(people.map(({ value }) => value)).toEqual(['f'])
  expect(faults).toEqual([
    { line: 3, code: 'noName', value: '' },
    { line: 4, code: 'startDateTime', value: '02.03.2026' },
    { line: 5, code: 'lifetimeInMinutes', value: 'an hour' },
    { line: 6, code: 'lifetimeInMinutes', value: '0' },
    { line: 7, code: 'isUsableOnce', value: 'maybe' },
    { line: 8, code: 'startDateTime', value: '2026-13-40T00:00Z' },
  ])
})

test('columns that are not read are named, and a file that names nobody is refused', () => {
  expect(readPeopleFile('id,Department\n1,Sales').ignored).toEqual(['Department'])
  expect(readPeopleFile('name,department\nAda,Sales')).toEqual({
    people: [],
    faults: [{ line: 1, code: 'noColumn', value: '' }],
    ignored: [],
  })
  expect(readPeopleFile('').faults).toEqual([{ line: undefined, code: 'noColumn', value: '' }])
  expect(readPeopleFile('id\n"open').faults).toEqual([{ line: 2, code: 'openQuote', value: '' }])
})
