import { expect, test } from 'vitest'
import { grouped, spacedOut, spelled } from './spelling.ts'

test('spells letters and digits in the alphabet of the language', () => {
  expect(spelled('AK7', 'en').map(({ word }) => word)).toEqual(['Alfa', 'Kilo', 'Seven'])
  expect(spelled('AK7', 'de').map(({ word }) => word)).toEqual(['Anton', 'Kaufmann', 'Sieben'])
})

test('tells the case of letters only where a code has small ones', () => {
  expect(spelled('Ab1', 'en').map(({ letterCase }) => letterCase)).toEqual(['capital', 'small', undefined])
  expect(spelled('AB1', 'en').map(({ letterCase }) => letterCase)).toEqual([undefined, undefined, undefined])
})

test('every symbol a code can have is spelled with a word in every language', () => {
  const symbols = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&*+=?@^~'
  for (const language of ['en', 'de'] as const) {
    expect(spelled(symbols, language).filter(({ symbol, word }) => symbol === word)).toEqual([])
  }
})

test('groups by four, and by single symbols for whoever hears the code', () => {
  expect(grouped('ABCDEFGHJK')).toEqual(['ABCD', 'EFGH', 'JK'])
  expect(spacedOut('ABCDEF')).toBe('A B C D, E F')
})
