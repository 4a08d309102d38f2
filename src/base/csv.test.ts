import { describe, expect, test } from 'vitest'
import { csvLine } from './csv.ts'

describe('a line of CSV', () => {
  test('quotes what has commas, quotes or line ends in it, and nothing else', () => {
    expect(csvLine(['plain', 'a,b', 'say "no"', 'two\nlines', ''])).toBe('plain,"a,b","say ""no""","two\nlines",\r\n')
  })

  test.each(['=1+1', '+49', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'])(
    'is no formula for a spreadsheet: %j',
    (text) => {
      expect(csvLine([text])).toBe(`"'${text}"\r\n`)
    },
  )

  test.each([
    ['agent (x;=1+1)', "agent (x;'=1+1)"],
    ['a;"=1', `a;"'=1`],
    ['a\n-2', "a\n'-2"],
    ['a\t@b;＋1', "a\t'@b;'＋1"],
  ])(
    'is no formula either where semicolons or tabs part fields, and a quote in the middle quotes nothing: %j',
    (text, kept) => {
      expect(csvLine([text])).toBe(`"${kept.replaceAll('"', '""')}"\r\n`)
    },
  )

  test('leaves alone what only looks like a formula further on', () => {
    expect(csvLine(['a=1', ' =1', '1-2', 'ada@example.com', 'x; -y'])).toBe('a=1, =1,1-2,ada@example.com,x; -y\r\n')
  })
})
