import type { Write } from '../kernel/store.ts'
import type { SignInContext } from './attempt.ts'
import type { SignIn } from './rules.ts'

/**
 * Begins the ceremony of what the next step asks for, and puts into the attempt what the browser needs for it.
 *
 * A passkey may answer on the first page, and where it is asked; what is to be added is begun at once.
 * The key of an authenticator app is kept sealed elsewhere, and is not part of the attempt.
 */
export async function withOptions(context: SignInContext, w: Write, boundTo: string, signIn: SignIn): Promise<SignIn> {
  if (signIn.stage === 'register') return withRegistration(context, w, boundTo, signIn)
  const awaited = signIn.stage === 'identify' || (signIn.stage === 'prove' && signIn.asked === 'fido2')
  const passkey = context.methods.find((method) => method.kind === 'fido2')
  if (!awaited || !passkey?.prove.begin) return { ...signIn, passkeyOptions: null }
  const { userId, decoyKey } = signIn
  const options = await passkey.prove.begin(context.kernel, w, { userId, decoyKey, boundTo })
  return { ...signIn, passkeyOptions: options }
}

async function withRegistration(
  { kernel, methods }: SignInContext,
  w: Write,
  boundTo: string,
  signIn: SignIn,
): Promise<SignIn> {
  const { userId, asked, wantsModel } = signIn
  const register = methods.find((method) => method.kind === asked)?.register
  if (!register || userId === null) throw new Error(`Nobody registers a ${asked} here`)
  const begun = await register.begin(kernel, w, { userId, decoyKey: '', boundTo, wantsModel })
  return { ...signIn, passkeyOptions: asked === 'fido2' ? begun : null }
}
