import type { Origin } from '../base/actor.ts'
import type { UserId } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { Proof } from '../methods/method.ts'
import { passkeysOf } from '../methods/passkey/service.ts'
import { decide, isAnyPolicyInForce, type SignInQuestion } from '../policies/conditional-access/service.ts'
import { type Access, accessOf, freeAccess, platformOf, strengthProofs } from './rules.ts'

export type { Access } from './rules.ts'

/** Who wants in, to what, from where, and what they proved. */
export interface Entry {
  readonly userId: UserId
  /** The client id of the application. */
  readonly appId: string
  readonly clientAppType: SignInQuestion['clientAppType']
  readonly origin: Pick<Origin, 'ipAddress' | 'userAgent'>
  readonly proofs: readonly Proof[]
}

/**
 * Whether the Conditional Access policies let somebody in, as they stand now.
 *
 * While no policy is in force, all it costs is to look whether that is still so.
 * Countries are not known here: no address is looked up in any file.
 * Refuses with `userNotFound`.
 *
 * Source: ADR 23; facts/entra.md §7.
 */
export async function judgeAccess(kernel: Kernel, read: Read, entry: Entry): Promise<Access> {
  if (!(await isAnyPolicyInForce(kernel, read))) return freeAccess
  const { userId, appId, clientAppType, origin, proofs } = entry
  const decision = await decide(kernel, read, {
    userId,
    target: { applications: [appId.toLowerCase()] },
    clientAppType,
    platform: platformOf(origin.userAgent),
    ipAddress: origin.ipAddress,
    country: null,
    transferMethod: null,
    held: { proofs: strengthProofs(proofs, await modelsOf(read, userId, proofs)), passwordChanged: false },
  })
  return accessOf(decision)
}

/** Which model of authenticator each of the person's passkeys is on; asked only where one was used. */
async function modelsOf(read: Read, owner: UserId, proofs: readonly Proof[]): Promise<ReadonlyMap<string, string>> {
  if (!proofs.some(({ kind }) => kind === 'fido2')) return new Map()
  return new Map((await passkeysOf(read, owner)).map(({ id, aaguid }) => [id, aaguid]))
}
