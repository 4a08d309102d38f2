import { toBase64Url } from '../base/bytes.ts'
import { uuid } from '../base/random.ts'
import { Secret } from '../base/secret.ts'
import type { UserId } from '../base/text.ts'
import { plusMinutes } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import { findUser } from '../directory/service.ts'
import type { Write } from '../kernel/store.ts'
import { type SignedIn, tokenHash } from '../sessions/service.ts'
import { appOf } from './app.ts'
import { anonymous, named, type SignInContext, type SignInView } from './attempt.ts'
import { SignInHalted } from './complete.ts'
import { recordOnward, whereTo } from './onward.ts'
import { withOptions } from './options.ts'
import { recordOutcome } from './record.ts'
import { failed, newSignIn, type SignIn } from './rules.ts'
import { insertSignIn } from './store.ts'

/** What a new attempt is for. */
export interface SignInWish {
  /** A path of this server to go to afterwards. */
  readonly returnTo: string
  /** The client id of the application that people sign in to; absent for our own pages. */
  readonly appId?: string
  /** What is to be done there, where policies ask about that by itself. */
  readonly userAction?: NonNullable<SignIn['userAction']>
  /** A person already signed in, who proves again who they are, in a new session. */
  readonly confirming?: UserId
  /** Somebody signed in whose session is to be worth more; what is missing is asked for, and the session goes on. */
  readonly stepUp?: SignedIn
}

const attemptMinutes = 30

/**
 * Starts an attempt; the token goes into a cookie and binds the attempt to this browser.
 *
 * With `stepUp` the policies are asked at once, so that the first step asks for what is missing, or says what stops the person.
 */
export async function beginSignIn(
  context: SignInContext,
  wish: SignInWish,
): Promise<SignInView & { readonly token: Secret }> {
  const { kernel, origin } = context
  const { returnTo, appId, userAction = null, confirming, stepUp } = wish
  const aimed = newSignIn({ returnTo, app: await appOf(kernel, appId), userAction })
  const known = stepUp?.actor.userId ?? confirming
  const user = known && (await kernel.store.read((r) => findUser(r, known)))
  const begun = user ? await named(context, aimed, user.userPrincipalName) : aimed
  return kernel.store.write(anonymous(origin), async (w) => {
    w.unrecorded('opening the page is not an attempt')
    const token = toBase64Url(w.random.bytes(32))
    const id = uuid(w.random)
    const asked = user && stepUp ? await steppingUp(context, w, begun, user, stepUp) : begun
    const signIn = await withOptions(context, w, id, asked)
    const stored = { id, version: 0, expiresAt: plusMinutes(w.now, attemptMinutes), signIn }
    await insertSignIn(w, stored, tokenHash(token))
    return { version: 0, signIn, token: new Secret(token) }
  })
}

/** What is asked of somebody signed in; where nothing is missing any more, who they are. */
async function steppingUp(
  context: SignInContext,
  w: Write,
  named: SignIn,
  user: User,
  { session }: SignedIn,
): Promise<SignIn> {
  const { userPrincipalName: userName } = user
  const signIn: SignIn = {
    ...named,
    userName,
    stepUp: { sessionId: session.id, proofs: session.proofs },
    details: [
      {
        at: w.now,
        authenticationMethod: 'Previously satisfied',
        succeeded: true,
        resultDetail: 'What was proved in the session of the browser',
      },
    ],
  }
  try {
    const { next, access } = await whereTo(context, w, signIn, user)
    if (next === 'complete') return signIn
    recordOnward(w, next, user, access)
    return next
  } catch (error) {
    if (!(error instanceof SignInHalted)) throw error
    const { errorCode, problem, access } = error
    recordOutcome(w, signIn, { user, errorCode, details: signIn.details, access })
    return failed(signIn, problem)
  }
}
