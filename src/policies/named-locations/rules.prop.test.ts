import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Address, addressText, compileRanges, isPrivate, isWithin, readAddress, readRange } from './rules.ts'

const old = fc.record({ version: fc.constant(4 as const), value: fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }) })
const modern = fc
  .record({ version: fc.constant(6 as const), value: fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }) })
  .filter(({ value }) => value >> 32n !== 0xffffn)
const addresses: fc.Arbitrary<Address> = fc.oneof(old, modern)

test('an address that is written is read again as the same', () => {
  fc.assert(
    fc.property(addresses, (address) => {
      expect(readAddress(addressText(address))).toEqual(address)
    }),
  )
})

const written = fc.record({ address: addresses, bits: fc.nat(128) }).map(({ address, bits }) => ({
  version: address.version,
  cidrAddress: `${addressText(address)}/${address.version === 4 ? bits % 33 : bits}`,
}))

test('many ranges hold what one of them holds, whatever their order and however they overlap', () => {
  fc.assert(
    fc.property(fc.array(written, { maxLength: 30 }), fc.array(addresses, { minLength: 5 }), (ranges, others) => {
      const isInside = compileRanges(ranges)
      const read = ranges.flatMap(({ cidrAddress, version }) => readRange(cidrAddress, version) ?? [])
      const edges = read.flatMap(({ version, value, prefix }): readonly Address[] => {
        const rest = BigInt((version === 4 ? 32 : 128) - prefix)
        const first = (value >> rest) << rest
        const around = [first - 1n, first, first + (1n << rest) - 1n, first + (1n << rest)]
        const most = version === 4 ? 1n << 32n : 1n << 128n
        return around.filter((one) => one >= 0n && one < most).map((one) => ({ version, value: one }))
      })
      for (const address of [...edges, ...others]) {
        expect(isInside(address)).toBe(read.some((range) => isWithin(address, range)))
      }
    }),
    { numRuns: 500 },
  )
})

test('a range that nobody can read holds nothing', () => {
  const isInside = compileRanges([{ version: 4, cidrAddress: 'everywhere' }])
  expect(isInside({ version: 4, value: 0n })).toBe(false)
})

test.each([
  ['0.0.0.1', true],
  ['9.255.255.255', false],
  ['10.0.0.0', true],
  ['10.255.255.255', true],
  ['11.0.0.0', false],
  ['100.63.255.255', false],
  ['100.64.0.0', true],
  ['127.0.0.1', true],
  ['169.254.1.1', true],
  ['172.15.255.255', false],
  ['172.16.0.0', true],
  ['172.32.0.0', false],
  ['192.168.0.1', true],
  ['192.0.2.1', false],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['::', true],
  ['::1', true],
  ['2001:db8::1', false],
  ['fbff::1', false],
  ['fc00::1', true],
  ['fdff::1', true],
  ['fe80::1', true],
  ['fec0::1', false],
  ['ff02::1', true],
  ['::ffff:10.0.0.1', true],
])('whether %s is private: %s', (text, expected) => {
  const address = readAddress(text)
  expect(address && isPrivate(address)).toBe(expected)
})
