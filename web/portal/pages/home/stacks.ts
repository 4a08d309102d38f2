/** One part of a bar: how tall, and what it stands on. */
export interface StackPart {
  readonly key: string
  readonly from: number
  readonly to: number
}

/** The parts of a bar, one on the other in their order, as shares of the tallest bar. */
export function stackOf(
  counts: readonly (readonly [key: string, count: number])[],
  tallest: number,
): readonly StackPart[] {
  let from = 0
  return counts.flatMap(([key, count]) => {
    if (count === 0 || tallest === 0) return []
    const part = { key, from, to: from + count / tallest }
    from = part.to
    return [part]
  })
}

/** A round number at or above the greatest, for the top of an axis: 1, 2, 5, 10, 20, 50 … */
export function axisTop(greatest: number): number {
  if (greatest <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(greatest))
  const step = [1, 2, 5, 10].find((factor) => factor * power >= greatest) ?? 10
  return step * power
}
