import { expect, test } from 'vitest'
import { postingPolicy } from './posting-policy.ts'

const policy = "default-src 'none'; form-action 'self'; base-uri 'none'"

test.each([
  ['https://app.example.com/signed-in?x=1', 'https://app.example.com'],
  ['http://localhost:44363', 'http://localhost:44363'],
  ["https://app.example.com/; script-src 'unsafe-inline'", 'https://app.example.com'],
  ['com.example.app://back', 'com.example.app:'],
])('forms go to %s', (address, target) => {
  expect(postingPolicy(policy, address)).toBe(`default-src 'none'; form-action ${target}; base-uri 'none'`)
})

test('an address that is none changes nothing', () => {
  expect(postingPolicy(policy, 'nowhere')).toBe(policy)
})
