import { Reader, type Response } from 'mmdb-lib'
import type { Cache } from 'mmdb-lib/lib/types.js'
import {
  type Address,
  addressText,
  type CountryOf,
  isCountry,
  isPrivate,
  readAddress,
} from '../policies/named-locations/rules.ts'

/**
 * Reads a file of countries in MaxMind's format, of MaxMind, DB-IP, IPinfo or one's own making.
 *
 * An IPv4 address inside an IPv6 one is the IPv4 address; a private address is in no country.
 * Throws with a sentence for the operator where it is no such file.
 *
 * Source: MaxMind DB File Format Specification 2.0.
 */
export function readCountryFile(bytes: Buffer): CountryOf {
  const { reader, records } = opened(bytes)
  const versions: readonly number[] = reader.metadata.ipVersion === 4 ? [4] : [4, 6]
  if (!records.some((record) => codeIn(record) !== null)) {
    throw new Error(`it is of the type ${String(reader.metadata.databaseType)} and tells no countries`)
  }
  return (ipAddress) => {
    const address = readAddress(ipAddress)
    if (!address || !versions.includes(address.version) || isPrivate(address)) return null
    return codeIn(recordOf(reader, address))
  }
}

type AnyReader = Reader<Response>

function opened(bytes: Buffer): { readonly reader: AnyReader; readonly records: readonly unknown[] } {
  try {
    const reader: AnyReader = new Reader(bytes, { cache: readBefore() })
    const { searchTreeSize, binaryFormatMajorVersion, ipVersion } = reader.metadata
    const isWhole = searchTreeSize < bytes.length && binaryFormatMajorVersion === 2
    if (isWhole && [4, 6].includes(ipVersion)) return { reader, records: firstRecords(reader) }
  } catch {
    // Whatever was wrong with it, the sentence below says all that an operator can act on.
  }
  throw new Error('it is no database in the MaxMind format (.mmdb), or only a part of one')
}

const mostRemembered = 10_000

/**
 * Records by their place in the file, so that each is read once, however often and deeply others refer to it.
 *
 * All is forgotten when there is much of it: files of cities hold millions.
 */
function readBefore(): Cache {
  const known = new Map<string | number, unknown>()
  return {
    get: (place) => known.get(place),
    set: (place, record: unknown) => {
      if (known.size >= mostRemembered) known.clear()
      known.set(place, record)
    },
  }
}

/** A file that is broken further inside knows no more than its sound parts. */
function recordOf(reader: AnyReader, address: Address): unknown {
  try {
    return reader.get(addressText(address))
  } catch {
    return null
  }
}

/** The code in a record: `country.iso_code`, as most have it, or `country_code`, or `country`. */
function codeIn(record: unknown): string | null {
  const { country, country_code: code } = Object(record) as Readonly<Record<string, unknown>>
  const { iso_code: nested } = Object(country) as Readonly<Record<string, unknown>>
  const found = [nested, code, country].find((one) => typeof one === 'string')
  return typeof found === 'string' && isCountry(found.toUpperCase()) ? found.toUpperCase() : null
}

const mostSteps = 4096
const mostRecords = 16

/** Some records of the file, from its beginning: gaps are passed over whole. */
function firstRecords(reader: AnyReader): readonly unknown[] {
  const width = reader.metadata.ipVersion === 4 ? 32 : 128
  const version = width === 32 ? 4 : 6
  const records: unknown[] = []
  let value = 0n
  for (let step = 0; step < mostSteps && value < 1n << BigInt(width) && records.length < mostRecords; step++) {
    const [record, length] = reader.getWithPrefixLength(addressText({ version, value }))
    if (record !== null) records.push(record)
    const rest = BigInt(width - Math.max(length, 1))
    value = ((value >> rest) + 1n) << rest
  }
  return records
}
