import type { UserId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'
import { commonCandidates, isRepetition, isSequence, mentions } from './rules/patterns.ts'

export { commonCandidates } from './rules/patterns.ts'

/** Graph's id of everybody's password (facts/entra.md §12). */
export const passwordMethodId = '28c10230-6103-485e-b985-444c60001490'

/** What is known of a password, which is not the password. */
export interface PasswordState {
  readonly mustChange: boolean
  readonly changedAt: Instant
  readonly lastUsedAt: Instant | null
}

/** A reset by an administrator, which was done at once. */
export interface PasswordReset {
  readonly id: string
  readonly owner: UserId
  readonly createdAt: Instant
}

/** In code points, after normalisation. */
export const shortestPassword = 8
export const longestPassword = 256

/**
 * The form in which a password is hashed and compared: NFC, and nothing trimmed or folded.
 *
 * Source: NIST SP 800-63B-4 §3.1.1.2; RFC 8265 §4.2.
 */
export const readPassword = (typed: string): string => typed.normalize('NFC')

/** How many code points at most are worth hashing when a password is tried. */
export const isTriable = (password: string): boolean => Array.from(password).length <= longestPassword

/** What a password must not be about. */
export interface PasswordContext {
  readonly userPrincipalName: string
  readonly tenantName: string
  /** Primary domain. */
  readonly domain: string
}

/** Why a password is not accepted, with what the person is told. */
export const passwordReasons = {
  notText: 'This password holds characters that are not text. Choose another one.',
  tooShort: `A password has at least ${shortestPassword} characters. Three or four words that have nothing to do with each other make a good one.`,
  tooLong: `A password has at most ${longestPassword} characters. Choose a shorter one.`,
  common:
    'This password is one of those that are tried first. Choose another one; three or four words that have nothing to do with each other make a good one.',
  repeated: 'This password repeats itself. Choose one that is harder to guess.',
  sequence: 'This password is a row of letters, digits or keys. Choose one that is harder to guess.',
  aboutYou: 'A password must not contain your user name or the name of your organisation. Choose another one.',
  sameAsBefore: 'This is the password you have now. Choose another one.',
} as const

export type PasswordWhy = keyof typeof passwordReasons

/**
 * Judges a new password, normalised; nothing comes back when it is accepted.
 *
 * `isCommon` is asked for canonical forms. No rules of composition: length and being hard to guess are what counts.
 *
 * Source: NIST SP 800-63B-4 §3.1.1.2; ASVS 5.0 6.2.
 */
export function judgePassword(
  password: string,
  context: PasswordContext,
  isCommon: (canonicalForm: string) => boolean,
): PasswordWhy | undefined {
  const length = Array.from(password).length
  if (!password.isWellFormed()) return 'notText'
  if (length < shortestPassword) return 'tooShort'
  if (length > longestPassword) return 'tooLong'
  if (isRepetition(password)) return 'repeated'
  if (isSequence(password)) return 'sequence'
  if (commonCandidates(password).some(isCommon)) return 'common'
  return contextWords(context).some((word) => mentions(password, word)) ? 'aboutYou' : undefined
}

const shortestContextWord = 4

function contextWords({ userPrincipalName, tenantName, domain }: PasswordContext): readonly string[] {
  const [userName = ''] = userPrincipalName.split('@')
  const words = [
    userName,
    ...userName.split(/[._-]/),
    tenantName,
    tenantName.replace(/\s/g, ''),
    domain.split('.')[0] ?? '',
  ]
  return words.filter((word) => Array.from(word).length >= shortestContextWord)
}
