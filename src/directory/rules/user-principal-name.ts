import { Refusal } from '../../base/refusal.ts'
import { comparisonKey, type UserId } from '../../base/text.ts'

const field = 'userPrincipalName'
const localPartLimit = 64
const externalLocalPartLimit = 113
const externalMark = '#EXT#'
const foreign = /[^A-Za-z0-9'._!#^~-]/g
const allowed = /^[A-Za-z0-9'._!#^~-]+$/

/**
 * A user principal name as it is kept: local part as typed, domain in the spelling of the tenant.
 *
 * The local part has 1 to 64 ASCII letters, digits and `' . - _ ! # ^ ~`, no dot at its ends and no two in a row.
 * Letters with accents are refused and not folded, so no two names look alike.
 * Refuses with `nameInvalid`, or with `domainNotVerified` for a domain that is none of `domains`.
 *
 * Source: Microsoft Entra ID, username policies; facts/entra.md §4.7.
 */
export function properUserPrincipalName(text: string, domains: readonly string[]): string {
  const [localPart = '', domain, ...others] = text.normalize('NFC').trim().split('@')
  if (domain === undefined || others.length > 0) throw invalid('must have exactly one @, as in ada@example.com')
  if (localPart.toUpperCase().includes(externalMark)) throw invalid(`may not hold ${externalMark} before the @`)
  if (localPart.length > localPartLimit) throw invalid(`may have at most ${localPartLimit} characters before the @`)
  return `${properLocalPart(localPart)}@${properDomain(domain, domains)}`
}

function properLocalPart(localPart: string): string {
  if (localPart === '') throw invalid('has nothing before the @')
  if (!allowed.test(localPart)) {
    throw invalid("may have only the letters A to Z, digits and the characters ' . - _ ! # ^ ~ before the @")
  }
  if (/^\.|\.\.|\.$/.test(localPart))
    throw invalid('may not begin or end with a dot before the @, nor have two in a row')
  return localPart
}

function properDomain(domain: string, domains: readonly string[]): string {
  const known = domains.find((candidate) => comparisonKey(candidate) === comparisonKey(domain))
  if (known !== undefined) return known
  throw new Refusal(
    'domainNotVerified',
    `The domain portion of the userPrincipalName property is invalid. Use a verified domain of the organization: ${domains.join(', ')}.`,
    { field },
  )
}

/**
 * The name of an external guest: `ada_fabrikam.example#EXT#@example.com` for `ada@fabrikam.example`.
 *
 * `mail` is the guest's address elsewhere, `domain` the tenant's.
 * Characters that names may not have become `_`.
 * Refuses with `nameInvalid` an address without exactly one `@`, or one too long.
 */
export function externalUserPrincipalName(mail: string, domain: string): string {
  const parts = mail.normalize('NFC').trim().split('@')
  if (parts.length !== 2 || parts.includes('')) throw invalid('of a guest is made from a mail address with one @')
  const localPart = `${parts.join('_').replace(foreign, '_')}${externalMark}`
  if (localPart.length > externalLocalPartLimit) {
    throw invalid(`of a guest may have at most ${externalLocalPartLimit} characters before the @`)
  }
  return `${localPart}@${domain}`
}

/** The name a deleted user keeps, so that the one in use becomes free: the id without hyphens stands before it. */
export const freedUserPrincipalName = (id: UserId, userPrincipalName: string): string =>
  `${id.replaceAll('-', '')}${userPrincipalName}`

/** The name a deleted user had. */
export const originalUserPrincipalName = (id: UserId, freed: string): string =>
  freed.slice(id.replaceAll('-', '').length)

/** The comparison key of a deleted user: no name that can be given has a colon, so none meets it. */
export const freedKey = (id: UserId): string => `deleted:${id}`

const invalid = (what: string): Refusal => new Refusal('nameInvalid', `The property ${field} ${what}.`, { field })
