import { expect, test } from 'vitest'
import { generatePassword } from './generated-password.ts'

test('a password has four groups of four symbols that nobody takes for one another', () => {
  const password = generatePassword((bytes) => crypto.getRandomValues(bytes))
  expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
  expect(password).not.toBe(generatePassword((bytes) => crypto.getRandomValues(bytes)))
})

test('bytes that would make some symbols likelier are drawn again', () => {
  let round = 0
  const password = generatePassword((bytes) => bytes.fill(round++ === 0 ? 255 : 0))
  expect(password).toBe('aaaa-aaaa-aaaa-aaaa')
})
