import { policyFor } from '../../policies/authentication-methods/service.ts'
import type { AuthenticationMethod } from '../method.ts'
import { type CheckedCode, proveCode } from './proof.ts'
import { type CheckedOathRegistration, type OathRegistration, register } from './registration.ts'
import { oathTokensOf, removeOwnOathToken, renameOwnOathToken } from './service.ts'

/** The authenticator app as the sign-in service knows it: a second factor. */
export const softwareOath: AuthenticationMethod<string, CheckedCode, OathRegistration, CheckedOathRegistration> = {
  kind: 'softwareOath',
  configurationId: 'SoftwareOath',
  logName: 'OATH verification code',
  strength: 'second',
  list: async (_kernel, r, userId) => {
    const own = await oathTokensOf(r, userId)
    return own.map(({ id, displayName, createdAt, lastUsedAt }) => ({
      kind: 'softwareOath',
      id,
      displayName,
      createdAt,
      lastUsedAt,
    }))
  },
  usable: async (_kernel, r, userId) => {
    const { scope } = await policyFor(r, 'SoftwareOath', userId)
    return scope.allowed && (await oathTokensOf(r, userId)).length > 0
  },
  prove: proveCode,
  register,
  own: { rename: renameOwnOathToken, remove: removeOwnOathToken },
}
