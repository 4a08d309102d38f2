import { policyFor } from '../../policies/authentication-methods/service.ts'
import type { ProveCeremony } from '../method.ts'
import { passwordMethodId } from './rules.ts'
import { markPasswordUsed } from './store.ts'
import { hashPassword, verifiedHash } from './verify.ts'

export interface CheckedPassword {
  /** The hash it was verified against; undefined when it is wrong. */
  readonly verified: string | undefined
  /** The hash to keep from now on: another one when the cost has changed since. */
  readonly renewed: string
}

/**
 * A password, the first of two factors.
 *
 * For a name nobody has, and a user without a password, a made-up hash of the same cost is verified.
 *
 * Source: facts/entra.md §10.4; ASVS 5.0 6.3.8.
 */
export const provePassword: ProveCeremony<string, CheckedPassword> = {
  check: async (kernel, { userId }, typed) => {
    const verified = await verifiedHash(kernel, userId, typed)
    const isOutdated = verified !== undefined && kernel.passwordHash.isOutdated(verified)
    return { verified, renewed: isOutdated ? await hashPassword(kernel, typed) : (verified ?? '') }
  },

  settle: async (_kernel, w, { userId }, { verified, renewed }) => {
    if (!userId || verified === undefined) return { ok: false, errorCode: 50126 }
    const { scope } = await policyFor(w, 'Password', userId)
    if (!scope.allowed) return { ok: false, errorCode: 130501, tellPerson: 'blockedByPolicy' }
    if (!(await markPasswordUsed(w, userId, verified, renewed))) return { ok: false, errorCode: 50126 }
    const proof = { kind: 'password', mode: 'password', at: w.now, methodId: passwordMethodId } as const
    return { ok: true, userId, proof }
  },
}
