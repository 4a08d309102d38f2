import { hasForbiddenCharacter, type UserId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'

/** Graph's id of everybody's address (facts/entra.md §12). */
export const emailMethodId = '3ddfcfc8-9383-446f-83cc-3ab9be4be18f'

/** An address to reach a user at; nobody signs in with it. */
export interface Email {
  readonly owner: UserId
  readonly emailAddress: string
  readonly createdAt: Instant
}

/**
 * Whether a text can be an address: one `@` with something on either side, a dotted domain, 254 characters at most.
 *
 * Source: RFC 5321 §4.5.3.1; whether it is anybody's only a message could tell.
 */
export function isEmailAddress(text: string): boolean {
  const [local = '', domain = '', ...others] = text.split('@')
  const isDomain =
    domain.length <= 253 && /^([\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(domain)
  const isLocal = local !== '' && local.length <= 64 && !/[\s"(),:;<>[\\\]]/.test(local)
  return others.length === 0 && isLocal && isDomain && text.length <= 254 && !hasForbiddenCharacter(text)
}

/** The address for whoever may know that it is there and not what it is. */
export function maskedEmailAddress(emailAddress: string): string {
  const [local = '', domain = ''] = emailAddress.split('@')
  return `${local.slice(0, 1)}***@${domain}`
}
