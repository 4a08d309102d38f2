import fc from 'fast-check'
import { expect } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { parseStrictJson } from '../../src/base/strict-json.ts'
import { parseIso, toIso } from '../../src/base/time.ts'
import { Vault, VaultMismatch } from '../../src/kernel/vault.ts'
import { passcodeSymbols, readTypedPasscode } from '../../src/methods/temporary-access-pass/rules/passcode.ts'
import { edited, editedText, edits, fuzz } from '../kit/fuzz.ts'

const digits = (least: number, most: number, length: number, ...likely: readonly number[]) =>
  fc
    .oneof(fc.integer({ min: least, max: most }), fc.constantFrom(least, most, ...likely))
    .map((value) => String(value).padStart(length, '0'))

const isoLike = fc
  .record({
    year: digits(0, 9999, 4),
    month: digits(0, 13, 2, 1, 12),
    day: digits(0, 32, 2, 1, 31),
    between: fc.constantFrom('T', 't', ' ', ''),
    hour: digits(0, 25, 2, 23, 24),
    minute: digits(0, 60, 2),
    seconds: fc.oneof(
      fc.constant(''),
      digits(0, 61, 2).map((text) => `:${text}`),
    ),
    fraction: fc.oneof(
      fc.constant(''),
      fc.nat(9_999_999_999).map((value) => `.${value}`),
    ),
    zone: fc.oneof(
      fc.constantFrom('', 'Z', 'z', '+00:00', '-00:00', '+14:00', '-12:00', '+23:59', '-23:59', '+24:00', '+99:99'),
      fc.tuple(fc.constantFrom('+', '-'), digits(0, 99, 2), digits(0, 99, 2)).map(([sign, h, m]) => `${sign}${h}:${m}`),
    ),
  })
  .map(({ year, month, day, between, hour, minute, seconds, fraction, zone }) =>
    between === ''
      ? `${year}-${month}-${day}`
      : `${year}-${month}-${day}${between}${hour}:${minute}${seconds}${fraction}${zone}`,
  )

fuzz(
  'a date is read as a moment that can be written and read again, or not at all',
  [isoLike, fc.option(edits, { freq: 2 })],
  (written, changes) => {
    const at = parseIso(changes ? editedText(written, changes) : written)
    if (at === undefined) return
    expect(toIso(at)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(parseIso(toIso(at))).toBe(at)
  },
)

fuzz(
  'what was typed is read as a code of its alphabet, or not at all',
  [fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom('unambiguous', 'full')],
  (typed, alphabet) => {
    const code = readTypedPasscode(typed, alphabet)
    if (code === undefined) return
    expect(code.length).toBeGreaterThanOrEqual(8)
    expect([...code].every((symbol) => passcodeSymbols[alphabet].includes(symbol))).toBe(true)
    expect(readTypedPasscode(code, alphabet)).toBe(code)
  },
)

const decoration = fc.constantFrom(' ', '-', '\t', '\u2009', '\u00AD', '\u200B', '\uFEFF', '\u2010', '\u2014', '\u3000')

fuzz(
  'a code is read back with whatever a person or a mail program puts between its symbols',
  [
    fc.array(fc.constantFrom(...passcodeSymbols.unambiguous), { minLength: 8, maxLength: 48 }),
    fc.array(decoration, { maxLength: 48 }),
    fc.boolean(),
  ],
  (symbols, between, isWide) => {
    const wide = (symbol: string) => String.fromCodePoint((symbol.codePointAt(0) ?? 0) + 0xfee0)
    const typed = symbols
      .map((symbol, index) => (between[index] ?? '') + (isWide ? wide(symbol) : symbol.toLowerCase()))
      .join('')
    expect(readTypedPasscode(typed, 'unambiguous')).toBe(symbols.join(''))
  },
)

const random = seededRandom(7)
const vault = new Vault(random.bytes(32), random)

fuzz('a sealed value that was altered does not open', [fc.uint8Array({ maxLength: 100 }), edits], (plain, changes) => {
  const sealed = vault.seal('purpose', 'owner', plain)
  const altered = edited(sealed, changes)
  if (altered.equals(sealed)) return
  expect(() => vault.open('purpose', 'owner', altered)).toThrow(VaultMismatch)
})

fuzz(
  'a sealed value opens for its purpose and its owner alone',
  [fc.uint8Array({ maxLength: 100 }), fc.string(), fc.string(), fc.string(), fc.string()],
  (plain, purpose, owner, another, stranger) => {
    const sealed = vault.seal(purpose, owner, plain)
    expect(Buffer.from(vault.open(purpose, owner, sealed)).equals(plain)).toBe(true)
    if (another === purpose && stranger === owner) return
    expect(() => vault.open(another, stranger, sealed)).toThrow(VaultMismatch)
  },
)

fuzz('JSON is read as what it says, or refused', [fc.json({ maxDepth: 6 }), fc.option(edits)], (json, changes) => {
  const text = changes ? editedText(json, changes) : json
  try {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text))
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
  }
  expect(Object.prototype).not.toHaveProperty('polluted')
})
