import { decidingFigures } from './access/deciding.ts'
import { readingFigures } from './access/reading.ts'
import { signInFigures } from './access/signing-in.ts'
import type { Section } from './measure.ts'
import type { Size } from './size.ts'

/** Deciding access: the rules alone, what is read for them, and their share of a sign-in. */
export async function access(size: Size): Promise<Section> {
  return {
    heading: 'Deciding access, SQLite where there is a database',
    figures: [...decidingFigures(size.rounds), ...(await readingFigures(size)), ...(await signInFigures(size))],
  }
}
