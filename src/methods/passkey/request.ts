import type { AuthenticatorTransport, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { fromBase64Url, toBase64Url } from '../../base/bytes.ts'
import type { RelyingParty } from './rules.ts'

export const timeoutMilliseconds = 5 * 60 * 1000

/** A credential as options name it. */
export interface NamedCredential {
  readonly id: string
  readonly transports: readonly string[]
}

export const named = (credentials: readonly NamedCredential[]) =>
  credentials.map(({ id, transports }) => ({ id, transports: transports as AuthenticatorTransport[] }))

/** The user that an authenticator tells: it keeps the user's id, which is no personal data, as `user.id`. */
export const readUserHandle = (handle: string): string =>
  new TextDecoder().decode(fromBase64Url(handle) ?? new Uint8Array())

/**
 * Options for `navigator.credentials.get`, as JSON; without `allow` the authenticator chooses.
 *
 * Every sign-in page carries them, so they are written here, without the library that verifies the answers.
 *
 * Source: WebAuthn Level 3 §5.1.10.2.
 */
export const requestOptions = (
  relyingParty: RelyingParty,
  challenge: Uint8Array,
  allow: readonly NamedCredential[] | undefined,
): PublicKeyCredentialRequestOptionsJSON => ({
  rpId: relyingParty.id,
  challenge: toBase64Url(challenge),
  timeout: timeoutMilliseconds,
  userVerification: 'required',
  ...(allow ? { allowCredentials: named(allow).map((one) => ({ ...one, type: 'public-key' as const })) } : {}),
})

/** The checks of an answer, loaded when the first one comes: their library is larger than the whole server. */
export const answerChecks = () => import('./ceremony.ts')
