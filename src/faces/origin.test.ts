import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientAddress, trustedProxies } from './origin.ts'

const isTrusted = trustedProxies(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'])

test.each([
  ['a stranger is not believed', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
  ['a proxy is', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['a chain of proxies is, up to the first stranger', '10.0.0.1', '1.1.1.1, 198.51.100.1, 192.0.2.7', '198.51.100.1'],
  ['a chain of nothing but proxies ends at its first', '10.0.0.1', '10.0.0.3,10.0.0.2', '10.0.0.3'],
  ['a proxy that says nothing is the caller itself', '10.0.0.1', undefined, '10.0.0.1'],
  ['IPv4 in IPv6 is IPv4', '::ffff:10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
  ['an IPv6 proxy is believed', '2001:db8::1', '2001:DB9:0:0::1', '2001:db9::1'],
  ['a port is left off', '10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
  ['a port behind brackets is left off', '10.0.0.1', '[2001:db9::1]:4711', '2001:db9::1'],
  ['a word is no address', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['what stands before a word is not believed', '10.0.0.1', '198.51.100.1, _hidden', '10.0.0.1'],
  ['an empty entry is no address', '10.0.0.1', '198.51.100.1,', '10.0.0.1'],
  ['a number is no address', '10.0.0.1', '3405803781', '10.0.0.1'],
  ['a leading zero is no address', '10.0.0.1', '010.1.1.1', '10.0.0.1'],
])('%s', (_, peer, forwardedFor, expected) => {
  expect(clientAddress(peer, forwardedFor, isTrusted)).toBe(expected)
})

test('whatever the header says, the answer is the peer or an address', () => {
  const entry = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.constant('10.9.9.9'))
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
      expect(clientAddress('10.0.0.1', entries.join(','), isTrusted)).toMatch(/^[\da-f.:]+$/)
    }),
  )
})
