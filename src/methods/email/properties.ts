import { modified } from '../../audit/rules.ts'
import { type Email, maskedEmailAddress } from './rules.ts'

const shown = (email: Email | undefined) => email && maskedEmailAddress(email.emailAddress)

/** What a record tells of an address before and after; many may read records, so it is masked. */
export const emailProperties = (before: Email | undefined, after: Email | undefined) => [
  modified('EmailAuthenticationMethod.EmailAddress', shown(before), shown(after)),
]
