import { describe, expect, it, test } from 'vitest'
import { instant } from '../../base/time.ts'
import { matchingStep, oathKey } from './codes.ts'
import { readTypedCode, stepAt, usableMatch } from './rules.ts'

describe('a typed code', () => {
  test.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    [' 1 2 3 4 5 6\n', '123456'],
    ['123\u00a0456', '123456'],
    ['12345', undefined],
    ['1234567', undefined],
    ['12345a', undefined],
    ['123-456', undefined],
    ['١٢٣٤٥٦', undefined],
    ['１２３４５６', undefined],
    ['', undefined],
    [`${' '.repeat(10_000)}123456`, undefined],
  ])('%j reads as %j', (typed, code) => {
    expect(readTypedCode(typed)).toBe(code)
  })
})

/** RFC 6238 appendix B, the last six of eight digits. */
describe('the codes of RFC 6238', () => {
  const secret = Buffer.from('12345678901234567890')
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i is %s', (seconds, code) => {
    const now = instant(seconds * 1000)
    expect(matchingStep(secret, code, now)).toBe(stepAt(now))
    expect(matchingStep(secret, code, instant(now + 30_000))).toBe(stepAt(now))
    expect(matchingStep(secret, code, instant(now - 30_000))).toBe(stepAt(now))
    expect(matchingStep(secret, code, instant(now + 60_000))).toBeUndefined()
    expect(matchingStep(secret, code, instant(now - 60_000))).toBeUndefined()
  })
})

describe('what an app takes over', () => {
  it('names issuer and person and says how codes are made', () => {
    const { uri, key } = oathKey(Buffer.from('12345678901234567890'), 'Example & Co', 'ada@example.com')
    expect(key).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    const address = new URL(uri)
    expect(address.protocol).toBe('otpauth:')
    expect(decodeURIComponent(address.pathname)).toContain('Example & Co:ada@example.com')
    expect(Object.fromEntries(address.searchParams)).toEqual({
      issuer: 'Example & Co',
      secret: key,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
  })
})

describe('a code that may still be used', () => {
  const tokens = [
    { id: 'a', lastStep: 10 },
    { id: 'b', lastStep: 8 },
  ]

  it('is of a step after the last one of its token', () => {
    expect(usableMatch([{ tokenId: 'a', step: 11 }], tokens)).toEqual({ tokenId: 'a', step: 11 })
    expect(usableMatch([{ tokenId: 'a', step: 10 }], tokens)).toBeUndefined()
    expect(usableMatch([{ tokenId: 'a', step: 9 }], tokens)).toBeUndefined()
    expect(usableMatch([{ tokenId: 'gone', step: 99 }], tokens)).toBeUndefined()
  })

  it('may be that of the second token where the first one used it up', () => {
    const matches = [
      { tokenId: 'a', step: 9 },
      { tokenId: 'b', step: 9 },
    ]
    expect(usableMatch(matches, tokens)).toEqual({ tokenId: 'b', step: 9 })
  })
})
