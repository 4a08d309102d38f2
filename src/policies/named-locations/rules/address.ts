/** An internet address as a number. */
export interface Address {
  readonly version: 4 | 6
  readonly value: bigint
}

/** All addresses whose first `prefix` bits are those of `value`. */
export interface Range extends Address {
  readonly prefix: number
}

const widths = { 4: 32, 6: 128 } as const

/** Reads an address in its usual writings; an IPv4 address inside an IPv6 one is the IPv4 address. */
export function readAddress(text: string): Address | undefined {
  const dotted = readIpv4(text)
  if (dotted !== undefined) return { version: 4, value: dotted }
  const value = text.length <= 45 && text.includes(':') ? readIpv6(text) : undefined
  if (value === undefined) return undefined
  return value >> 32n === 0xffffn ? { version: 4, value: value & 0xffffffffn } : { version: 6, value }
}

/** Reads `address/bits`; undefined when it is not of this version, or the bits are too many. */
export function readRange(text: string, version: 4 | 6): Range | undefined {
  const [, written = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? []
  const address = readAddress(written)
  const prefix = Number(bits)
  if (address?.version !== version || bits === '' || prefix > widths[version]) return undefined
  return { version, value: address.value, prefix }
}

/** Whether the address is in the range. */
export function isWithin({ version, value }: Address, range: Range): boolean {
  const rest = BigInt(widths[range.version] - range.prefix)
  return version === range.version && value >> rest === range.value >> rest
}

/** Writes an address so that `readAddress` reads it again. */
export function addressText({ version, value }: Address): string {
  const [parts, bits, base, sign] = version === 4 ? ([4, 8n, 10, '.'] as const) : ([8, 16n, 16, ':'] as const)
  const part = (index: number) => ((value >> (bits * BigInt(parts - 1 - index))) & ((1n << bits) - 1n)).toString(base)
  return Array.from({ length: parts }, (_, index) => part(index)).join(sign)
}

function readIpv4(text: string): bigint | undefined {
  const parts = text.split('.')
  const isRight = (part: string) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256
  if (parts.length !== 4 || !parts.every(isRight)) return undefined
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

function readIpv6(text: string): bigint | undefined {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return undefined
  const [before, behind] = [readGroups(head, tail === undefined), readGroups(tail ?? '', true)]
  if (!before || !behind) return undefined
  const missing = 8 - before.length - behind.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...before, ...Array.from({ length: missing }, () => 0n), ...behind]
  return groups.reduce((sum, group) => (sum << 16n) + group, 0n)
}

/** Groups of 16 bits; the last two of an address may be written as an IPv4 address. */
function readGroups(text: string, isEnd: boolean): readonly bigint[] | undefined {
  if (text === '') return []
  const groups: bigint[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const dotted = isEnd && index === parts.length - 1 ? readIpv4(part) : undefined
    if (dotted !== undefined) groups.push(dotted >> 16n, dotted & 0xffffn)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else return undefined
  }
  return groups
}
