import { z } from 'zod'

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `it must be one of ${words.join(', ')}` }).default('all' as Words[number])

/** What the two summaries of registrations are called with: `usersRegisteredByMethod(includedUserTypes='all')`. */
export const summaryParameters = z.strictObject({
  includedUserTypes: oneOf(['all', 'member', 'guest']),
  includedUserRoles: oneOf(['all', 'privilegedAdmin', 'admin', 'user']),
})
