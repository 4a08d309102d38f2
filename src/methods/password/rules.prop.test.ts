import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePassword, longestPassword, readPassword, shortestPassword } from './rules.ts'

const context = { userPrincipalName: 'ada@example.com', tenantName: 'Example', domain: 'example.com' }
const nothingIsCommon = () => false
const anyText = fc.string({ unit: 'binary', maxLength: 400 })

describe('judging any text', () => {
  it('never throws, and accepts nothing outside the length', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const password = readPassword(typed)
        const length = Array.from(password).length
        const why = judgePassword(password, context, nothingIsCommon)
        if (why === undefined) {
          expect(length).toBeGreaterThanOrEqual(shortestPassword)
          expect(length).toBeLessThanOrEqual(longestPassword)
        }
      }),
    )
  })

  it('does not depend on how letters are composed', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(readPassword(typed.normalize('NFD'))).toBe(readPassword(typed.normalize('NFC')))
      }),
    )
  })

  it('refuses whatever is made of one piece of up to four characters', () => {
    const pieces = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(pieces, fc.integer({ min: 8, max: 60 }), (piece, count) => {
        const why = judgePassword(readPassword(piece.repeat(count)), context, nothingIsCommon)
        expect(why).toBe('repeated')
      }),
    )
  })
})
