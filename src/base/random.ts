/** Where randomness comes from: the system's generator in production, a seeded one in tests. */
export interface Random {
  bytes(count: number): Uint8Array
}

/**
 * Draws `count` symbols from an alphabet, each as likely as any other.
 *
 * Bytes that would favour the first symbols are thrown away (rejection sampling).
 * The alphabet holds 2 to 256 symbols.
 *
 * Source: ASVS 5.0 11.2.
 */
export function pick(random: Random, alphabet: string, count: number): string {
  const limit = 256 - (256 % alphabet.length)
  let drawn = ''
  while (drawn.length < count) {
    for (const byte of random.bytes((count - drawn.length) * 2)) {
      if (byte < limit && drawn.length < count) drawn += alphabet[byte % alphabet.length]
    }
  }
  return drawn
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A version 4 UUID in lower case, the form of every id on the Graph wire (RFC 9562 §5.4). */
export function uuid(random: Random): string {
  const bytes = random.bytes(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const text = hex(bytes)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}

/** A repeatable generator for tests (xorshift32); worthless for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed | 0 || 1
  return {
    bytes: (count) =>
      Uint8Array.from({ length: count }, () => {
        state ^= state << 13
        state ^= state >>> 17
        state ^= state << 5
        return state & 0xff
      }),
  }
}
