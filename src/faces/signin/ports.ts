import type { z } from 'zod'
import type {
  changePasswordBody,
  chooseBody,
  identifyBody,
  proveBody,
  registerBody,
  restartBody,
  Step,
} from '../../../contract/signin.ts'
import type { Origin } from '../../base/actor.ts'
import type { Secret } from '../../base/secret.ts'
import type { Instant } from '../../base/time.ts'
import type { SignInWish } from '../../signin/service.ts'

/** Who answers: where the browser is, and the session it has already, if any. */
export interface Browser {
  readonly origin: Origin
  readonly session?: string
}

/** The next step, and the session where the answer was the last one needed. */
export interface Answered {
  readonly step: Step
  readonly session?: {
    readonly token: Secret
    /** Where the browser keeps it when it is closed: how long. */
    readonly keepUntil?: Instant
  }
}

type Answer<Body extends z.ZodType> = (browser: Browser, token: string, body: z.infer<Body>) => Promise<Answered>

/** The sign-in as the pages need it; `token` is what the attempt's cookie carries. */
export interface SignInService {
  begin(origin: Origin, wish: SignInWish): Promise<{ readonly token: Secret; readonly step: Step }>
  /** Where an attempt stands; nothing for one that is unknown or over. */
  current(origin: Origin, token: string): Promise<Step | undefined>
  readonly identify: Answer<typeof identifyBody>
  readonly prove: Answer<typeof proveBody>
  readonly register: Answer<typeof registerBody>
  /** Leaves for another day what may be put off. */
  readonly putOff: Answer<typeof restartBody>
  readonly choose: Answer<typeof chooseBody>
  readonly restart: Answer<typeof restartBody>
  readonly changePassword: Answer<typeof changePasswordBody>
}
