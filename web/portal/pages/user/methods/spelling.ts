import type { Language } from '../../../texts/texts.ts'

type Words = Readonly<Record<string, string>>

const wordsFor = (first: string, text: string): Words =>
  Object.fromEntries(
    text.split(' ').map((word, index) => [String.fromCodePoint((first.codePointAt(0) ?? 0) + index), word]),
  )

/** The spelling alphabets that people at a desk use, digits and symbols too. */
const alphabets: Readonly<Record<Language, Words>> = {
  en: {
    ...wordsFor(
      'A',
      'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu',
    ),
    ...wordsFor('0', 'Zero One Two Three Four Five Six Seven Eight Nine'),
    '!': 'exclamation mark',
    '#': 'hash',
    $: 'dollar',
    '%': 'percent',
    '&': 'ampersand',
    '*': 'asterisk',
    '+': 'plus',
    '=': 'equals',
    '?': 'question mark',
    '@': 'at sign',
    '^': 'caret',
    '~': 'tilde',
  },
  de: {
    ...wordsFor(
      'A',
      'Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida Julius Kaufmann Ludwig Martha Nordpol Otto Paula Quelle Richard Samuel Theodor Ulrich Viktor Wilhelm Xanthippe Ypsilon Zacharias',
    ),
    ...wordsFor('0', 'Null Eins Zwei Drei Vier Fünf Sechs Sieben Acht Neun'),
    '!': 'Ausrufezeichen',
    '#': 'Raute',
    $: 'Dollar',
    '%': 'Prozent',
    '&': 'Und-Zeichen',
    '*': 'Stern',
    '+': 'Plus',
    '=': 'Gleich',
    '?': 'Fragezeichen',
    '@': 'At-Zeichen',
    '^': 'Zirkumflex',
    '~': 'Tilde',
  },
}

/** One symbol as it is said over the phone. */
export interface Spelled {
  readonly symbol: string
  readonly word: string
  /** Told where a code has small letters too. */
  readonly letterCase: 'capital' | 'small' | undefined
}

/** Whether a code has small letters, so that case has to be told with each. */
export const hasBothCases = (code: string): boolean => [...code].some((symbol) => caseOf(symbol) === 'small')

export const spelled = (code: string, language: Language): readonly Spelled[] => {
  const tellsCase = hasBothCases(code)
  return [...code].map((symbol) => ({
    symbol,
    word: alphabets[language][symbol.toUpperCase()] ?? symbol,
    letterCase: tellsCase ? caseOf(symbol) : undefined,
  }))
}

/** Compared without a pattern, because a browser remembers the last text that a pattern was held against. */
const caseOf = (symbol: string): Spelled['letterCase'] =>
  symbol >= 'A' && symbol <= 'Z' ? 'capital' : symbol >= 'a' && symbol <= 'z' ? 'small' : undefined

/** In groups of four, as people read aloud and type; spaces do no harm in a code. */
export const grouped = (code: string): readonly string[] =>
  Array.from({ length: Math.ceil(code.length / 4) }, (_, index) => code.slice(index * 4, index * 4 + 4))

/** For a screen reader: every symbol by itself, a pause after each group. */
export const spacedOut = (code: string): string =>
  grouped(code)
    .map((group) => [...group].join(' '))
    .join(', ')
