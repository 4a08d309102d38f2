import { comparisonKey } from '../../../base/text.ts'

const standsFor: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '8': 'b',
  '3': 'e',
  '6': 'g',
  '9': 'g',
  '1': 'i',
  '!': 'i',
  '|': 'i',
  l: 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
  '+': 't',
  '2': 'z',
}

const folded = (text: string): string => comparisonKey(text.normalize('NFKC'))

/** The form in which passwords that people take for different are one: case folded, look-alikes replaced. */
const canonical = (text: string): string =>
  Array.from(folded(text), (character) => standsFor[character] ?? character).join('')

const mostDecoration = 8

/**
 * The forms of a password to be looked for among the common ones: as it is, and without digits and signs at its ends.
 *
 * What is left out is at most eight characters: a long random tail makes a password of its own.
 */
export function commonCandidates(password: string): readonly string[] {
  const whole = folded(password)
  const withoutTail = whole.replace(/[^\p{L}]+$/u, '')
  const bare = withoutTail.replace(/^[^\p{L}]+/u, '')
  const isPlausible = (form: string) => form.length >= 3 && whole.length - form.length <= mostDecoration
  return [whole, ...[withoutTail, bare].filter(isPlausible)].map(canonical)
}

/** Whether a word is in the password, written plainly or with look-alikes. */
export const mentions = (password: string, word: string): boolean =>
  folded(password).includes(folded(word)) || canonical(password).includes(canonical(word))

const longestUnit = 4

/** Whether the password has fewer than three different characters, or is a short piece over and over. */
export function isRepetition(password: string): boolean {
  const characters = Array.from(folded(password))
  if (new Set(characters).size < 3) return true
  return Array.from({ length: longestUnit }, (_, index) => index + 1).some((unit) =>
    characters.every((character, index) => index < unit || character === characters[index - unit]),
  )
}

const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  'wxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1q2w3e4r5t6y7u8i9o0p',
  'qawsedrftgyhujikolp',
  '!@#$%^&*()',
]
const reversed = (row: string): string => Array.from(row).reverse().join('')
const walks = [...rows, ...rows.map(reversed)]

const shortestWalk = 3

/** Whether the password is made of nothing but pieces of rows of the alphabet, the digits or a keyboard. */
export function isSequence(password: string): boolean {
  let rest = folded(password)
  while (rest.length > 0) {
    const walked = longestWalk(rest)
    if (walked < shortestWalk) return false
    rest = rest.slice(walked)
  }
  return true
}

function longestWalk(text: string): number {
  let length = shortestWalk - 1
  while (length < text.length && walks.some((walk) => walk.includes(text.slice(0, length + 1)))) length++
  return length
}
