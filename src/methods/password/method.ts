import { policyFor } from '../../policies/authentication-methods/service.ts'
import type { AuthenticationMethod } from '../method.ts'
import { type CheckedPassword, provePassword } from './proof.ts'
import { passwordMethodId } from './rules.ts'
import { passwordOf } from './service.ts'
import { holdPassword } from './store.ts'

/** The password as the sign-in service knows it: a first factor. */
export const password: AuthenticationMethod<string, CheckedPassword> = {
  kind: 'password',
  configurationId: 'Password',
  logName: 'Password',
  strength: 'first',
  list: async (_kernel, r, userId) => {
    const state = await passwordOf(r, userId)
    if (!state) return []
    const { changedAt, lastUsedAt } = state
    return [{ kind: 'password', id: passwordMethodId, displayName: 'Password', createdAt: changedAt, lastUsedAt }]
  },
  usable: async (_kernel, r, userId) => {
    const { scope } = await policyFor(r, 'Password', userId)
    return scope.allowed && (await passwordOf(r, userId)) !== undefined
  },
  prove: provePassword,
  holdProof: (_kernel, w, userId, { at }) => holdPassword(w, userId, at),
}
