/** A range of addresses as it is written: an address and how many of its bits count. */
export interface ReadRange {
  readonly version: 4 | 6
  readonly bits: number
  /** The network that the range stands for, in the short way of writing. */
  readonly network: string
}

export type RangeFault = 'form' | 'address' | 'bits' | 'wide'

export const widths = { 4: 32, 6: 128 } as const
/** A wider range would be a good part of the whole internet. */
const fewestBits = 8
export const mostRanges = 2000

/** Reads a range, or tells what keeps it from being one. */
export function readRange(text: string): ReadRange | RangeFault {
  const [, written = '', digits = ''] = /^([^/\s]+)\/(\d{1,3})$/.exec(text.trim()) ?? []
  if (written === '') return 'form'
  const version = written.includes(':') ? 6 : 4
  const parts = version === 4 ? readIpv4(written) : readIpv6(written)
  const bits = Number(digits)
  if (!parts) return 'address'
  // The server takes an IPv4 address written inside an IPv6 one for the former, which such a range is not.
  if (version === 6 && parts.slice(0, 5).every((part) => part === 0) && parts[5] === 0xffff) return 'address'
  if (bits > widths[version]) return 'bits'
  if (bits < fewestBits) return 'wide'
  const size = version === 4 ? 8 : 16
  const masked = parts.map((part, index) => masking(part, bits - index * size, size))
  return { version, bits, network: `${version === 4 ? masked.join('.') : shortIpv6(masked)}/${bits}` }
}

/** The first `count` bits of a part, the others nothing. */
function masking(part: number, count: number, size: number): number {
  if (count >= size) return part
  if (count <= 0) return 0
  const rest = 2 ** (size - count)
  return part - (part % rest)
}

function readIpv4(text: string): readonly number[] | undefined {
  const parts = text.split('.')
  const isRight = (part: string) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256
  return parts.length === 4 && parts.every(isRight) ? parts.map(Number) : undefined
}

function readIpv6(text: string): readonly number[] | undefined {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return undefined
  const [before, behind] = [groupsOf(head, tail === undefined), groupsOf(tail ?? '', true)]
  if (!before || !behind) return undefined
  const missing = 8 - before.length - behind.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  return [...before, ...Array.from({ length: missing }, () => 0), ...behind]
}

/** Groups of 16 bits; the last two of an address may be written as an IPv4 address. */
function groupsOf(text: string, isEnd: boolean): readonly number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const dotted = isEnd && index === parts.length - 1 ? readIpv4(part) : undefined
    if (dotted) {
      const [first = 0, second = 0, third = 0, fourth = 0] = dotted
      groups.push(first * 256 + second, third * 256 + fourth)
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}

/** The longest run of zero groups, where there are two, is left out (RFC 5952). */
function shortIpv6(groups: readonly number[]): string {
  let [start, length] = [0, 1]
  for (let from = 0; from < groups.length; from += 1) {
    let to = from
    while (groups[to] === 0) to += 1
    if (to - from > length) [start, length] = [from, to - from]
  }
  const written = groups.map((group) => group.toString(16))
  if (length < 2) return written.join(':')
  return `${written.slice(0, start).join(':')}::${written.slice(start + length).join(':')}`
}

/** Each line, or what stands between commas, as a range of its own. */
export const rangesIn = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((part) => part !== '')
