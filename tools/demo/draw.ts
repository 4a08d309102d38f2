import { type Random, uuid } from '../../src/base/random.ts'

/** Draws of all kinds from one source, so that the same source gives the same tenant. */
export class Draw {
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  bytes(count: number): Uint8Array {
    return this.#random.bytes(count)
  }

  id(): string {
    return uuid(this.#random)
  }

  /** A number from 0 up to and without 1. */
  share(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#random.bytes(4)
    return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32
  }

  happens(chance: number): boolean {
    return this.share() < chance
  }

  /** A whole number, both ends among them. */
  between(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1))
  }

  of<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.share() * items.length)]
    if (item === undefined) throw new Error('There is nothing to draw from')
    return item
  }

  /** One of the items, each as likely as its weight among all. */
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item {
    let left = this.share() * items.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [item, weight] of items) {
      left -= weight
      if (left < 0) return item
    }
    return this.of(items)[0]
  }

  /** So many different ones of the items, or all where there are fewer. */
  some<Item>(items: readonly Item[], count: number): readonly Item[] {
    const found = new Set<Item>()
    const wanted = Math.min(count, items.length)
    if (wanted > items.length / 2) return this.#shuffled(items).slice(0, wanted)
    while (found.size < wanted) found.add(this.of(items))
    return [...found]
  }

  #shuffled<Item>(items: readonly Item[]): readonly Item[] {
    return items
      .map((item) => ({ item, place: this.share() }))
      .toSorted((one, other) => one.place - other.place)
      .map(({ item }) => item)
  }
}
