/** A letter left out is the likeliest slip, and abbreviations are nothing else. */
const costOfMissing = 0.4

/**
 * The known name that a mistyped one most likely stands for.
 *
 * Returns `undefined` when not even the nearest shares half of the letters.
 */
export function nearestName(typed: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, cost: distance(typed.toLowerCase(), name.toLowerCase()) }))
    .sort((left, right) => left.cost - right.cost)
  const [best] = ranked
  return best && best.cost <= best.name.length / 2 ? best.name : undefined
}

/** Edits that turn `typed` into `meant` (Levenshtein), letters left out being cheap. */
function distance(typed: string, meant: string): number {
  let above = Array.from({ length: meant.length + 1 }, (_, column) => column * costOfMissing)
  for (const letter of typed) {
    const row = [(above[0] ?? 0) + 1]
    for (let column = 1; column <= meant.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (letter === meant[column - 1] ? 0 : 1)
      const missing = (row[column - 1] ?? 0) + costOfMissing
      const superfluous = (above[column] ?? 0) + 1
      row.push(Math.min(replaced, missing, superfluous))
    }
    above = row
  }
  return above[meant.length] ?? 0
}
