export const mostRedirectUris = 50

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether people may be sent back to an address after they signed in.
 *
 * It is https, or http on the person's own machine; for a public client also a scheme of its own with a dot in it, or `msal{id}`.
 *
 * Source: RFC 8252 §7; RFC 9700 §4.1.
 */
export function isRedirectUri(address: string, isPublicClient: boolean): boolean {
  if (address.length > 500 || /[\s\p{Cc}*\\]/u.test(address) || !URL.canParse(address)) return false
  const url = new URL(address)
  if (url.hash !== '' || address.includes('#') || url.username !== '' || url.password !== '') return false
  if (url.protocol === 'https:') return true
  if (url.protocol === 'http:') return loopback.has(url.hostname)
  return isPublicClient && /^([a-z][a-z\d-]*(\.[a-z\d-]+)+|msal[\da-f-]{36}):$/.test(url.protocol)
}
