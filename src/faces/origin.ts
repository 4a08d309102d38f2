import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import type { Origin } from '../base/actor.ts'
import { isGuid } from '../base/text.ts'

const longestUserAgent = 512

/** Where a request came from, as the logs tell it. */
export const originOf = (request: FastifyRequest): Origin => ({
  ipAddress: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, longestUserAgent),
  correlationId: correlationIdOf(request),
})

/** The caller's `client-request-id` where it is a GUID, else the server's own number for the request. */
export function correlationIdOf(request: FastifyRequest): string {
  const given = request.headers['client-request-id']
  return typeof given === 'string' && isGuid(given) ? given.toLowerCase() : request.id
}

export type IsTrusted = (address: string) => boolean

/** Whether an address is one of the operator's proxies. Throws where the setting is neither address nor range. */
export function trustedProxies(addressesAndRanges: readonly string[]): IsTrusted {
  const ranges = addressesAndRanges.map((entry) => {
    if (entry.includes('/')) return ipaddr.parseCIDR(entry)
    const address = ipaddr.parse(entry)
    return [address, address.kind() === 'ipv4' ? 32 : 128] as const
  })
  return (address) => {
    const parsed = ipaddr.process(address)
    return ranges.some(([range, bits]) => parsed.kind() === range.kind() && parsed.match(range, bits))
  }
}

/**
 * The address a request came from: `X-Forwarded-For` is read from its end, as far as trusted proxies wrote it.
 *
 * An entry that is no address ends the reading; what stands before it is never believed.
 *
 * Source: RFC 7239 §5.2, §8.1; ASVS 5.0 4.1.3.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, isTrusted: IsTrusted): string {
  let address = normalized(peer) ?? peer
  if (forwardedFor === undefined || !normalized(peer)) return address
  for (const entry of forwardedFor.split(',').toReversed()) {
    if (!isTrusted(address)) return address
    const next = normalized(withoutPort(entry.trim()))
    if (!next) return address
    address = next
  }
  return address
}

/** An IPv4 address in an IPv6 one is the IPv4 address. */
const normalized = (text: string): string | undefined =>
  isIP(text) === 0 || text.includes('%') ? undefined : ipaddr.process(text).toString()

const withoutPort = (text: string): string =>
  /^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(text)?.slice(1).find(Boolean) ?? text
