import { isIP } from 'node:net'

const isLocal = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')

/**
 * The origin of a public address: scheme, name and port.
 *
 * Returns `undefined` unless it is https, or http on localhost, with a host name and nothing behind it.
 * An IP address is no relying party for passkeys (WebAuthn Level 3 §5.1.2).
 */
export function publicOrigin(written: string): string | undefined {
  const url = URL.parse(written.trim())
  if (!url || url.username || url.password || url.pathname !== '/' || url.search || url.hash) return undefined
  if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) return undefined
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url.hostname))) return url.origin
  return undefined
}

const anywhere = ['127.0.0.1', '::1', '0.0.0.0', '::']

/** Where a server that listens on this host is found from the same machine. */
export function derivedUrl(host: string, port: number, isTls: boolean): string {
  const name = anywhere.includes(host) ? 'localhost' : host
  const scheme = isTls ? 'https' : 'http'
  const standard = isTls ? 443 : 80
  const shown = isIP(name) === 6 ? `[${name}]` : name
  return `${scheme}://${shown}${port === standard ? '' : `:${port}`}`
}

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/** A lower-case DNS name of at least two labels (RFC 1035 §2.3.1). */
export function isDomain(text: string): boolean {
  const labels = text.split('.')
  return text.length <= 253 && labels.length >= 2 && labels.every((part) => label.test(part))
}

/** An IP address, or a range of them in CIDR form. */
export function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
