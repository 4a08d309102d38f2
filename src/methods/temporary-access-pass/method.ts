import type { AuthenticationMethod } from '../method.ts'
import { redeem } from './proof.ts'
import { needsPassword } from './rules.ts'
import { findPass, passPolicy } from './service.ts'
import { holdPass } from './store.ts'

/** The pass as the sign-in service knows it: enough alone, unless the policy wants a password first. */
export const temporaryAccessPass: AuthenticationMethod<string, Awaited<ReturnType<typeof redeem.check>>> = {
  kind: 'temporaryAccessPass',
  configurationId: 'TemporaryAccessPass',
  logName: 'Temporary Access Pass',
  strength: 'alone',
  strengthFor: async (_kernel, r, userId) => {
    const policy = await passPolicy(r, userId)
    return policy.secondFactorOnly && needsPassword((await findPass(r, userId))?.pass, policy) ? 'second' : 'alone'
  },
  usable: async (_kernel, r, userId) => (await findPass(r, userId))?.usability === 'EnabledByPolicy',
  list: async (_kernel, r, userId) => {
    const found = await findPass(r, userId)
    if (!found || found.usability === 'Expired' || found.usability === 'OneTimeUsed') return []
    const { id, createdAt, lastUsedAt } = found.pass
    return [{ kind: 'temporaryAccessPass', id, displayName: 'Temporary Access Pass', createdAt, lastUsedAt }]
  },
  counts: async (_kernel, r, userId) => {
    const pass = (await findPass(r, userId))?.pass
    return pass ? [{ mode: pass.isUsableOnce ? 'temporaryAccessPassOneTime' : 'temporaryAccessPassMultiUse' }] : []
  },
  prove: redeem,
  holdProof: (_kernel, w, userId, { methodId, at }) => holdPass(w, userId, methodId, at),
}
