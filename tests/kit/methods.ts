import type { User } from '../../src/directory/rules.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { passkey } from '../../src/methods/passkey/method.ts'
import { preparePassword, setPassword } from '../../src/methods/password/service.ts'
import type { PassRequest } from '../../src/methods/temporary-access-pass/rules.ts'
import { type IssuedPass, issuePass } from '../../src/methods/temporary-access-pass/service.ts'
import { softwareOath } from '../../src/methods/totp/method.ts'
import type { OathKey } from '../../src/methods/totp/service.ts'
import { systemActor } from './builders.ts'
import type { TestKernel } from './kernel.ts'
import { beginRegistration, finishRegistration, type RegistrationOutcome, setPolicy, unrecorded } from './proving.ts'
import { codeAt } from './soft-app.ts'
import { type CreationOptions, SoftAuthenticator } from './soft-authenticator.ts'

function registered(outcome: RegistrationOutcome) {
  if (!outcome.ok) throw new Error(outcome.why)
  return outcome.value
}

/** A passkey of the user, on an authenticator of its own. */
export async function aPasskey(
  kernel: Kernel,
  user: User,
  options: ConstructorParameters<typeof SoftAuthenticator>[0] = {},
): Promise<{ readonly authenticator: SoftAuthenticator; readonly id: string }> {
  const authenticator = new SoftAuthenticator({ origin: new URL(kernel.settings.publicUrl).origin, ...options })
  const creation = await beginRegistration<CreationOptions>(kernel, passkey, user)
  const credential = authenticator.create(creation)
  return { authenticator, id: registered(await finishRegistration(kernel, passkey, user, { credential })).methodId }
}

/** An authenticator app of the user, confirmed half a minute ago, so that its present code is unspent. */
export async function anAuthenticatorApp(
  kernel: TestKernel,
  user: User,
): Promise<{ readonly id: string; readonly key: string; code(): string }> {
  const { key } = await beginRegistration<OathKey>(kernel, softwareOath, user)
  const code = () => codeAt(key, kernel.clock.now())
  const { methodId } = registered(await finishRegistration(kernel, softwareOath, user, { code: code() }))
  kernel.clock.advanceSeconds(30)
  return { id: methodId, key, code }
}

/** A pass of the user's: for several sign-ins and an hour unless told. Switches the method on. */
export async function aPass(kernel: Kernel, user: User, request: PassRequest = {}): Promise<IssuedPass> {
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
  return issuePass(kernel, systemActor(), { user: user.id, isUsableOnce: false, ...request })
}

/** Gives the user a password. */
export async function aPassword(
  kernel: Kernel,
  user: User,
  password = 'fjord quilt banjo',
  mustChange = false,
): Promise<string> {
  const prepared = await preparePassword(kernel, user, password)
  await unrecorded(kernel, (w) => setPassword(w, user.id, prepared, { mustChange }))
  return password
}
