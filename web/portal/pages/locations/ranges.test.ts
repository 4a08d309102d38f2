import { expect, test } from 'vitest'
import { readRange as readOnServer } from '../../../../src/policies/named-locations/rules/address.ts'
import { rangesIn, readRange } from './ranges.ts'

test('a range is read as the server reads it, with its network', () => {
  expect(readRange('192.0.2.77/24')).toEqual({ version: 4, bits: 24, network: '192.0.2.0/24' })
  expect(readRange('10.1.2.3/12')).toEqual({ version: 4, bits: 12, network: '10.0.0.0/12' })
  expect(readRange('2001:db8:0:1::ffff/48')).toEqual({ version: 6, bits: 48, network: '2001:db8::/48' })
  expect(readRange('2001:db8::192.0.2.1/128')).toEqual({ version: 6, bits: 128, network: '2001:db8::c000:201/128' })
  for (const text of ['192.0.2.0/24', '2001:db8::/32', '::1/128', '1:2:3:4:5:6:7:8/64', 'fe80::1/9']) {
    const read = readRange(text)
    if (typeof read === 'string') throw new Error(text)
    expect(readOnServer(text, read.version), text).toMatchObject({ version: read.version, prefix: read.bits })
  }
})

test('what is no range is told why', () => {
  const faults = {
    '192.0.2.0': 'form',
    office: 'form',
    '192.0.2.0/x': 'form',
    '192.0.2.256/24': 'address',
    '192.0.02.1/24': 'address',
    '2001:db8:::/32': 'address',
    '1:2:3/64': 'address',
    '::ffff:192.0.2.1/120': 'address',
    '192.0.2.0/33': 'bits',
    '2001:db8::/129': 'bits',
    '0.0.0.0/0': 'wide',
    '2001:db8::/7': 'wide',
  }
  for (const [text, fault] of Object.entries(faults)) expect(readRange(text), text).toBe(fault)
})

test('several are told apart by lines, spaces and commas', () => {
  expect(rangesIn(' 192.0.2.0/24\n\n2001:db8::/32, 198.51.100.0/24 ')).toHaveLength(3)
})
