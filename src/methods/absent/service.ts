import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { OperationName } from '../../roles/rules.ts'
import { visibleOwner } from '../owner.ts'

/** A kind of method that Graph has and nobody here can register, so that everybody's list of it is empty. */
export interface AbsentKind {
  /** What a sentence calls one of them. */
  readonly called: string
  readonly read: OperationName
  readonly delete: OperationName
}

/** Refuses with `userNotFound` and what the permission check refuses; whoever is not refused sees an empty list. */
export async function requireListable(kernel: Kernel, actor: Actor, kind: AbsentKind, user: string): Promise<void> {
  await kernel.store.read((r) => visibleOwner(kernel, r, actor, kind.read, user))
}

/** Refuses as the permission check of `operation` does, and else with `methodNotFound`. */
export async function refuseAbsent(
  kernel: Kernel,
  actor: Actor,
  operation: OperationName,
  asked: { readonly user: string; readonly id: string; readonly called: string },
): Promise<never> {
  await kernel.store.read((r) => visibleOwner(kernel, r, actor, operation, asked.user))
  throw new Refusal('methodNotFound', `The user has no ${asked.called} with the id '${asked.id.slice(0, 200)}'.`)
}
