/** A set of small numbers: the places of policies in their list. */
export class Bits {
  readonly #words: Uint32Array

  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32))
  }

  add(place: number): void {
    const word = place >>> 5
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (place & 31))
  }

  addAll(other: Bits | undefined): void {
    if (!other) return
    for (const [word, bits] of other.#words.entries()) this.#words[word] = (this.#words[word] ?? 0) | bits
  }

  removeAll(other: Bits): void {
    for (const [word, bits] of other.#words.entries()) this.#words[word] = (this.#words[word] ?? 0) & ~bits
  }

  keepOnly(other: Bits): void {
    for (const [word, bits] of other.#words.entries()) this.#words[word] = (this.#words[word] ?? 0) & bits
  }

  *[Symbol.iterator](): Generator<number> {
    for (const [word, bits] of this.#words.entries()) {
      for (let rest = bits; rest !== 0; rest &= rest - 1) yield word * 32 + (31 - Math.clz32(rest & -rest))
    }
  }
}

/** For each of some keys, the places of the policies that name it. */
export class BitIndex {
  readonly #size: number
  readonly #byKey = new Map<string, Bits>()

  constructor(size: number) {
    this.#size = size
  }

  add(key: string, place: number): void {
    const bits = this.#byKey.get(key) ?? new Bits(this.#size)
    bits.add(place)
    this.#byKey.set(key, bits)
  }

  /** The places under any of the keys. */
  under(keys: readonly string[]): Bits {
    const found = new Bits(this.#size)
    for (const key of keys) found.addAll(this.#byKey.get(key))
    return found
  }
}
