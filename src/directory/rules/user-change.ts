import { Refusal } from '../../base/refusal.ts'
import { hasForbiddenCharacter } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'
import { properMailNickname, properName } from './names.ts'
import type { User } from './user.ts'
import { properUserPrincipalName } from './user-principal-name.ts'

/** What can be changed about a user by whoever administers users; null clears a property. */
export type UserChange = {
  readonly [Property in
    | 'userPrincipalName'
    | 'displayName'
    | 'mailNickname'
    | 'givenName'
    | 'surname'
    | 'mail'
    | 'jobTitle'
    | 'department'
    | 'officeLocation'
    | 'mobilePhone'
    | 'businessPhones'
    | 'preferredLanguage'
    | 'usageLocation'
    | 'employeeId'
    | 'employeeHireAt'
    | 'userType'
    | 'accountEnabled']?: User[Property] | undefined
}

type TextProperty = keyof typeof textLimits

/** Graph's limits, in UTF-16 units. */
const textLimits = {
  givenName: 64,
  surname: 64,
  mail: 254,
  jobTitle: 128,
  department: 64,
  officeLocation: 128,
  mobilePhone: 64,
  preferredLanguage: 35,
  usageLocation: 2,
  employeeId: 16,
} as const

const forms: Partial<Record<TextProperty, { readonly pattern: RegExp; readonly wanted: string }>> = {
  mail: { pattern: /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+$/, wanted: 'a mail address such as ada@example.com' },
  preferredLanguage: { pattern: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, wanted: 'a language tag such as en-US' },
  usageLocation: { pattern: /^[A-Za-z]{2}$/, wanted: 'a country code of two letters such as DE' },
}

/**
 * A change as it is kept, every value in its proper form.
 *
 * An external guest keeps the name it was invited under.
 * Refuses with `nameInvalid`, `domainNotVerified` or `propertyInvalid`, naming the property.
 */
export function properUserChange(change: UserChange, domains: readonly string[]): UserChange {
  const { userPrincipalName, displayName, mailNickname, businessPhones } = change
  const proper: { -readonly [Property in keyof UserChange]: UserChange[Property] } = { ...change }
  if (userPrincipalName !== undefined) {
    proper.userPrincipalName = properUserPrincipalName(userPrincipalName, domains)
  }
  if (displayName !== undefined) proper.displayName = properName('displayName', displayName)
  if (mailNickname !== undefined) proper.mailNickname = properMailNickname(mailNickname)
  if (businessPhones !== undefined) proper.businessPhones = properPhones(businessPhones)
  for (const property of Object.keys(textLimits) as TextProperty[]) {
    const text = change[property]
    if (typeof text === 'string') proper[property] = properText(property, text)
  }
  return proper
}

/** The user after a change in its proper form; disabling ends the time of every session opened so far. */
export function applyChange(user: User, change: UserChange, now: Instant): User {
  const after = { ...user, ...definedOnly(change) }
  return user.accountEnabled && !after.accountEnabled ? { ...after, sessionsValidFrom: now } : after
}

type Defined<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> }

/** The change without properties that stand there as undefined. */
export const definedOnly = (change: UserChange): Defined<UserChange> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<UserChange>

function properText(property: TextProperty, text: string): string {
  const proper = checkedText(property, text, textLimits[property])
  const form = forms[property]
  if (form && !form.pattern.test(proper)) throw invalid(property, `is not ${form.wanted}`)
  return property === 'usageLocation' ? proper.toUpperCase() : proper
}

function properPhones(phones: readonly string[]): readonly string[] {
  if (phones.length > 1) throw invalid('businessPhones', 'can hold one number only')
  return phones.map((phone) => checkedText('businessPhones', phone, 64))
}

function checkedText(property: string, text: string, limit: number): string {
  const proper = text.normalize('NFC').trim()
  if (proper === '') throw invalid(property, 'is empty; give a value, or null to clear it')
  if (proper.length > limit) throw invalid(property, `is too long; at most ${limit} characters are allowed`)
  if (hasForbiddenCharacter(proper)) throw invalid(property, 'holds a control or invisible character')
  return proper
}

const invalid = (field: string, what: string): Refusal =>
  new Refusal('propertyInvalid', `The property ${field} ${what}.`, { field })
