import type { Circumstance, PolicyOutlook } from './outlook.ts'
import type { Asked, Door, DoorPreview, PolicyPreview, RegistrationPreview } from './parts.ts'
import { circumstancesText, demandText, listed, methodText, quoted, reasonsText, registrableText } from './words.ts'

const mostNamed = 5

/** Doors by name, or how many they are; `everything` where it is all of them. */
function doorsText(doors: readonly Door[], all: number): string {
  if (doors.length === all) return 'everything people sign in to'
  const names = doors.slice(0, mostNamed).map(({ displayName }) => quoted(displayName))
  const others = doors.length - names.length
  return others > 0 ? `${names.join(', ')} and ${others} more` : listed(names)
}

const dependingText = (dependsOn: readonly Circumstance[]): string =>
  dependsOn.length > 0 ? `, depending on ${circumstancesText(dependsOn)}` : ''

/** What one policy says to the pass; `all` is how many doors there are. */
export function policyMessage({ policy, signIn, doors, registration }: PolicyPreview, all: number): string {
  const isReportOnly = policy.state === 'enabledForReportingButNotEnforced'
  const sentences = [
    ...(isReportOnly ? ['Report-only, so it changes nothing.'] : []),
    signIn.applies === 'no'
      ? `Does not apply to signing in: ${reasonsText(signIn.reasons)}.`
      : `Applies to ${doorsText(doors, all)}${dependingText(signIn.dependsOn)}; it ${demandText(signIn)}.`,
    ...registrationSentence({ policy, signIn, doors, registration }),
  ]
  return sentences.join(' ')
}

function registrationSentence({ signIn, registration }: PolicyPreview): readonly string[] {
  if (registration.applies === 'no') return []
  if (givesWay(signIn, registration)) {
    return ['While a method is registered, the strength of the policy on registering counts in place of this one.']
  }
  const depending = dependingText(registration.dependsOn)
  return [`Applies to registering methods${depending}; it ${demandText(registration)}.`]
}

const givesWay = (signIn: PolicyOutlook, registration: PolicyOutlook): boolean =>
  signIn.result === 'interrupted' && registration.result === 'satisfied'

/** `the policy 'A' blocks access; the policy 'B' asks for …`. */
const obstaclesText = (inTheWay: readonly PolicyOutlook[]): string =>
  inTheWay.map((one) => `the policy ${quoted(one.policy.displayName)} ${demandText(one)}`).join('; ')

const sentence = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`

/** What the person is asked for on the way in. */
function askedText({ next, kinds }: Asked): string {
  if (next === 'changePassword') return 'The person chooses a new password while signing in.'
  const names = listed(kinds.map(methodText), 'or')
  return next === 'prove'
    ? `The person is also asked for ${names}, which they have.`
    : `The person is asked to register ${names} while signing in, and goes on from there.`
}

/** Why a door stays shut: a rule that nothing here can meet, or one that the person has nothing for. */
function shutText(inTheWay: readonly PolicyOutlook[]): string {
  const failed = inTheWay.filter(({ result }) => result === 'failed')
  if (failed.length > 0) return `${obstaclesText(failed)}.`
  return `${obstaclesText(inTheWay)}. The person has nothing else that would do, and may not register it.`
}

/** What becomes of one door, as a service desk would say it. */
export function doorMessage({ door, opening, dependsOn, inTheWay, asked }: DoorPreview): string {
  if (door.closed === 'applicationDisabled') return 'The application is switched off.'
  if (door.closed === 'noSignIn') return 'Nobody signs in to this application.'
  switch (opening) {
    case 'yes':
      return 'Opens with the pass.'
    case 'no':
      return `Stays shut: ${shutText(inTheWay)}`
    case 'depends':
      return `Depends on ${circumstancesText(dependsOn)}: ${obstaclesText(inTheWay)}.`
    case 'afterMore':
      return `${sentence(obstaclesText(inTheWay))}${asked ? ` ${askedText(asked)}` : ''}`
  }
}

/** Whether, for how long and what the person could register, as a service desk would say it. */
export function registrationMessage(found: RegistrationPreview): string {
  const { opening, dependsOn, inTheWay, asked, minutes, methods } = found
  const kinds = methods.flatMap(({ kind, why }) => (why === null ? [methodText(kind)] : []))
  if (kinds.length === 0) return ['The person cannot register anything.', ...methods.map(registrableText)].join(' ')
  if (opening === 'no') return `Nothing can be registered: ${shutText(inTheWay)}`
  const window = minutes === null ? 'until the pass ends' : `within ${minutes} minutes of signing in`
  if (opening === 'afterMore' && asked?.next === 'register') {
    const first = listed(asked.kinds.map(methodText), 'or')
    return `The person registers ${first} while signing in, ${window}; others can follow.`
  }
  const what = `The person can register ${listed(kinds, 'or')}, ${window}.`
  if (opening === 'depends')
    return `${what} This depends on ${circumstancesText(dependsOn)}: ${obstaclesText(inTheWay)}.`
  return asked ? `${what} ${sentence(obstaclesText(inTheWay))} ${askedText(asked)}` : what
}
