import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import { isCountry, isWithin, type LocationSettings, locationViolations, readAddress, readRange } from './rules.ts'

/** Whether the address is in the range, as another implementation reads both. */
function isWithinElsewhere(address: string, range: string): boolean {
  const [parsed, [network, bits]] = [ipaddr.process(address), ipaddr.parseCIDR(range)]
  return parsed.kind() === network.kind() && parsed.match(network, bits)
}

/** `::192.0.2.1`, long deprecated, which the other implementation takes for an IPv4 address (RFC 4291 §2.5.5.1). */
const isCompatible = (text: string): boolean => /^::[\d.]+$/.test(text)

const isWithinHere = (address: string, range: string, version: 4 | 6): boolean => {
  const [read, ranged] = [readAddress(address), readRange(range, version)]
  return read !== undefined && ranged !== undefined && isWithin(read, ranged)
}

describe('addresses and ranges', () => {
  test('are read as another implementation reads them', () => {
    const bits = (most: number) => fc.integer({ min: 0, max: most })
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), bits(32), (address, network, prefix) => {
        expect(isWithinHere(address, `${network}/${prefix}`, 4)).toBe(
          isWithinElsewhere(address, `${network}/${prefix}`),
        )
      }),
    )
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), bits(128), (address, network, prefix) => {
        fc.pre(!isCompatible(address) && !isCompatible(network))
        fc.pre(!ipaddr.IPv6.parse(network).isIPv4MappedAddress())
        expect(isWithinHere(address, `${network}/${prefix}`, 6)).toBe(
          isWithinElsewhere(address, `${network}/${prefix}`),
        )
      }),
    )
  })

  test('are near their edges where they should be', () => {
    expect(isWithinHere('192.0.2.255', '192.0.2.0/24', 4)).toBe(true)
    expect(isWithinHere('192.0.3.0', '192.0.2.0/24', 4)).toBe(false)
    expect(isWithinHere('192.0.2.7', '192.0.2.99/24', 4)).toBe(true)
    expect(isWithinHere('::ffff:192.0.2.7', '192.0.2.0/24', 4)).toBe(true)
    expect(isWithinHere('2001:db8:ffff::1', '2001:db8::/32', 6)).toBe(true)
    expect(isWithinHere('2001:db9::', '2001:db8::/32', 6)).toBe(false)
    expect(isWithinHere('0.0.0.1', '::/8', 6)).toBe(false)
  })

  test.each([
    '',
    '1',
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4.5',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'fe80::1%eth0',
    'g::',
    '1.2.3.4::',
  ])('%j is no address', (text) => expect(readAddress(text)).toBeUndefined())

  test.each(['192.0.2.0', '192.0.2.0/', '192.0.2.0/33', '192.0.2.0/-1', '192.0.2.0/24/24', '2001:db8::/32', '/8'])(
    '%j is no range of version 4',
    (text) => expect(readRange(text, 4)).toBeUndefined(),
  )
})

test('countries are those of the ISO, in capitals', () => {
  for (const code of ['NO', 'US', 'GB', 'ZW', 'AD']) expect(isCountry(code)).toBe(true)
  for (const code of ['', 'no', 'UK', 'EU', 'NOR', 'A ', '  ']) expect(isCountry(code)).toBe(false)
})

describe('what is wrong with a location', () => {
  const ip: LocationSettings = {
    kind: 'ip',
    displayName: 'Office',
    isTrusted: true,
    ipRanges: [{ version: 4, cidrAddress: '192.0.2.0/24' }],
  }
  const country: LocationSettings = {
    kind: 'country',
    displayName: 'North',
    countriesAndRegions: ['NO', 'SE'],
    includeUnknownCountriesAndRegions: false,
  }

  test('is nothing for one that is right', () => {
    expect(locationViolations(ip)).toEqual([])
    expect(locationViolations(country)).toEqual([])
    expect(
      locationViolations({ ...country, countriesAndRegions: [], includeUnknownCountriesAndRegions: true }),
    ).toEqual([])
  })

  test.each<readonly [string, LocationSettings]>([
    ['displayName', { ...ip, displayName: '' }],
    ['ipRanges', { ...ip, ipRanges: [] }],
    ['ipRanges', { ...ip, ipRanges: [{ version: 6, cidrAddress: '192.0.2.0/24' }] }],
    ['ipRanges', { ...ip, ipRanges: [{ version: 4, cidrAddress: '0.0.0.0/0' }] }],
    ['ipRanges', { ...ip, ipRanges: Array(2001).fill({ version: 4, cidrAddress: '192.0.2.0/24' }) }],
    ['countriesAndRegions', { ...country, countriesAndRegions: [] }],
    ['countriesAndRegions', { ...country, countriesAndRegions: ['NO', 'Norway'] }],
  ])('names %s', (field, settings) => {
    expect(locationViolations(settings).map((violation) => violation.field)).toEqual([field])
  })
})
