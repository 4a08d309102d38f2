import { literal } from '../../api/collection.ts'
import { beginning, isGuid } from '../log-parts/log-filter.ts'
import type { LogFilter, LogKind } from '../log-parts/log-kind.ts'

/** Error codes that are no failure: more was asked for. */
const interruptions: readonly number[] = [50055, 50072, 50074, 50076, 50078, 50142]

export type SignInResult = 'success' | 'interrupted' | 'failure'

export function resultOf(errorCode: number): SignInResult {
  if (errorCode === 0) return 'success'
  return interruptions.includes(errorCode) ? 'interrupted' : 'failure'
}

const interrupted = `status/errorCode in (${interruptions.join(',')})`

const results: Readonly<Record<SignInResult, string>> = {
  success: 'status/errorCode eq 0',
  interrupted,
  failure: `(status/errorCode ne 0 and not (${interrupted}))`,
}

/** The tabs as Entra has them; without a word of the kind, the server lists the interactive ones. */
export const tabs = ['interactive', 'nonInteractive', 'servicePrincipal'] as const

const eventTypes: Readonly<Record<string, string>> = {
  nonInteractive: 'nonInteractiveUser',
  servicePrincipal: 'servicePrincipal',
}

const oneOf = (name: string, property: string, choices: readonly string[]): LogFilter => ({
  name,
  choices,
  condition: (value) => `${property} eq ${literal(value)}`,
})

/** What the log calls the methods. */
const methods = {
  temporaryAccessPass: 'Temporary Access Pass',
  fido2: 'Passkey (FIDO2)',
  softwareOath: 'OATH verification code',
  password: 'Password',
  previouslySatisfied: 'Previously satisfied',
  clientSecret: 'Client secret',
} as const

export type FilteredMethod = keyof typeof methods

/** The method that the log calls so. */
export const methodCalled = (word: string): FilteredMethod | undefined =>
  (Object.keys(methods) as readonly FilteredMethod[]).find((method) => methods[method] === word)

const isMethod = (value: string): value is FilteredMethod => Object.hasOwn(methods, value)

const ofMethod = (name: string, write: (word: string) => string): LogFilter => ({
  name,
  choices: Object.keys(methods),
  condition: (value) => (isMethod(value) ? write(literal(methods[value])) : undefined),
})

/** The address, below `/admin`, of the sign-ins of a day in UTC that succeeded with a method. */
export const dayAddress = (date: string, method: FilteredMethod): string => {
  const [from, to] = [`${date}T00:00:00.000Z`, `${date}T23:59:59.999Z`]
  return `/sign-ins?${new URLSearchParams({ range: 'custom', from, to, status: 'success', used: method })}`
}

const codesIn = (text: string): readonly string[] | undefined =>
  /^\s*\d{1,9}(\s*,\s*\d{1,9})*\s*$/.test(text) ? text.split(',').map((code) => String(Number(code))) : undefined

const filters: readonly LogFilter[] = [
  {
    name: 'tab',
    choices: tabs,
    isTab: true,
    condition: (value) =>
      eventTypes[value] === undefined ? undefined : `signInEventTypes/any(t:t eq '${eventTypes[value]}')`,
  },
  {
    name: 'user',
    condition: (value) =>
      isGuid(value) ? `userId eq ${literal(value)}` : beginning(value, 'userPrincipalName', 'userDisplayName'),
  },
  {
    name: 'application',
    condition: (value) => (isGuid(value) ? `appId eq ${literal(value)}` : beginning(value, 'appDisplayName')),
  },
  { name: 'status', choices: Object.keys(results), condition: (value) => results[value as SignInResult] },
  {
    name: 'code',
    condition: (value) => {
      const codes = codesIn(value)
      if (!codes) return undefined
      return codes.length === 1 ? `status/errorCode eq ${codes.join('')}` : `status/errorCode in (${codes.join(',')})`
    },
  },
  ofMethod('method', (word) => `authenticationDetails/any(d:d/authenticationMethod eq ${word})`),
  ofMethod('used', (word) => `authenticationMethodsUsed/any(m:m eq ${word})`),
  { name: 'ip', condition: (value) => beginning(value, 'ipAddress') },
  oneOf('access', 'conditionalAccessStatus', ['success', 'failure', 'notApplied']),
  oneOf('requirement', 'authenticationRequirement', ['singleFactorAuthentication', 'multiFactorAuthentication']),
]

export const signInKind: LogKind = { log: 'signIns', time: 'createdDateTime', filters, usualRange: '24h' }
