import { expect, test } from 'vitest'
import { answeredScope } from './scopes.ts'

const own = 'https://id.example.com'
const graph = 'https://graph.microsoft.com'

test.each([
  ['User.Read', 'User.Read'],
  ['user.read openid profile', 'User.Read'],
  ['', 'User.Read'],
  [`openid ${graph}/User.Read`, `${graph}/User.Read`],
  [`${graph}//User.Read`, `${graph}//User.Read`],
  [`${own}/User.Read`, `${own}/User.Read`],
  [`${graph}/.default offline_access`, `${graph}/User.Read ${graph}/.default`],
  ['.default', 'User.Read .default'],
])('what is asked for as %j is answered as %j', (asked, answered) => {
  expect(answeredScope('User.Read', asked, own)).toBe(answered)
})

test('each permission is spelled as it was asked for, others as the first, and those of OpenID Connect bare', () => {
  const asked = `Mail.Read ${graph}/User.Read`
  expect(answeredScope('openid Mail.Read User.Read Group.Read.All', asked, own)).toBe(
    `openid Mail.Read ${graph}/User.Read ${graph}/Group.Read.All`,
  )
})
