import { expect, test } from 'vitest'
import { addressesIn, firstWrong } from './redirect-uris.ts'

test('addresses stand one on each line, each once', () => {
  expect(addressesIn(' https://a.example/\n\nhttps://b.example/ \nhttps://a.example/')).toEqual([
    'https://a.example/',
    'https://b.example/',
  ])
  expect(addressesIn(' \n')).toEqual([])
})

test.each([
  ['https://a.example/back', false, true],
  ['http://localhost:3000', false, true],
  ['http://a.example', false, false],
  ['a.example', false, false],
  ['https://a.example/#here', false, false],
  ['https://*.example/', false, false],
  ['https://ann@a.example/', false, false],
  ['com.example.app://auth', false, false],
  ['com.example.app://auth', true, true],
  ['app://auth', true, false],
])('%s, of a public client: %s, is allowed: %s', (address, isPublic, isAllowed) => {
  expect(firstWrong([address], isPublic)).toBe(isAllowed ? undefined : address)
})
