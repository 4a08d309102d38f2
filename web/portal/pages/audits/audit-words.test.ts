import { expect, test } from 'vitest'
import { handOf, nameOf, valueText } from './audit-words.ts'

test.each([
  [null, ''],
  ['"Once"', 'Once'],
  ['["Finance","Sales"]', 'Finance, Sales'],
  ['{"a":1}', '{"a":1}'],
  ['no json', 'no json'],
])('the value %s is shown as %s', (kept, shown) => {
  expect(valueText(kept)).toBe(shown)
})

test('somebody is called by name, else by user name, else by id', () => {
  expect(nameOf({ displayName: 'Ada', userPrincipalName: 'ada@example.com', id: '1' })).toBe('Ada')
  expect(nameOf({ displayName: '', userPrincipalName: null, id: '1' })).toBe('1')
  expect(nameOf(handOf({ user: null, app: null }))).toBe('')
})
