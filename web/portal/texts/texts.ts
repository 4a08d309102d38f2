import type { en } from './en.ts'
import type { TextsOf } from './texts-of.ts'

export type Texts = TextsOf<typeof en>

/** The languages there are, as people call their own. */
export const languages = { en: 'English', de: 'Deutsch' } as const

export type Language = keyof typeof languages

/** The texts of a language, loaded when it is used. */
export async function loadTexts(language: Language): Promise<Texts> {
  if (language === 'de') return (await import('./de.ts')).de
  return (await import('./en.ts')).en
}

/** The first language a browser asks for that there is, else English. */
export function preferredLanguage(asked: readonly string[]): Language {
  const known = asked.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => Object.hasOwn(languages, tag))
  return (known ?? 'en') as Language
}
