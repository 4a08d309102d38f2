import { expect, test } from 'vitest'
import { addressOf, isNarrowed, readSearch, writeSearch } from './search.ts'

test('what the list is asked for comes back from the address of the page', () => {
  const moments = { endFrom: '2026-03-02T08:00:00.000Z', startTo: '2026-03-03T08:00:00.000Z' }
  const search = { state: 'expired', userId: 'a', isUnused: true, ...moments, sort: '-startDateTime' } as const
  expect(readSearch(writeSearch(search))).toEqual(search)
})

test('a state that there is not, and what is as it is at first, stand for nothing', () => {
  const search = readSearch(new URLSearchParams('state=stolen&endFrom=yesterday'))
  expect(search).toEqual({
    state: undefined,
    userId: '',
    isUnused: false,
    endFrom: '',
    startTo: '',
    sort: 'endDateTime',
  })
  expect(isNarrowed(search)).toBe(false)
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
  const between = asked('state=expired&endFrom=2026-03-02T08:00:00Z&startTo=2026-03-03T08:00:00Z')
  expect(between.get('$filter')).toBe(
    "state eq 'expired' and endDateTime ge 2026-03-02T08:00:00.000Z and startDateTime le 2026-03-03T08:00:00.000Z",
  )
})
