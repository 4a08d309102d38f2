/** A set of small numbers: the places of policies in their list. */
export class Bits {
  readonly #words: Uint32Array

  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32))
  }

  /** Adds the policies that mean what was collected and do not leave it out. */
  addMeant({ words }: Named): void {
    const own = this.#words
    for (let word = 0; word < own.length; word++)
      own[word] = at(own, word) | (at(words, word) & ~at(words, word + own.length))
  }

  /** Keeps only those. */
  keepMeant({ words }: Named): void {
    const own = this.#words
    for (let word = 0; word < own.length; word++)
      own[word] = at(own, word) & at(words, word) & ~at(words, word + own.length)
  }

  get isEmpty(): boolean {
    return this.#words.every((word) => word === 0)
  }

  /** The numbers, the smallest first. */
  places(): readonly number[] {
    const found: number[] = []
    for (let word = 0; word < this.#words.length; word++) {
      for (let rest = at(this.#words, word); rest !== 0; rest &= rest - 1) {
        found.push(word * 32 + 31 - Math.clz32(rest & -rest))
      }
    }
    return found
  }
}

const at = (words: Uint32Array, word: number): number => words[word] as number

/** The policies that mean something, in the first half of the words, and those that leave it out, in the second. */
export class Named {
  readonly words: Uint32Array

  constructor(size: number) {
    this.words = new Uint32Array(Math.ceil(size / 32) * 2)
  }

  include(place: number): void {
    this.#set(place >>> 5, place)
  }

  exclude(place: number): void {
    this.#set((place >>> 5) + this.words.length / 2, place)
  }

  addAll({ words }: Named): void {
    const own = this.words
    for (let word = 0; word < own.length; word++) own[word] = at(own, word) | at(words, word)
  }

  #set(word: number, place: number): void {
    this.words[word] = at(this.words, word) | (1 << (place & 31))
  }
}

/** For each of some keys, the policies that name it. */
export class NameIndex {
  readonly #size: number
  readonly #byKey = new Map<string, Named>()

  constructor(size: number) {
    this.#size = size
  }

  /** What is known of the key, to add to. */
  under(key: string): Named {
    const known = this.#byKey.get(key) ?? new Named(this.#size)
    this.#byKey.set(key, known)
    return known
  }

  collect(key: string, into: Named): void {
    const named = this.#byKey.get(key)
    if (named) into.addAll(named)
  }

  /** Collects all of the keys, by going through whichever are fewer: the keys, or those that policies name. */
  collectAll(keys: ReadonlySet<string>, into: Named): void {
    if (keys.size <= this.#byKey.size) for (const key of keys) this.collect(key, into)
    else for (const [key, named] of this.#byKey) if (keys.has(key)) into.addAll(named)
  }
}
