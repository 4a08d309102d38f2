declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type UserId = Branded<'UserId'>
export type GroupId = Branded<'GroupId'>
export type SessionId = Branded<'SessionId'>

export const userId = (text: string): UserId => text as UserId
export const groupId = (text: string): GroupId => text as GroupId
/** The id of no user, who holds no role: whoever may not act on them may act on nobody. */
export const nobody = '00000000-0000-0000-0000-000000000000' as UserId

export const sessionId = (text: string): SessionId => text as SessionId

/**
 * The form in which two names are compared: composed and case-folded.
 *
 * Upper case before lower case folds `ß`/`SS` and the Greek final sigma alike; lower case before that folds `ẞ`.
 * A name is kept and shown in NFC as it was typed; only keys go through here.
 */
export const comparisonKey = (text: string): string =>
  text.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC')

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isGuid = (text: string): boolean => guid.test(text)

/** Control, format and unassigned characters and line breaks, which no name may carry (log injection, look-alikes). */
export const hasForbiddenCharacter = (text: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(text)
