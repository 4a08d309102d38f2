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

/** Throws `freshProofNeeded` or `strongProofNeeded` unless the person may change methods now. */
export const requireChangeable = ({ kernel, signedIn }: Pick<OwnContext, 'kernel' | 'signedIn'>): void =>
  requireFreshProof(signedIn.session, kernel.clock.now())

export const methodOf = ({ methods }: OwnContext, kind: MethodKind): AnyMethod | undefined =>
  methods.find((method) => method.kind === kind)

export const notYours = (): Refusal =>
  new Refusal('methodNotFound', 'You have no such way to sign in. Perhaps it was removed already.')
