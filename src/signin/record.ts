import type { Access } from '../access/service.ts'
import type { AuthenticationDetail, SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import type { User } from '../directory/rules.ts'
import type { Write } from '../kernel/store.ts'
import type { AnyMethod } from '../methods/method.ts'
import { isMultifactor } from '../sessions/rules.ts'
import { allProofs, type SignIn } from './rules.ts'

/** One step as the log shows it. */
export const detailOf = (
  w: Write,
  method: AnyMethod,
  succeeded: boolean,
  resultDetail: string,
): AuthenticationDetail => ({
  at: w.now,
  authenticationMethod: method.logName,
  succeeded,
  resultDetail,
})

/** What the log is told of one answer. */
export interface Outcome {
  /** Whose sign-in it is; undefined for a name nobody has. */
  readonly user: User | undefined
  readonly errorCode: SignInErrorCode
  readonly details: readonly AuthenticationDetail[]
  readonly sessionId?: string
  /** What the Conditional Access policies said; absent where none was asked. */
  readonly access?: Access | undefined
}

/** Records one answer in the sign-in log. */
export function recordOutcome(w: Write, signIn: SignIn, { user, access, ...outcome }: Outcome): void {
  w.signIn({
    ...outcome,
    ...(access && { policies: access.policies }),
    subject: {
      kind: 'user',
      userId: user?.id ?? null,
      userPrincipalName: user?.userPrincipalName ?? signIn.userName,
      displayName: user?.displayName ?? signIn.userName,
    },
    app: { appId: signIn.app.appId, displayName: signIn.app.displayName },
    requirement:
      isMultifactor(allProofs(signIn)) || access?.factorsAskedBy.length
        ? 'multiFactorAuthentication'
        : 'singleFactorAuthentication',
  })
}
