import { isGuid } from '../base/text.ts'
import type { Write } from '../kernel/store.ts'
import type { SignedInUser } from './claims.ts'
import type { RequestFacts } from './clients.ts'
import type { TokenError } from './rules.ts'

/** Records a sign-in of the application itself, by its secret. */
export function recordSignInOfApplication(
  w: Write,
  { application, clientId }: RequestFacts,
  refusal: TokenError | undefined,
): void {
  const presented = clientId && isGuid(clientId) ? clientId.toLowerCase() : ''
  const app = { appId: application?.appId ?? presented, displayName: application?.displayName ?? '' }
  w.signIn({
    subject: { kind: 'servicePrincipal', id: application?.servicePrincipalId ?? '', ...app },
    app,
    errorCode: refusal?.code ?? 0,
    requirement: 'singleFactorAuthentication',
    details: [
      {
        at: w.now,
        authenticationMethod: 'Client secret',
        succeeded: refusal === undefined,
        resultDetail: refusal?.text ?? '',
      },
    ],
  })
}

/** Records a sign-in of the person to the application; `isSilent` where they were not asked, as when a code or a refresh token is exchanged. */
export function recordSignInOfPerson(
  w: Write,
  { application, access }: RequestFacts,
  { actor, session }: SignedInUser,
  refusal: TokenError | undefined,
  isSilent: boolean,
): void {
  w.signIn({
    subject: {
      kind: 'user',
      userId: actor.userId,
      userPrincipalName: actor.userPrincipalName,
      displayName: actor.displayName,
    },
    app: { appId: application?.appId ?? '', displayName: application?.displayName ?? '' },
    errorCode: refusal?.code ?? 0,
    requirement:
      actor.multifactor || access?.factorsAskedBy.length ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    details: [
      {
        at: w.now,
        authenticationMethod: 'Previously satisfied',
        succeeded: refusal === undefined,
        resultDetail: refusal?.text ?? 'The session of the browser was good for it',
      },
    ],
    sessionId: session.id,
    ...(access ? { policies: access.policies, factorsAskedBy: access.factorsAskedBy } : {}),
    ...(isSilent ? { isNonInteractive: true } : {}),
  })
}
