import type { UserActor } from '../../src/base/actor.ts'
import type { User } from '../../src/directory/rules.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import type { Proof } from '../../src/methods/method.ts'
import type { PassRequest } from '../../src/methods/temporary-access-pass/rules.ts'
import { openSession } from '../../src/sessions/service.ts'
import { userActor } from './builders.ts'
import { aPass, aPasskey } from './methods.ts'
import { unrecorded } from './proving.ts'
import { Visitor } from './visitor.ts'

/** A browser signed in with a passkey of the user's, made for it. */
export async function signedInByPasskey(kernel: Kernel, user: User): Promise<Visitor> {
  const { authenticator } = await aPasskey(kernel, user)
  const browser = await new Visitor(kernel).begin()
  await browser.provePasskey(authenticator)
  return browser
}

/** A browser signed in with a pass, which takes the place of the one the user may have. */
export async function signedInByPass(kernel: Kernel, user: User, request: PassRequest = {}) {
  const { code, pass } = await aPass(kernel, user, request)
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
  await browser.prove('temporaryAccessPass', code.reveal())
  return { browser, pass, code: code.reveal() }
}

/** The user in a session opened with these proofs just now. */
export async function inSession(
  kernel: Kernel,
  user: User,
  kinds: readonly Proof['kind'][] = ['fido2'],
): Promise<UserActor> {
  const proofs = kinds.map((kind) => ({ kind, mode: kind, at: kernel.clock.now(), methodId: kind }) as Proof)
  const { session } = await unrecorded(kernel, (w) => openSession(kernel, w, user.id, proofs))
  return { ...userActor(user), sessionId: session.id }
}
