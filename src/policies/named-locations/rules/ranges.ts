import { type Address, readRange } from './address.ts'
import type { WrittenRange } from './location.ts'

/** Addresses from one to another, both included. */
interface Stretch {
  readonly first: bigint
  readonly last: bigint
}

/**
 * Whether an address is in one of the ranges, by halving: thousands of them cost a dozen comparisons.
 *
 * A range that nobody can read holds nothing.
 */
export function compileRanges(written: readonly WrittenRange[]): (address: Address) => boolean {
  const byVersion = { 4: stretchesOf(written, 4), 6: stretchesOf(written, 6) }
  return ({ version, value }) => {
    const stretches = byVersion[version]
    let [from, to] = [0, stretches.length]
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((stretches[middle] as Stretch).last < value) from = middle + 1
      else to = middle
    }
    const found = stretches[from]
    return found !== undefined && found.first <= value
  }
}

/** Merged where they meet, the lowest first. */
function stretchesOf(written: readonly WrittenRange[], wanted: 4 | 6): readonly Stretch[] {
  const all = written
    .flatMap(({ cidrAddress, version }): readonly Stretch[] => {
      const range = version === wanted ? readRange(cidrAddress, version) : undefined
      if (!range) return []
      const rest = BigInt((wanted === 4 ? 32 : 128) - range.prefix)
      const first = (range.value >> rest) << rest
      return [{ first, last: first + (1n << rest) - 1n }]
    })
    .sort((left, right) => (left.first < right.first ? -1 : 1))
  const merged: Stretch[] = []
  for (const next of all) {
    const before = merged.at(-1)
    if (!before || before.last < next.first) merged.push(next)
    else if (before.last < next.last) merged[merged.length - 1] = { first: before.first, last: next.last }
  }
  return merged
}
