import type { UserId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'

/** An authenticator app that shows codes, without its secret. */
export interface OathToken {
  readonly id: string
  readonly userId: UserId
  readonly displayName: string
  /** The last time step whose code was accepted. */
  readonly lastStep: number
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

/** As many as Entra allows (facts/entra.md §5). */
export const mostTokens = 5

/** Why an app was not added, with what the person is told. */
export const oathReasons = {
  over: 'This registration took too long or was finished before. Start again.',
  wrong:
    'This is not the code that the app shows now. Wait for the next code and type it; check that the clock of your device is right.',
  notOffered: 'Authenticator apps are not offered to you by your organisation.',
  tooMany: `You have ${mostTokens} authenticator apps, which is as many as you may have. Remove one that you do not use any more.`,
} as const

export const secretBytes = 20
export const codeDigits = 6
export const stepSeconds = 30

/** Steps before and after the present one whose codes are accepted too (RFC 6238 §5.2). */
export const stepWindow = 1

export const stepAt = (at: Instant): number => Math.floor(at / 1000 / stepSeconds)

/** The code as typed, spaces left out; undefined for anything but six digits. */
export function readTypedCode(typed: string): string | undefined {
  const code = typed.length > 100 ? '' : typed.replace(/\s/g, '')
  return /^[0-9]{6}$/.test(code) ? code : undefined
}

/** One token and the step at which its code was the one typed. */
export interface CodeMatch {
  readonly tokenId: string
  readonly step: number
}

/**
 * The match that may still be used: a code counts once, and none from before it.
 *
 * Source: RFC 6238 §5.2.
 */
export const usableMatch = (
  matches: readonly CodeMatch[],
  tokens: readonly Pick<OathToken, 'id' | 'lastStep'>[],
): CodeMatch | undefined =>
  matches.find(({ tokenId, step }) => tokens.some((token) => token.id === tokenId && step > token.lastStep))
