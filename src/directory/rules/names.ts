import { Refusal } from '../../base/refusal.ts'
import { comparisonKey, hasForbiddenCharacter } from '../../base/text.ts'

/** Graph's limit for the display name of a user or group, in UTF-16 units. */
const displayNameLimit = 256

/**
 * A name as it is kept: trimmed and in NFC.
 *
 * Refuses with `nameInvalid` one that is empty, too long, or holds control, format, private or unassigned characters.
 */
export function properName(field: string, text: string, limit = displayNameLimit): string {
  const name = text.normalize('NFC').trim()
  if (name === '') throw invalid(field, 'is empty; give it at least one visible character')
  if (name.length > limit) throw invalid(field, `is too long; at most ${limit} characters are allowed`)
  if (hasForbiddenCharacter(name)) {
    throw invalid(field, 'holds a control or invisible character; use letters, digits, signs and spaces only')
  }
  return name
}

/** Whether two names are one and the same to everybody who compares them. */
export const isSameName = (left: string, right: string): boolean => comparisonKey(left) === comparisonKey(right)

const mailNicknameLimit = 64
const forbiddenInMailNickname = /[^!-~]|[@()\\[\]";:<>,]/

/**
 * A mail nickname as it is kept: printable ASCII without what an address may not have before its `@`.
 *
 * Refuses with `nameInvalid`.
 */
export function properMailNickname(text: string): string {
  if (text === '' || text.length > mailNicknameLimit || forbiddenInMailNickname.test(text)) {
    throw invalid(
      'mailNickname',
      `must have 1 to ${mailNicknameLimit} ASCII characters, no space and none of @ ( ) \\ [ ] " ; : < > ,`,
    )
  }
  return text
}

/** A mail nickname for somebody who gave none: what is allowed of the name's ASCII, else `fallback`. */
export function mailNicknameFrom(name: string, fallback: string): string {
  const allowed = [...name.normalize('NFKD')].filter((character) => !forbiddenInMailNickname.test(character)).join('')
  return allowed.slice(0, mailNicknameLimit) || fallback
}

const invalid = (field: string, what: string): Refusal =>
  new Refusal('nameInvalid', `The property ${field} ${what}.`, { field })
