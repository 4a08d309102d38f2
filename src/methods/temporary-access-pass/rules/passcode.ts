import { pick, type Random } from '../../../base/random.ts'

/** `unambiguous` is ours; `full` looks like Entra's codes. */
export type PasscodeAlphabet = 'unambiguous' | 'full'

/** Crockford's base 32: no I, L, O or U, so that no two symbols look alike. */
const unambiguous = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const full = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&*+=?@^~'

export const passcodeSymbols: Readonly<Record<PasscodeAlphabet, string>> = { unambiguous, full }

const longestTyped = 256

/**
 * Draws a new passcode of `length` symbols (8 to 48).
 *
 * Source: facts/entra.md §3; ASVS 5.0 6.5.3.
 */
export const drawPasscode = (random: Random, alphabet: PasscodeAlphabet, length: number): string =>
  pick(random, passcodeSymbols[alphabet], length)

const lookAlikes: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' }

/**
 * Reads a passcode as a person types it.
 *
 * Unambiguous codes: any case, any Unicode width, grouped by hyphens or spaces, look-alikes read as what they resemble.
 * Full codes: exact, but for white space around and inside, which no code contains.
 * Returns undefined for what cannot be a code, so that no hash is spent on 10,000 characters.
 */
export function readTypedPasscode(typed: string, alphabet: PasscodeAlphabet): string | undefined {
  if (typed.length > longestTyped) return undefined
  const bare = typed.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '')
  const code =
    alphabet === 'full'
      ? bare
      : bare
          .replace(/\p{Pd}/gu, '')
          .toUpperCase()
          .replace(/[ILO]/g, (symbol) => lookAlikes[symbol] ?? symbol)
  const symbols = passcodeSymbols[alphabet]
  const plausible =
    code.length >= 8 && code.length <= 48 && Array.from(code).every((symbol) => symbols.includes(symbol))
  return plausible ? code : undefined
}

/** The code as a person reads it aloud: unambiguous ones in groups of four. */
export const groupedPasscode = (code: string, alphabet: PasscodeAlphabet): string =>
  alphabet === 'full' ? code : (code.match(/.{1,4}/g) ?? [code]).join('-')
