import { readFileSync } from 'node:fs'
import { commonCandidates } from './rules.ts'

let known: ReadonlySet<string> | undefined

/** Whether a canonical form is one of a common password, or of a word that passwords are commonly made of. */
export function isCommonPassword(canonicalForm: string): boolean {
  known ??= new Set(readList().flatMap(commonCandidates))
  return known.has(canonicalForm)
}

/** One or more entries a line; a line that begins with `#` is a comment. */
const readList = (): readonly string[] =>
  readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(' '))
    .filter((entry) => entry !== '')
