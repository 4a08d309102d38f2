import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { deletePassFor } from '../methods/temporary-access-pass/service.ts'
import { usersInSight } from '../roles/rules.ts'

/** One pass to revoke. */
interface PassOfUser {
  readonly userId: string
  readonly passId: string
}

/** What came of revoking it; without a refusal it is done. */
export interface RevokedRow extends PassOfUser {
  readonly refusal: Refusal | undefined
}

/**
 * Revokes passes one after the other, each as by itself: its own permission, transaction and record.
 *
 * A pass that cannot be revoked stops no other.
 * Refuses as a whole, with `insufficientPrivileges`, only whoever may revoke nobody's.
 */
export async function revokePasses(
  kernel: Kernel,
  actor: Actor,
  passes: readonly PassOfUser[],
): Promise<readonly RevokedRow[]> {
  usersInSight(actor, 'passes.delete')
  const rows: RevokedRow[] = []
  for (const { userId, passId } of passes) {
    const refusal = await refusalOf(deletePassFor(kernel, actor, { user: userId, passId: passId.toLowerCase() }))
    rows.push({ userId, passId, refusal })
  }
  return rows
}

async function refusalOf(work: Promise<void>): Promise<Refusal | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
