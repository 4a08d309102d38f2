import type { SignInErrorCode, SignInRecord } from '../../audit/rules/sign-in-record.ts'
import { nobody } from '../../base/text.ts'
import { type Instant, parseIso } from '../../base/time.ts'

interface Step {
  readonly authenticationMethod: string
  readonly authenticationStepDateTime: string
  readonly succeeded: boolean
}

const passName = 'Temporary Access Pass'

const stepsIn = (signIn: SignInRecord): readonly Step[] => (signIn['authenticationDetails'] ?? []) as readonly Step[]

/** Whether a pass was tried in it, rightly or not. */
export const hasPassStep = (signIn: SignInRecord): boolean =>
  stepsIn(signIn).some(({ authenticationMethod }) => authenticationMethod === passName)

/** When its steps were taken. */
export const stepTimes = (signIn: SignInRecord): readonly Instant[] =>
  stepsIn(signIn).flatMap(({ authenticationStepDateTime }) => parseIso(authenticationStepDateTime) ?? [])

/** When the right code was given. */
export const passStepAt = (signIn: SignInRecord): Instant | undefined =>
  parseIso(
    stepsIn(signIn).find((step) => step.authenticationMethod === passName && step.succeeded)
      ?.authenticationStepDateTime ?? '',
  )

export const errorCodeIn = (signIn: SignInRecord): number =>
  Number((signIn['status'] as { readonly errorCode?: number } | undefined)?.errorCode ?? 0)

/** The user's id; undefined for a name nobody has, and for an application. */
export const userIn = (signIn: SignInRecord): string | undefined => {
  const id = signIn['userId']
  return typeof id === 'string' && id !== nobody ? id : undefined
}

/** The session it opened or happened in. */
export const sessionIn = (signIn: SignInRecord): string | undefined => {
  const id = signIn['sessionId']
  return typeof id === 'string' ? id : undefined
}

/** What is no failure: more was asked for. */
const interruptions: ReadonlySet<number> = new Set<SignInErrorCode>([50055, 50072, 50074, 50076, 50078, 50142])

export function resultOf(signIn: SignInRecord): 'success' | 'interrupted' | 'failure' {
  const code = errorCodeIn(signIn)
  if (code === 0) return 'success'
  return interruptions.has(code) ? 'interrupted' : 'failure'
}

/** Whether a one-time pass was used up by it: the code was right and nothing kept the person out. */
export const isSpending = (signIn: SignInRecord): boolean =>
  resultOf(signIn) !== 'failure' && passStepAt(signIn) !== undefined
