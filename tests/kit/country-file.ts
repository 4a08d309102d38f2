import { readAddress, readRange } from '../../src/policies/named-locations/rules.ts'

interface CountryFileOptions {
  readonly ipVersion?: 4 | 6
  readonly databaseType?: string
  /** The record of a range; as MaxMind writes it unless told. */
  readonly record?: (country: string) => Data
}

type Data = string | number | { readonly [key: string]: Data }

type Node = [Child, Child]
type Child = Node | string | undefined

/**
 * Writes a file of countries in MaxMind's format: `countryFile({ '192.0.2.0/24': 'NO', '2001:db8::/32': 'SE' })`.
 *
 * Ranges must not overlap. Source: MaxMind DB File Format Specification 2.0.
 */
export function countryFile(ranges: Readonly<Record<string, string>>, options: CountryFileOptions = {}): Buffer {
  const { ipVersion = 6, databaseType = 'Test-Country', record = (iso_code) => ({ country: { iso_code } }) } = options
  const root: Node = [undefined, undefined]
  for (const [range, country] of Object.entries(ranges)) place(root, bitsOf(range, ipVersion), country)
  const nodes = numbered(root)
  const data = new Map<string, number>()
  let section = Buffer.alloc(0)
  for (const country of new Set(Object.values(ranges))) {
    data.set(country, section.length)
    section = Buffer.concat([section, encoded(record(country))])
  }
  const count = nodes.size
  const numberOf = (child: Child): number => {
    if (child === undefined) return count
    return typeof child === 'string' ? count + 16 + (data.get(child) ?? 0) : (nodes.get(child) ?? count)
  }
  const tree = Buffer.concat([...nodes.keys()].flatMap((node) => node.map((child) => uint(numberOf(child), 3))))
  const metadata = {
    node_count: count,
    record_size: 24,
    ip_version: ipVersion,
    database_type: databaseType,
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 0,
  }
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
  return Buffer.concat([tree, Buffer.alloc(16), section, marker, encoded(metadata)])
}

/** The bits of a range's beginning; an IPv4 range lies in `::/96` of an IPv6 tree. */
function bitsOf(text: string, ipVersion: 4 | 6): string {
  const version = text.includes(':') ? 6 : 4
  const range = readRange(text, version)
  const address = readAddress(text.split('/')[0] ?? '')
  if (!range || !address) throw new Error(`${text} is no range`)
  const bits = address.value
    .toString(2)
    .padStart(version === 4 ? 32 : 128, '0')
    .slice(0, range.prefix)
  return version === 4 && ipVersion === 6 ? '0'.repeat(96) + bits : bits
}

function place(root: Node, bits: string, country: string): void {
  let node = root
  for (const [index, bit] of [...bits].entries()) {
    const side = bit === '0' ? 0 : 1
    if (index === bits.length - 1) node[side] = country
    else {
      const child = node[side]
      const next: Node = Array.isArray(child) ? child : [undefined, undefined]
      node[side] = next
      node = next
    }
  }
}

function numbered(root: Node): ReadonlyMap<Node, number> {
  const nodes = new Map<Node, number>([[root, 0]])
  for (const node of nodes.keys()) {
    for (const child of node) if (Array.isArray(child)) nodes.set(child, nodes.size)
  }
  return nodes
}

const uint = (value: number, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

/** Type and size in one byte; nothing here is longer than 284. */
const control = (type: number, size: number): Buffer =>
  size < 29 ? uint((type << 5) | size, 1) : Buffer.concat([uint((type << 5) | 29, 1), uint(size - 29, 1)])

function encoded(value: Data): Buffer {
  if (typeof value === 'number') return Buffer.concat([control(6, 4), uint(value, 4)])
  if (typeof value === 'string') {
    const bytes = Buffer.from(value)
    return Buffer.concat([control(2, bytes.length), bytes])
  }
  const entries = Object.entries(value)
  return Buffer.concat([control(7, entries.length), ...entries.flatMap(([key, one]) => [encoded(key), encoded(one)])])
}
