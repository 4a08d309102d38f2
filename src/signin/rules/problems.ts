import type { StoppedBy } from '../../access/rules.ts'
import { type Instant, toIso } from '../../base/time.ts'
import type { MethodKind, ProofFailure } from '../../methods/rules.ts'

export type SignInProblemCode =
  | 'wrong'
  | 'wait'
  | 'passExpired'
  | 'passNotYetValid'
  | 'passAlreadyUsed'
  | 'passBlocked'
  | 'accountDisabled'
  | 'accessBlocked'
  | 'passkeyFailed'
  | 'expired'
  | 'unacceptable'
  | 'registrationFailed'

/** What the person is told of an answer that did not lead on. */
export interface SignInProblem {
  readonly code: SignInProblemCode
  /** In English; the pages say the same in the reader's language. */
  readonly message: string
  readonly retryAfterSeconds?: number
  /** What did not work, where the code does not say. */
  readonly method?: MethodKind
  /** When a pass begins to work, ISO 8601. */
  readonly startDateTime?: string
  /** Which kind of rule stopped the person. */
  readonly stoppedBy?: Stopper
  /** What leads the service desk to the record. */
  readonly correlationId?: string
}

export type Stopper = StoppedBy | 'strength' | 'registering'

/** The sentences without anything of the moment in them. */
export const problemSentences = {
  wrong: {
    temporaryAccessPass:
      'That Temporary Access Pass did not work. Check the code and type it again. If it was used before or has run out, ask your service desk for a new one.',
    password: 'The user name or password is not right. Check both and try again.',
    softwareOath: 'That code did not work. Wait for the next code in your authenticator app and type it here.',
    fido2: 'The passkey could not be used. Try again, or use another way to sign in.',
  },
  passExpired: 'This Temporary Access Pass has run out. Ask your service desk for a new one.',
  passAlreadyUsed: 'This Temporary Access Pass was used before. Ask your service desk for a new one.',
  blocked: {
    pass: 'Your organisation does not accept this Temporary Access Pass at the moment. Ask your service desk.',
    other: 'Your organisation does not let you sign in this way. Choose another way, or ask your service desk.',
  },
  accountDisabled:
    'Your account is switched off. If you start on a later day, come back then; otherwise ask your service desk.',
  stopped: {
    place: 'Your organisation doesn’t let you in from where you are now. Try again from another place or network.',
    device:
      'Your organisation lets you in only from certain devices, and this one isn’t among them. Use another device.',
    application: 'Your organisation doesn’t let you use this application, or not with this kind of program.',
    registration:
      'You would have to add a way to sign in first, and your organisation doesn’t let you do that from here. Try again from another place or device, or ask your service desk.',
    policy: 'Your organisation doesn’t let you in.',
    strength:
      'Your organisation asks for a stronger way to sign in than any you have, and none that would do can be added here. Ask your service desk.',
    registering:
      'You would have to add a way to sign in first, and for that your organisation asks for a stronger sign-in than any you have. Ask your service desk for a Temporary Access Pass.',
  },
  expired: 'What you signed in with has changed in the meantime. Start again.',
} as const satisfies {
  readonly wrong: Readonly<Record<MethodKind, string>>
  readonly stopped: Readonly<Record<Stopper, string>>
  readonly [name: string]: unknown
}

const said = problemSentences

/** Turns a failed proof into what the person may know of it. */
export function problemOf(kind: MethodKind, failure: ProofFailure): SignInProblem {
  switch (failure.tellPerson) {
    case 'expired':
      return { code: 'passExpired', message: said.passExpired }
    case 'notYetValid':
      return { code: 'passNotYetValid', message: notYet(failure.validFrom), ...startOf(failure) }
    case 'alreadyUsed':
      return { code: 'passAlreadyUsed', message: said.passAlreadyUsed }
    case 'blockedByPolicy':
      return {
        code: 'passBlocked',
        method: kind,
        message: said.blocked[kind === 'temporaryAccessPass' ? 'pass' : 'other'],
      }
    default:
      return { code: kind === 'fido2' ? 'passkeyFailed' : 'wrong', method: kind, message: said.wrong[kind] }
  }
}

const startOf = ({ validFrom }: ProofFailure) => (validFrom === undefined ? {} : { startDateTime: toIso(validFrom) })

const notYet = (validFrom: Instant | undefined): string =>
  `This Temporary Access Pass does not work yet. It starts on ${validFrom === undefined ? 'a later day' : `${toIso(validFrom).slice(0, 16).replace('T', ' at ')} UTC`}.`

export const waitProblem = (seconds: number): SignInProblem => ({
  code: 'wait',
  message: `Too many tries. Wait ${describeWait(seconds)} and try again.`,
  retryAfterSeconds: seconds,
})

function describeWait(seconds: number): string {
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${Math.ceil(seconds / 60)} minutes`
}

export const disabledProblem: SignInProblem = {
  code: 'accountDisabled',
  message: said.accountDisabled,
}

/** Says which kind of rule it was and never which one; the number leads the service desk to the record, which names it. */
export const accessProblem = (by: Stopper, correlationId: string): SignInProblem => ({
  code: 'accessBlocked',
  stoppedBy: by,
  correlationId,
  message: `${said.stopped[by]} If you think that is wrong, give your service desk this number: ${correlationId}`,
})

export const outdatedProblem: SignInProblem = {
  code: 'expired',
  message: said.expired,
}

export const unacceptableProblem = (message: string): SignInProblem => ({ code: 'unacceptable', message })

/** What could not be added, in the words of the method. */
export const registrationProblem = (message: string): SignInProblem => ({ code: 'registrationFailed', message })
