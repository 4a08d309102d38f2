import { expect, test } from 'vitest'
import { auditKind } from '../audits/audit-filters.ts'
import { dayAddress, signInKind } from '../sign-ins/sign-in-filters.ts'
import { readAddress, writeAddress } from './log-address.ts'
import { filterOf, fixedFilterOf, searchOfFilter } from './log-filter.ts'
import type { LogSearch } from './log-kind.ts'
import { queryOf, searchOf } from './view-query.ts'

const now = Date.parse('2026-03-02T12:00:00Z')
const search = (part: Partial<LogSearch>): LogSearch => ({
  range: 'all',
  from: '',
  to: '',
  filters: {},
  raw: '',
  isOldestFirst: false,
  ...part,
})
const read = (query: string) => readAddress(signInKind, new URLSearchParams(query))

test('the address of the page says what is asked for, and nothing else', () => {
  const query = 'range=7d&user=O%27Neil&status=failure&code=130503%2C130504&sort=oldest'
  expect(writeAddress(signInKind, read(query)).toString()).toBe(query)
  expect(writeAddress(signInKind, read('')).toString()).toBe('')
})

test('what an address says that cannot be asked counts for nothing', () => {
  expect(read('range=ever&status=odd&code=x&tab=interactive&access=no&from=soon&sort=up')).toEqual(
    search({ range: '24h' }),
  )
})

test('a filter that a link brings says itself how far back it looks', () => {
  const linked = read('filter=status%2FerrorCode%20eq%200')
  expect(filterOf(signInKind, linked, now)).toBe('status/errorCode eq 0')
  expect(writeAddress(signInKind, { ...linked, range: '24h' }).get('range')).toBe('24h')
})

test('time, filters and what was written by hand become one filter', () => {
  const asked = search({ range: '24h', filters: { user: "O'Neil", status: 'success' }, raw: 'a eq 1 or b eq 2' })
  expect(filterOf(signInKind, asked, now)).toBe(
    "(a eq 1 or b eq 2) and createdDateTime ge 2026-03-01T12:00:00.000Z and (startswith(userPrincipalName,'O''Neil') or startswith(userDisplayName,'O''Neil')) and status/errorCode eq 0",
  )
})

test('what was tried and what was proved are asked apart', () => {
  const asked = search({ filters: { method: 'temporaryAccessPass', used: 'fido2' } })
  expect(filterOf(signInKind, asked, now)).toBe(
    "authenticationDetails/any(d:d/authenticationMethod eq 'Temporary Access Pass') and authenticationMethodsUsed/any(m:m eq 'Passkey (FIDO2)')",
  )
})

test('the sign-ins of a day that succeeded with a method have an address', () => {
  const { search: query } = new URL(dayAddress('2026-03-02', 'password'), 'https://example.com')
  expect(filterOf(signInKind, read(query), now)).toBe(
    "createdDateTime ge 2026-03-02T00:00:00.000Z and createdDateTime le 2026-03-02T23:59:59.999Z and status/errorCode eq 0 and authenticationMethodsUsed/any(m:m eq 'Password')",
  )
})

test.each([
  [signInKind, {}],
  [signInKind, { raw: "appId eq 'x' or (ipAddress eq '::1' and isInteractive eq true)" }],
  [signInKind, { raw: "contains(userAgent,' or ) and it''s')", filters: { ip: '198.51.', tab: 'nonInteractive' } }],
  [
    signInKind,
    { filters: { user: '9f2b1c9e-0a7b-4a53-8a4e-0a5f5dbe1a11', code: '130503,130504', status: 'interrupted' } },
  ],
  [signInKind, { filters: { user: "it's (me) and you", application: "a' or 'b", status: 'failure', code: '50126' } }],
  [signInKind, { filters: { method: 'temporaryAccessPass', used: 'fido2' } }],
  [signInKind, { filters: { access: 'notApplied', requirement: 'multiFactorAuthentication' } }],
  [signInKind, { range: 'custom', from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' }],
  [auditKind, { filters: { service: 'Core Directory', category: 'Policy', activity: 'Add user', result: 'failure' } }],
  [auditKind, { filters: { actor: 'ann@example.com', target: 'Bob' }, raw: 'x eq 1' }],
  [auditKind, { filters: { target: '9f2b1c9e-0a7b-4a53-8a4e-0a5f5dbe1a11' } }],
  [auditKind, { filters: { actor: '9f2b1c9e-0a7b-4a53-8a4e-0a5f5dbe1a11' } }],
] as const)('a filter is taken apart again into what it was made of', (kind, part) => {
  const { from, to, filters, raw } = search(part)
  expect(searchOfFilter(kind, fixedFilterOf(kind, search(part)))).toEqual({ from, to, filters, raw })
})

test('a view keeps a range that moves along, the order and the columns', () => {
  const asked = search({ range: '7d', filters: { status: 'failure' }, isOldestFirst: true })
  const query = queryOf(signInKind, asked, ['user', 'status'])
  expect(query).toMatchObject({ range: 'P7D', orderby: 'createdDateTime asc', columns: ['user', 'status'] })
  expect(searchOf(signInKind, query)).toEqual(asked)
  const custom = search({ range: 'custom', from: '2026-01-01T00:00:00.000Z' })
  expect(searchOf(signInKind, queryOf(signInKind, custom, []))).toEqual(custom)
  expect(searchOf(signInKind, {})).toEqual(search({}))
})
