/** Letters and digits that nobody takes for one another when a password is read aloud. */
const symbols = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 4
const groupLength = 4

/** Fills it with random bytes, as `crypto.getRandomValues` does. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => unknown

/** A password to be typed once and changed at once: four groups of four, 79 bits. */
export function generatePassword(fill: FillRandom): string {
  const drawn: string[] = []
  const length = groups * groupLength
  while (drawn.length < length) {
    const bytes = new Uint8Array(length)
    fill(bytes)
    const fair = [...bytes].filter((byte) => byte < Math.floor(256 / symbols.length) * symbols.length)
    drawn.push(...fair.map((byte) => symbols.charAt(byte % symbols.length)))
  }
  return Array.from({ length: groups }, (_, group) =>
    drawn.slice(group * groupLength, (group + 1) * groupLength).join(''),
  ).join('-')
}
