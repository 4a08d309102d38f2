import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countryFile } from '../../tests/kit/country-file.ts'
import { readCountryFile } from './country-file.ts'

const bytes = countryFile({
  '192.0.2.0/24': 'NO',
  '198.51.100.0/25': 'SE',
  '10.0.0.0/8': 'US',
  '2001:db8::/32': 'DE',
  'fd00::/8': 'US',
})

describe('a file of countries', () => {
  const countryOf = readCountryFile(bytes)

  test.each([
    ['192.0.2.0', 'NO'],
    ['192.0.2.255', 'NO'],
    ['192.0.3.0', null],
    ['198.51.100.127', 'SE'],
    ['198.51.100.128', null],
    ['::ffff:192.0.2.9', 'NO'],
    ['::ffff:c000:209', 'NO'],
    ['2001:db8::1', 'DE'],
    ['2001:0DB8:0:0:0:0:0:1', 'DE'],
    ['2001:db9::1', null],
    ['10.1.2.3', null],
    ['::ffff:10.1.2.3', null],
    ['fd00::1', null],
    ['fe80::1%eth0', null],
    ['127.0.0.1', null],
    ['::1', null],
    ['', null],
    ['nowhere', null],
    ['192.0.2.1.5', null],
    ['192.0.2.1, 10.0.0.1', null],
  ])('has %j in %j', (address, country) => {
    expect(countryOf(address)).toBe(country)
  })

  test('of IPv4 alone knows no other address', () => {
    const old = readCountryFile(countryFile({ '32.1.13.0/24': 'NO', '192.0.2.0/24': 'SE' }, { ipVersion: 4 }))
    expect([old('192.0.2.1'), old('::ffff:192.0.2.1'), old('2001:db8::1')]).toEqual(['SE', 'SE', null])
  })

  test.each([
    ['country', (country: string) => ({ country })],
    ['country_code', (country_code: string) => ({ country_code, country: 'Norway' })],
    ['a city', (iso_code: string) => ({ city: { geoname_id: 5 }, country: { iso_code } })],
    ['small letters', (iso_code: string) => ({ country: { iso_code: iso_code.toLowerCase() } })],
  ])('may tell it as %s', (_, record) => {
    expect(readCountryFile(countryFile({ '192.0.2.0/24': 'NO' }, { record }))('192.0.2.1')).toBe('NO')
  })

  test('is believed only where it names a country that there is', () => {
    const mixed = readCountryFile(countryFile({ '192.0.2.0/24': 'NO', '198.51.100.0/24': 'QQ' }))
    expect(mixed('198.51.100.1')).toBeNull()
  })
})

describe('what is none is refused', () => {
  const asns = (autonomous_system_organization: string) => ({
    autonomous_system_number: 5,
    autonomous_system_organization,
  })
  test.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.alloc(0), /no database/],
    ['a text', Buffer.from('192.0.2.0/24,NO\n'.repeat(100)), /no database/],
    ['the beginning of one', bytes.subarray(0, 300), /no database/],
    ['the end of one', bytes.subarray(-120), /no database/],
    [
      'another kind',
      countryFile({ '192.0.2.0/24': 'NO' }, { databaseType: 'Test-ASN', record: asns }),
      /Test-ASN.*no countries/,
    ],
    ['an empty one', countryFile({}), /no countries/],
  ])('%s', (_, given, message) => {
    expect(() => readCountryFile(given)).toThrow(message)
  })

  test('and whatever is in it, nothing but that is thrown, and lookups never throw', () => {
    const damaged = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(damaged, { minLength: 1, maxLength: 6 }), fc.ipV4(), (damages, address) => {
        const copy = Buffer.from(bytes)
        for (const [at, value] of damages) copy[at] = value
        let countryOf: ReturnType<typeof readCountryFile>
        try {
          countryOf = readCountryFile(copy)
        } catch (error) {
          expect(String(error)).toMatch(/no database in the MaxMind format|tells no countries/)
          return
        }
        for (const one of [address, '192.0.2.1', '2001:db8::1']) expect(countryOf(one) ?? 'NO').toMatch(/^[A-Z]{2}$/)
      }),
      { numRuns: 2000 },
    )
  })
})

test('agrees with a plain search through the ranges', () => {
  const block = fc.record({ block: fc.nat(255), country: fc.constantFrom('NO', 'SE', 'US') })
  fc.assert(
    fc.property(
      fc.uniqueArray(block, { selector: (one) => one.block, minLength: 1, maxLength: 20 }),
      fc.nat(0xffff),
      (all, rest) => {
        const public_ = all.filter(
          ({ block }) => block > 0 && block < 224 && ![10, 100, 127, 169, 172, 192].includes(block),
        )
        fc.pre(public_.length > 0)
        const countryOf = readCountryFile(
          countryFile(Object.fromEntries(public_.map(({ block, country }) => [`${block}.0.0.0/8`, country]))),
        )
        for (let first = 1; first < 224; first++) {
          const expected = public_.find(({ block }) => block === first)?.country ?? null
          expect(countryOf(`${first}.${rest >> 8}.${rest & 255}.7`)).toBe(expected)
        }
      },
    ),
    { numRuns: 30 },
  )
})

test('records that refer to records, again and again, are read once each', () => {
  const file = countryFile(
    { '192.0.2.0/24': 'NO', '198.51.100.0/24': 'SE' },
    { record: (code) => ({ code, a: 'x'.repeat(250), b: 'x'.repeat(250) }) },
  )
  const start = file.indexOf(Buffer.alloc(16)) + 16
  const [width, layers] = [28, 8]
  for (let layer = 0; layer < layers; layer++) {
    const next = (layer + 1) * (2 + 2 * width)
    const pointer = [0x20 | (next >> 8), next & 255]
    const array = [width, 4, ...Array.from({ length: width }, () => pointer).flat()]
    Buffer.from(layer === layers - 1 ? [0x40] : array).copy(file, start + layer * (2 + 2 * width))
  }
  expect(() => readCountryFile(file)).toThrow('tells no countries')
})
