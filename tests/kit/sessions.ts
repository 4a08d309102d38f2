import type { User } from '../../src/directory/rules.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import type { PassRequest } from '../../src/methods/temporary-access-pass/rules.ts'
import { aPass, aPasskey } from './methods.ts'
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
