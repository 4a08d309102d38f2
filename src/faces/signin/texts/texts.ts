import type { RefusalCode } from '../../../base/refusal.ts'
import type { en } from './en.ts'

/** The languages of the pages, the one for everybody else first. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** The same sentences, whatever they say. */
type Said<Value> = Value extends string
  ? string
  : Value extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Answer
    : { readonly [Name in keyof Value]: Said<Value[Name]> }

/** The refusals that people meet on a page. */
export const toldCodes = [
  'malformedRequest',
  'bodyTooLarge',
  'wrongContentType',
  'wrongHttpMethod',
  'noSuchAddress',
  'sessionEnded',
  'moreProofNeeded',
  'accessBlocked',
  'freshProofNeeded',
  'strongProofNeeded',
  'crossSiteRequest',
  'signInExpired',
  'stepChanged',
  'methodNotFound',
  'methodDisabled',
  'userNotIncluded',
  'userExcluded',
  'tooManyMethods',
  'registrationRefused',
  'registrationExpired',
  'nameInvalid',
  'passwordUnacceptable',
  'currentPasswordWrong',
  'throttled',
  'busy',
  'databaseUnavailable',
] as const satisfies readonly RefusalCode[]

/** Everything the pages say in one language; a language that lacks a sentence does not compile. */
export type Texts = Omit<Said<typeof en>, 'language' | 'told'> & {
  readonly language: Language
  /** What refusals say, by their code; null where the server's own words are in this language. */
  readonly told: Readonly<Record<(typeof toldCodes)[number], string>> | null
}
