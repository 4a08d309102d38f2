import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import { type Language, languages, type Texts } from './texts/texts.ts'

export { type Language, languages, type Texts } from './texts/texts.ts'

const every: Readonly<Record<Language, Texts>> = { en, de }

/** What the pages say in a language. */
export const textsIn = (language: Language): Texts => every[language]

/** The language that a tag stands for, whatever region or script it names: `de-AT` is German. */
export const languageNamed = (tag: string): Language | undefined => {
  const [primary = ''] = tag.trim().toLowerCase().split('-')
  return languages.find((language) => language === primary)
}

/**
 * The first of the languages that somebody reads, in their order of preference; English where there is none of ours.
 *
 * Source: RFC 9110 §12.5.4.
 */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').slice(0, 500).split(',')
  const ranked = wishes.map((wish) => {
    const [tag = '', ...parameters] = wish.split(';')
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/i.exec(parameter)?.[1]).find(Boolean)
    return { language: languageNamed(tag), weight: weight === undefined ? 1 : Number(weight) }
  })
  const readable = ranked.filter(({ language, weight }) => language !== undefined && weight > 0)
  return readable.toSorted((left, right) => right.weight - left.weight)[0]?.language ?? 'en'
}
