import { expect, test } from 'vitest'
import { addressOf, readSearch, writeSearch } from './search.ts'

test('what the list is asked for comes back from the address of the page', () => {
  const search = { state: 'expired', userId: 'a', isUnused: true, sort: '-startDateTime' } as const
  expect(readSearch(writeSearch(search))).toEqual(search)
})

test('a state that there is not, and what is as it is at first, stand for nothing', () => {
  const search = readSearch(new URLSearchParams('state=stolen'))
  expect(search).toEqual({ state: undefined, userId: '', isUnused: false, sort: 'endDateTime' })
  expect(writeSearch(search).toString()).toBe('')
})

test('the server is asked in its own words', () => {
  const asked = (query: string) => new URLSearchParams(addressOf(readSearch(new URLSearchParams(query))).split('?')[1])
  expect([...asked('')]).toEqual([
    ['$count', 'true'],
    ['$orderby', 'endDateTime'],
  ])
  const narrowed = asked('state=used&user=b&unused&sort=-endDateTime')
  expect(narrowed.get('$filter')).toBe("state eq 'used' and userId eq 'b' and lastUsedDateTime eq null")
  expect(narrowed.get('$orderby')).toBe('endDateTime desc')
})
