import type { Origin } from '../base/actor.ts'
import type { UserId } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { Proof } from '../methods/method.ts'
import { passkeysOf } from '../methods/passkey/service.ts'
import { graphAppId } from '../oidc/rules.ts'
import { decide, isAnyPolicyInForce, type SignInQuestion } from '../policies/conditional-access/service.ts'
import { type Access, accessOf, countingProofs, freeAccess, platformOf, strengthProofs } from './rules.ts'

/** Who wants in, to what, from where, and what they proved. */
export interface Entry {
  readonly userId: UserId
  /** What they want at; an application and a user action count each for itself. */
  readonly target: {
    /** The client id of the application. */
    readonly appId?: string
    readonly userAction?: NonNullable<SignInQuestion['target']['userAction']>
  }
  readonly clientAppType: SignInQuestion['clientAppType']
  readonly origin: Pick<Origin, 'ipAddress' | 'userAgent'>
  /** All that was proved, with its instants; how old a proof may be is judged here. */
  readonly proofs: readonly Proof[]
  /** A new password was set in this sign-in. */
  readonly passwordChanged?: boolean
}

/**
 * Whether the Conditional Access policies let somebody in, as they stand now.
 *
 * Where no policy could apply, all it costs is to look whether that is still so.
 * A proof that is too old for a sign-in frequency does not count, and who has no other has to prove anew who they are.
 * Whatever an application does here it does to the directory, so a policy that names Microsoft Graph counts for each of them.
 * The country is that of the address, as far as the operator's file knows it.
 * Refuses with `userNotFound`.
 *
 * Source: ADR 23; facts/entra.md §7.
 */
export async function judgeAccess(kernel: Kernel, read: Read, entry: Entry): Promise<Access> {
  const { userId, target, clientAppType, origin, proofs, passwordChanged = false } = entry
  const { appId, userAction } = target
  const wanted = {
    ...(appId !== undefined && { applications: [appId.toLowerCase()], resources: [graphAppId] }),
    ...(userAction && { userAction }),
  }
  if (!(await isAnyPolicyInForce(kernel, read, wanted))) return freeAccess(proofs)
  const models = await modelsOf(read, userId, proofs)
  let counting = proofs
  const decision = await decide(kernel, read, {
    userId,
    target: wanted,
    clientAppType,
    platform: platformOf(origin.userAgent),
    ipAddress: origin.ipAddress,
    country: kernel.countryOf(origin.ipAddress),
    transferMethod: null,
    held: (session) => {
      counting = countingProofs(proofs, session, read.now)
      return { proofs: strengthProofs(counting, models), passwordChanged }
    },
  })
  return accessOf(decision, proofs, counting)
}

/** Which model of authenticator each of the person's passkeys is on; asked only where one was used. */
async function modelsOf(read: Read, owner: UserId, proofs: readonly Proof[]): Promise<ReadonlyMap<string, string>> {
  if (!proofs.some(({ kind }) => kind === 'fido2')) return new Map()
  return new Map((await passkeysOf(read, owner)).map(({ id, aaguid }) => [id, aaguid]))
}
