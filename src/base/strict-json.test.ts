import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from './refusal.ts'
import { parseStrictJson } from './strict-json.ts'

test('reads every JSON value as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'grapheme', maxDepth: 5 }), (text) => {
      fc.pre(!text.includes('__proto__') && !text.includes('\\u0000'))
      expect(parseStrictJson(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('the same name may stand in two objects, and a value may look like a name', () => {
  const text = '{"a":{"a":"a"},"b":["a","a",{"a":1},"{\\"a\\":1,\\"a\\":2}"]}'
  expect(parseStrictJson(text)).toEqual(JSON.parse(text))
})

test.each([
  ['{"a":1,"a":2}', /'a' is there twice/],
  ['{"a":1,"\\u0061":2}', /'a' is there twice/],
  ['[{"x":[{"a":{},"b":1,"a":[]}]}]', /'a' is there twice/],
  ['{"__proto__":{"admin":true}}', /'__proto__' is not allowed/],
  ['{"\\u005f_proto__":1}', /'__proto__' is not allowed/],
  ['{"a":"\\u0000"}', /U\+0000/],
  ['{"a":"\\ud800"}', /half a surrogate/],
  ['{"a":', /not valid JSON/],
  ['{a:1}', /not valid JSON. It goes wrong at position 1/],
  ["{'a':1}", /not valid JSON/],
  ['{"a":1}{"b":2}', /not valid JSON/],
  ['', /not valid JSON/],
  ['NaN', /not valid JSON/],
  ['['.repeat(65) + ']'.repeat(65), /deeper than 64 levels/],
  ['['.repeat(500_000), /not valid JSON/],
  [`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, /deeper than 64 levels/],
])('refuses %.60s', (text, message) => {
  expect(() => parseStrictJson(text)).toThrow(Refusal)
  expect(() => parseStrictJson(text)).toThrow(message)
})
