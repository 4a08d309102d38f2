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
    this.words = new Uint32Array(widthOf(size))
  }
}

const widthOf = (size: number): number => Math.ceil(size / 32) * 2

/**
 * For each of some keys, the policies that name it.
 *
 * All of it lies in one row after the other, because a decision looks at hundreds of keys and memory is slower than sums.
 */
export class NameIndex {
  readonly #width: number
  readonly #rows = new Map<string, number>()
  #words: Uint32Array

  constructor(size: number) {
    this.#width = widthOf(size)
    this.#words = new Uint32Array(this.#width * 4)
  }

  include(key: string, place: number): void {
    this.#set(this.#rowOf(key) + (place >>> 5), place)
  }

  exclude(key: string, place: number): void {
    this.#set(this.#rowOf(key) + this.#width / 2 + (place >>> 5), place)
  }

  collect(key: string, into: Named): void {
    const row = this.#rows.get(key)
    if (row !== undefined) this.#add(row, into.words)
  }

  /** Collects all of the keys, by going through whichever are fewer: the keys, or those that policies name. */
  collectAll(keys: ReadonlySet<string>, into: Named): void {
    if (keys.size <= this.#rows.size) for (const key of keys) this.collect(key, into)
    else for (const [key, row] of this.#rows) if (keys.has(key)) this.#add(row, into.words)
  }

  #add(row: number, into: Uint32Array): void {
    const words = this.#words
    for (let word = 0; word < into.length; word++) into[word] = at(into, word) | at(words, row + word)
  }

  /** Where the key's words begin. */
  #rowOf(key: string): number {
    const known = this.#rows.get(key)
    if (known !== undefined) return known
    const row = this.#rows.size * this.#width
    this.#rows.set(key, row)
    if (row + this.#width > this.#words.length) {
      const larger = new Uint32Array(this.#words.length * 2)
      larger.set(this.#words)
      this.#words = larger
    }
    return row
  }

  #set(word: number, place: number): void {
    this.#words[word] = at(this.#words, word) | (1 << (place & 31))
  }
}
