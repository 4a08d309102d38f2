import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { parseAddress, parseQueryString } from './address.ts'
import { paramsOf, RouteTree } from './route-tree.ts'
import type { GraphRoute } from './router.ts'

const route = (method: GraphRoute['method'], path: string): GraphRoute => ({
  method,
  path,
  operation: null,
  summary: '',
  handle: async () => ({ status: 200 }),
})

const tree = new RouteTree([
  route('GET', '/users'),
  route('GET', '/users/delta'),
  route('GET', '/users/$count'),
  route('GET', '/users/{id}'),
  route('DELETE', '/users/{id}'),
  route('POST', '/users/{id}/revokeSignInSessions'),
  route('GET', '/users/{id}/authentication/fido2Methods/creationOptions'),
  route('GET', '/users/{id}/authentication/fido2Methods/{methodId}'),
  route('DELETE', '/groups/{id}/members/{memberId}/$ref'),
  route('GET', '/groups/{id}/members/microsoft.graph.user'),
])

/** The route a path leads to and its parameters, as text. */
function find(method: string, path: string): string {
  const address = parseAddress(path)
  const found = tree.find(address.segments)
  const matched = found?.routes.get(method)
  if (!found || !matched) return found ? 'other verb' : 'nothing'
  return `${matched.path} ${JSON.stringify({ ...address.functionParameters, ...paramsOf(matched, found.values) })}`
}

test.each([
  ['GET', '/users', '/users {}'],
  ['GET', '/USERS/', '/users {}'],
  ['GET', '/users/6f1967b7', '/users/{id} {"id":"6f1967b7"}'],
  ['GET', "/users('6f1967b7')", '/users/{id} {"id":"6f1967b7"}'],
  ['GET', '/users(6f1967b7)', '/users/{id} {"id":"6f1967b7"}'],
  ['GET', "/users('O''Neil%40example.com')", '/users/{id} {"id":"O\'Neil@example.com"}'],
  ['GET', "/users/O'Neil@example.com", '/users/{id} {"id":"O\'Neil@example.com"}'],
  ['GET', '/users/a%2Fb', '/users/{id} {"id":"a/b"}'],
  ['GET', '/users/Ada@Example.com', '/users/{id} {"id":"Ada@Example.com"}'],
  ['GET', '/users/delta', '/users/delta {}'],
  ['GET', '/users/delta()', '/users/delta {}'],
  ['GET', '/users/microsoft.graph.delta()', '/users/delta {}'],
  ['GET', "/users('delta')", '/users/{id} {"id":"delta"}'],
  ['GET', '/users/$count', '/users/$count {}'],
  ['GET', '/users/%24count', '/users/$count {}'],
  ['POST', '/users/1/microsoft.graph.revokeSignInSessions', '/users/{id}/revokeSignInSessions {"id":"1"}'],
  ['POST', "/users('1')/REVOKEsigninsessions()", '/users/{id}/revokeSignInSessions {"id":"1"}'],
  [
    'GET',
    '/users/1/authentication/fido2Methods/creationOptions(challengeTimeoutInMinutes=10)',
    '/users/{id}/authentication/fido2Methods/creationOptions {"challengeTimeoutInMinutes":"10","id":"1"}',
  ],
  [
    'GET',
    "/users('1')/authentication/fido2Methods('creationOptions')",
    '/users/{id}/authentication/fido2Methods/{methodId} {"id":"1","methodId":"creationOptions"}',
  ],
  ['DELETE', '/groups/1/members/2/$ref', '/groups/{id}/members/{memberId}/$ref {"id":"1","memberId":"2"}'],
  ['GET', '/groups/1/members/microsoft.graph.user', '/groups/{id}/members/microsoft.graph.user {"id":"1"}'],
  ['GET', '/groups/1/members/user', 'nothing'],
  ['PATCH', '/users/1', 'other verb'],
  ['GET', '/users//', 'nothing'],
  ['GET', '', 'nothing'],
  ['GET', '/users/constructor/__proto__', 'nothing'],
])('%s %s leads to %s', (method, path, expected) => {
  expect(find(method, path)).toBe(expected)
})

test('two routes at one address and verb are refused when the tree is built', () => {
  expect(() => new RouteTree([route('GET', '/users/{id}'), route('GET', '/Users/{key}')])).toThrow(/Two routes/)
})

test('any path is read or refused, never anything else', () => {
  const path = fc.oneof(fc.webPath(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z%()'=,/.$0-9]{0,40}$/))
  fc.assert(
    fc.property(path, (text) => {
      try {
        tree.find(parseAddress(text).segments)
        parseQueryString(text)
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
    { numRuns: 500 },
  )
})

test('query options are found whatever their letter case and their $, and keep their values', () => {
  expect([
    ...parseQueryString('$orderBy=displayName+desc&TOP=5&%24filter=a%20eq%20%27b%3Dc%27&api-version=1&x=a=b&&'),
  ]).toEqual([
    ['$orderby', 'displayName desc'],
    ['$top', '5'],
    ['$filter', "a eq 'b=c'"],
    ['api-version', '1'],
    ['x', 'a=b'],
  ])
})

test.each(['$top=1&top=2', 'x=1&x=2', '%ZZ=1', 'x=%FF', '$filter=%00'])('the query %s is refused', (query) => {
  expect(() => parseQueryString(query)).toThrow(Refusal)
})
