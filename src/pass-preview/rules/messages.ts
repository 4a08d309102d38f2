import type { Circumstance, PolicyOutlook } from './outlook.ts'
import type { Door, DoorPreview, PolicyPreview, RegistrationPreview } from './preview.ts'
import { circumstancesText, demandText, listed, methodText, quoted, reasonsText } from './words.ts'

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
    return [
      'Where methods are registered, its authentication strength gives way to the one of the policy on registering.',
    ]
  }
  const depending = dependingText(registration.dependsOn)
  return [`Applies to registering methods${depending}; it ${demandText(registration)}.`]
}

const givesWay = (signIn: PolicyOutlook, registration: PolicyOutlook): boolean =>
  signIn.result === 'interrupted' && registration.result === 'satisfied'

/** `policy 'A' blocks access, and policy 'B' asks for …`. */
const obstaclesText = (inTheWay: readonly PolicyOutlook[]): string =>
  listed(inTheWay.map((one) => `the policy ${quoted(one.policy.displayName)} ${demandText(one)}`))

const sentence = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`

const firstsIn = (inTheWay: readonly PolicyOutlook[], isBlocked: boolean): readonly PolicyOutlook[] =>
  inTheWay.filter(({ result }) => (result === 'failed') === isBlocked)

/** What becomes of one door, as a service desk would say it. */
export function doorMessage({ door, opening, dependsOn, inTheWay, opensWith }: DoorPreview): string {
  if (door.closed === 'applicationDisabled') return 'The application is switched off.'
  if (door.closed === 'noSignIn') return 'Nobody signs in to this application.'
  switch (opening) {
    case 'yes':
      return 'Opens with the pass.'
    case 'no':
      return `Stays shut: ${obstaclesText(firstsIn(inTheWay, true))}.`
    case 'depends':
      return `Depends on ${circumstancesText(dependsOn)}: ${obstaclesText(inTheWay)}.`
    case 'afterMore': {
      const advice = opensWith.length > 0 ? ` With ${listed(opensWith.map(methodText), 'or')} registered it opens.` : ''
      return `${sentence(obstaclesText(firstsIn(inTheWay, false)))}${advice}`
    }
  }
}

/** Whether, for how long and what the person could register, as a service desk would say it. */
export function registrationMessage({ opening, dependsOn, inTheWay, minutes, methods }: RegistrationPreview): string {
  const kinds = methods.flatMap(({ kind, why }) => (why === null ? [methodText(kind)] : []))
  if (kinds.length === 0) return 'The methods policy lets the person register nothing.'
  if (opening === 'no') return `Nothing can be registered: ${obstaclesText(firstsIn(inTheWay, true))}.`
  if (opening === 'afterMore') return `Nothing can be registered with the pass alone: ${obstaclesText(inTheWay)}.`
  const window = minutes === null ? 'until the pass ends' : `within ${minutes} minutes of signing in`
  const depending =
    opening === 'depends' ? ` This depends on ${circumstancesText(dependsOn)}: ${obstaclesText(inTheWay)}.` : ''
  return `The person can register ${listed(kinds, 'or')}, ${window}.${depending}`
}
