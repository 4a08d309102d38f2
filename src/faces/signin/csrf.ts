import type { IncomingHttpHeaders } from 'node:http'
import { constantTimeEqual, toBase64Url, utf8 } from '../../base/bytes.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Vault } from '../../kernel/vault.ts'

/** The token a form carries: made from the cookie, so that only a page of ours in this browser can know it. */
export const csrfToken = (vault: Vault, cookieToken: string): string =>
  toBase64Url(vault.mac('form token', cookieToken))

export const isCsrfToken = (vault: Vault, cookieToken: string, given: unknown): boolean =>
  typeof given === 'string' && constantTimeEqual(utf8(csrfToken(vault, cookieToken)), utf8(given))

/**
 * Throws `crossSiteRequest` unless the browser says that a page of this server sent the request.
 *
 * `Sec-Fetch-Site` decides where the browser sends it, `Origin` otherwise; a request with neither is refused.
 *
 * Source: W3C Fetch Metadata §2.4; ASVS 5.0 3.5.1.
 */
export function requireSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): void {
  const site = headers['sec-fetch-site']
  const ownOrigin = new URL(publicUrl).origin
  if (site === undefined ? headers.origin === ownOrigin : site === 'same-origin') return
  throw new Refusal(
    'crossSiteRequest',
    `The request did not come from a page of this server. Open ${ownOrigin} and use the page there; a script sends the header Origin: ${ownOrigin}.`,
  )
}
