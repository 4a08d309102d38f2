import type { UserId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'

/** The types of phone, in the order shown, each with the id that Graph gives everybody's (facts/entra.md §12). */
export const phoneIds = {
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
} as const

export type PhoneType = keyof typeof phoneIds

export const phoneTypes = Object.keys(phoneIds) as readonly PhoneType[]

/** The type whose well-known id this is, whatever its case. */
export const phoneTypeOf = (id: string): PhoneType | undefined =>
  phoneTypes.find((type) => phoneIds[type] === id.toLowerCase())

/** A number to reach a user at; nobody signs in with it. */
export interface Phone {
  readonly owner: UserId
  readonly phoneType: PhoneType
  readonly phoneNumber: string
  readonly createdAt: Instant
}

/**
 * Whether a number has the form `+{country} {number}x{extension}`, the extension left out where there is none.
 *
 * Source: facts/entra.md §12; no more digits than E.164 has.
 */
export function isPhoneNumber(text: string): boolean {
  const [, country = '', number = ''] = /^\+([1-9]\d{0,2}) (\d{4,14})(?:x\d{1,10})?$/.exec(text) ?? []
  return number !== '' && country.length + number.length <= 15
}

/** The number for whoever may know that it is there and not what it is: country and the last two digits. */
export const maskedPhoneNumber = (phoneNumber: string): string => {
  const [number = '', extension] = phoneNumber.split('x')
  const [country = '', digits = ''] = number.split(' ')
  const masked = `${country} ${'*'.repeat(digits.length - 2)}${digits.slice(-2)}`
  return extension === undefined ? masked : `${masked}x${'*'.repeat(extension.length)}`
}
