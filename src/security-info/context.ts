import { requireRegistration } from '../access/service.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { AnyMethod, MethodKind } from '../methods/method.ts'
import { requireFreshProof, type SignedIn } from '../sessions/service.ts'

/** A person at their own security info: the outside world, the methods in the order offered, and who it is. */
export interface OwnContext {
  readonly kernel: Kernel
  readonly methods: readonly AnyMethod[]
  readonly signedIn: SignedIn
}

/**
 * Lets a person change methods now.
 *
 * Refuses with `freshProofNeeded` or `strongProofNeeded`, and where the policies on registering security information say so
 * with `moreProofNeeded` or `accessBlocked`.
 *
 * Source: facts/entra.md §5, §6.5.
 */
export async function requireChangeable({ kernel, signedIn }: Pick<OwnContext, 'kernel' | 'signedIn'>): Promise<void> {
  requireFreshProof(signedIn.session, kernel.clock.now())
  await requireRegistration(kernel, signedIn)
}

export const methodOf = ({ methods }: OwnContext, kind: MethodKind): AnyMethod | undefined =>
  methods.find((method) => method.kind === kind)

export const notYours = (): Refusal =>
  new Refusal('methodNotFound', 'You have no such way to sign in. Perhaps it was removed already.')
