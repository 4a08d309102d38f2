import { policyFor } from '../../policies/authentication-methods/service.ts'
import type { AuthenticationMethod } from '../method.ts'
import { authenticate, type CheckedAssertion } from './proof.ts'
import { type CheckedRegistration, type PasskeyRegistration, register } from './registration.ts'
import { judgeModel } from './rules.ts'
import { removeOwnPasskey, renameOwnPasskey } from './service.ts'
import { listPasskeysOf } from './store.ts'

/** The passkey as the sign-in service knows it. */
export const passkey: AuthenticationMethod<unknown, CheckedAssertion, PasskeyRegistration, CheckedRegistration> = {
  kind: 'fido2',
  configurationId: 'Fido2',
  logName: 'Passkey (FIDO2)',
  strength: 'alone',
  list: async (_kernel, r, userId) => {
    const own = await listPasskeysOf(r, userId)
    return own.map(({ id, displayName, createdAt, lastUsedAt }) => ({
      kind: 'fido2',
      id,
      displayName,
      createdAt,
      lastUsedAt,
    }))
  },
  usable: async (_kernel, r, userId) => {
    const { configuration, scope } = await policyFor(r, 'Fido2', userId)
    if (!scope.allowed) return false
    const own = await listPasskeysOf(r, userId)
    return own.some((found) => judgeModel(configuration.keyRestrictions, found.aaguid) === undefined)
  },
  counts: async (_kernel, r, userId) => {
    const { configuration } = await policyFor(r, 'Fido2', userId)
    return (await listPasskeysOf(r, userId)).flatMap(({ aaguid }) =>
      judgeModel(configuration.keyRestrictions, aaguid) === undefined ? [{ mode: 'fido2', aaguid }] : [],
    )
  },
  prove: authenticate,
  register,
  own: { rename: renameOwnPasskey, remove: removeOwnPasskey },
}
