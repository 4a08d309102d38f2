import { de } from './texts/de.ts'
import { en, type ScriptTexts } from './texts/en.ts'

/** What the scripts say, in the language of the page. */
export const texts: ScriptTexts = globalThis.document?.documentElement.lang === 'de' ? de : en

/** What a browser's error means in these words, by the error's name. */
export function explained(words: ScriptTexts['useErrors' | 'createErrors'], error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  const known: Readonly<Partial<Record<string, string>>> = words
  return known[name] ?? texts.unknownError(name)
}
