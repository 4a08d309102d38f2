import { modified } from '../../audit/rules.ts'
import { maskedPhoneNumber, type Phone } from './rules.ts'

const shown = (phone: Phone | undefined) => phone && maskedPhoneNumber(phone.phoneNumber)

/** What a record tells of a phone before and after; many may read records, so numbers are masked. */
export const phoneProperties = (before: Phone | undefined, after: Phone | undefined) => [
  modified('PhoneAuthenticationMethod.PhoneType', before?.phoneType, after?.phoneType),
  modified('PhoneAuthenticationMethod.PhoneNumber', shown(before), shown(after)),
]
