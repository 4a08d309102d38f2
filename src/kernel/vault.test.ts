import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../base/random.ts'
import { macWith, Vault, VaultMismatch } from './vault.ts'

const vaultWith = (fill: number, seed = fill) => new Vault(new Uint8Array(32).fill(fill), seededRandom(seed))
const vault = vaultWith(1)
const bytes = fc.uint8Array({ maxLength: 200 })

describe('sealing', () => {
  test('what was sealed opens again, and no two seals look alike', () => {
    fc.assert(
      fc.property(bytes, fc.string(), fc.string(), (plain, purpose, owner) => {
        const sealed = vault.seal(purpose, owner, plain)
        expect(Uint8Array.from(vault.open(purpose, owner, sealed))).toEqual(plain)
        expect(vault.seal(purpose, owner, plain)).not.toEqual(sealed)
      }),
    )
  })

  test('a sealed value opens nowhere else: not for another owner, purpose or master key', () => {
    const sealed = vault.seal('totp', 'row-1', Uint8Array.of(1, 2, 3))
    expect(() => vault.open('totp', 'row-2', sealed)).toThrow(VaultMismatch)
    expect(() => vault.open('passkey', 'row-1', sealed)).toThrow(VaultMismatch)
    expect(() => vaultWith(2).open('totp', 'row-1', sealed)).toThrow(VaultMismatch)
  })

  test('a value altered in any bit, cut or lengthened does not open', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 0, max: 7 }), (plain, at, bit) => {
        const sealed = Uint8Array.from(vault.seal('p', 'o', plain))
        const index = at % sealed.length
        const altered = sealed.with(index, (sealed[index] ?? 0) ^ (1 << bit))
        for (const wrong of [altered, sealed.subarray(0, index), Uint8Array.of(...sealed, 0)]) {
          expect(() => vault.open('p', 'o', wrong)).toThrow(VaultMismatch)
        }
      }),
    )
  })

  test('the plain text does not stand in the seal', () => {
    const sealed = Buffer.from(vault.seal('p', 'o', Buffer.from('canary-of-some-length')))
    expect(sealed.includes('canary')).toBe(false)
  })
})

describe('keyed hashes', () => {
  test('differ by key, by purpose, and by where one part ends and the next begins', () => {
    const all = [
      vault.mac('a', 'xy', 'z'),
      vault.mac('a', 'x', 'yz'),
      vault.mac('a', 'xyz'),
      vault.mac('a', 'xyz', ''),
      vault.mac('b', 'xy', 'z'),
      vaultWith(2).mac('a', 'xy', 'z'),
    ].map((mac) => Buffer.from(mac).toString('hex'))
    expect(new Set(all).size).toBe(all.length)
    expect(macWith(vault.key('a'), 'xy', 'z')).toEqual(vault.mac('a', 'xy', 'z'))
  })
})

test.each([0, 16, 31, 33])('a master key of %i bytes is refused', (length) => {
  expect(() => new Vault(new Uint8Array(length), seededRandom(1))).toThrow('32 bytes')
})
