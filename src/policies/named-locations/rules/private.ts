import { type Address, isWithin, type Range, readRange } from './address.ts'

/** Addresses that say nothing of where in the world somebody is (RFC 6890). */
const ranges: readonly Range[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
].flatMap((text) => readRange(text, text.includes(':') ? 6 : 4) ?? [])

/** Whether an address is used in many networks at once, or by nobody. */
export const isPrivate = (address: Address): boolean => ranges.some((range) => isWithin(address, range))
