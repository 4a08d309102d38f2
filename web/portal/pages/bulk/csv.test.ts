import { expect, test } from 'vitest'
import { parseCsv } from './csv.ts'

const fieldsOf = (text: string) => parseCsv(text).records.map(({ fields }) => fields)

test('commas, semicolons and tabs part fields, whichever the first line has', () => {
  expect(fieldsOf('a,b\n1;2,3')).toEqual([
    ['a', 'b'],
    ['1;2', '3'],
  ])
  expect(fieldsOf('a;b\n1,5;3')).toEqual([
    ['a', 'b'],
    ['1,5', '3'],
  ])
  expect(fieldsOf('a\tb\n1\t2')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  expect(fieldsOf('"a;b;c",d\n1,2')).toEqual([
    ['a;b;c', 'd'],
    ['1', '2'],
  ])
})

test('a byte order mark, the ends of lines of every system and a last line without one do not matter', () => {
  expect(fieldsOf('\uFEFFa,b\r\n1,2\r\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  expect(fieldsOf('a\n1')).toEqual([['a'], ['1']])
  expect(fieldsOf('')).toEqual([])
})

test('quotes hold delimiters, quotes and ends of lines', () => {
  expect(fieldsOf('a,b\n"x, ""y""","two\nlines"\n')).toEqual([
    ['a', 'b'],
    ['x, "y"', 'two\nlines'],
  ])
})

test('lines are counted as the editor of the file counts them, empty ones too', () => {
  const { records } = parseCsv('a,b\n\n,\n"two\nlines",1\nlast,2')
  expect(records.map(({ line }) => line)).toEqual([1, 4, 6])
})

test('a quote that nothing closes is told, and swallows no record before it', () => {
  expect(parseCsv('a,b\n1,2\n"x,3\n4,5')).toMatchObject({ records: [{ line: 1 }, { line: 2 }], openQuoteAt: 3 })
})
