import { comparisonKey, hasForbiddenCharacter } from '../../base/text.ts'

export const longestMethodName = 64

const cut = (text: string, length: number): string => Array.from(text).slice(0, length).join('')

/** A name that a person gave a method, composed and trimmed; undefined when it is empty, too long or not printable. */
export function readMethodName(typed: string): string | undefined {
  const name = typed.normalize('NFC').trim()
  const length = Array.from(name).length
  return length > 0 && length <= longestMethodName && !hasForbiddenCharacter(name) ? name : undefined
}

/** The wanted name, with the first number that tells it from the names taken. */
export function uniqueName(wanted: string, taken: readonly string[]): string {
  const keys = new Set(taken.map(comparisonKey))
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` ${number}`
    const name = `${cut(wanted, longestMethodName - suffix.length)}${suffix}`
    if (!keys.has(comparisonKey(name))) return name
  }
}
