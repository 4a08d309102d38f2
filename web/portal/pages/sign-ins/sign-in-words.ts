import type { SignIn } from '../../api/logs.ts'

type Words = Readonly<Record<string, string>>

/** The word for a value of Graph; the value itself where there is none. */
export const wordFor = (words: Words, value: string): string =>
  (Object.hasOwn(words, value) ? words[value] : undefined) ?? value

/** What an error code means: in the reader's language, else as the record tells it. */
export function errorText({ errorCode, failureReason }: SignIn['status'], words: Words): string {
  const code = String(errorCode)
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? failureReason ?? ''
}

/** Who signed in: a name nobody has stands as it was typed. */
export const subjectOf = (signIn: Pick<SignIn, 'userDisplayName' | 'userPrincipalName' | 'servicePrincipalName'>) =>
  signIn.userDisplayName || signIn.userPrincipalName || signIn.servicePrincipalName

export const placeOf = (location: SignIn['location'] | undefined): string =>
  location ? [location.city, location.state, location.countryOrRegion].filter((part) => part !== '').join(', ') : ''
