import { describe, expect, it, test } from 'vitest'
import { longestMethodName, readMethodName, uniqueName } from './names.ts'

describe('a name for a method', () => {
  test.each([
    ['  Work key ', 'Work key'],
    ['Cle\u0301', 'Clé'],
    ['键', '键'],
    ['x'.repeat(longestMethodName), 'x'.repeat(longestMethodName)],
    ['', undefined],
    ['   ', undefined],
    ['x'.repeat(longestMethodName + 1), undefined],
    ['two\nlines', undefined],
    ['right\u202eleft', undefined],
  ])('%j becomes %j', (typed, name) => {
    expect(readMethodName(typed)).toBe(name)
  })

  it('gets the first number that is free, letter case aside', () => {
    expect(uniqueName('Passkey', [])).toBe('Passkey')
    expect(uniqueName('Passkey', ['passkey'])).toBe('Passkey 2')
    expect(uniqueName('Passkey', ['Passkey', 'PASSKEY 2', 'Passkey 4'])).toBe('Passkey 3')
  })

  it('stays within its length when a number follows', () => {
    const long = 'x'.repeat(longestMethodName)
    expect(uniqueName(long, [long])).toBe(`${'x'.repeat(longestMethodName - 2)} 2`)
  })
})
