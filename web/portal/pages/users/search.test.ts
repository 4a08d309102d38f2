import { expect, test } from 'vitest'
import { addressOf, countAddressOf, dayOf, dayStart, readSearch, writeSearch } from './search.ts'

const optionsOf = (address: string) => Object.fromEntries(new URL(address, 'http://localhost').searchParams)
const read = (query: string) => readSearch(new URLSearchParams(query))

test('the address of the page says what is asked for, and nothing else', () => {
  const query = 'search=ann&enabled=no&department=R%26D&hiredTo=2026-03-01&sort=-createdDateTime'
  expect(writeSearch(read(query)).toString()).toBe(query)
  expect(writeSearch(read('')).toString()).toBe('')
})

test('what an address says that cannot be asked counts for nothing', () => {
  const wrong = 'enabled=maybe&type=Robot&createdFrom=soon&hiredTo=2026-13-45&department=%20&sort=password'
  expect(read(wrong)).toEqual({ search: '', filters: {}, sort: 'displayName' })
})

test('the server is asked for the properties shown, in order, with the count', () => {
  expect(optionsOf(addressOf(read('sort=-createdDateTime'), ['department', 'displayName']))).toEqual({
    $select: 'id,displayName,userPrincipalName,accountEnabled,department',
    $top: '100',
    $count: 'true',
    $orderby: 'createdDateTime desc',
  })
})

test('filters become conditions that all hold, quotes in them are doubled', () => {
  const { $filter } = optionsOf(addressOf(read("enabled=yes&type=Guest&jobTitle=Driver's&createdFrom=2026-05-01"), []))
  expect($filter).toBe(
    `accountEnabled eq true and userType eq 'Guest' and startswith(jobTitle,'Driver''s') and createdDateTime ge ${dayStart('2026-05-01')}`,
  )
})

test('a last day is asked for to its end', () => {
  const { $filter } = optionsOf(addressOf(read('hiredTo=2026-03-31'), []))
  expect($filter).toBe(`employeeHireDate lt ${dayStart('2026-04-01')}`)
})

test('a text is searched in names and addresses', () => {
  const { $search } = optionsOf(addressOf(read('search=an"n'), []))
  expect($search).toContain('"displayName:an n" OR "userPrincipalName:an n"')
})

test('what a text finds is counted apart, unless there are filters, which the server wants counted', () => {
  expect(optionsOf(addressOf(read('search=ann'), []))).not.toHaveProperty('$count')
  expect(optionsOf(addressOf(read('search=ann&type=Guest'), []))).toHaveProperty('$count', 'true')
  expect(countAddressOf(read('search=ann'))).toContain('/v1.0/users/$count?$search=')
})

test('a day read back from its beginning is the same day', () => {
  for (const day of ['2026-03-29', '2026-10-25', '2024-02-29']) expect(dayOf(dayStart(day))).toBe(day)
})
