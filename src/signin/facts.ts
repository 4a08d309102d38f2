import type { UserId } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { AnyMethod } from '../methods/method.ts'
import { configuration } from '../policies/authentication-methods/service.ts'
import type { MethodFacts } from './rules.ts'

/**
 * What each method could do for the user now, in the order offered.
 *
 * For a name nobody has nothing is usable; the same is asked of the policy, so that both take alike.
 */
export async function methodFacts(
  kernel: Kernel,
  r: Read,
  methods: readonly AnyMethod[],
  userId: UserId | null,
): Promise<readonly MethodFacts[]> {
  const facts: MethodFacts[] = []
  for (const method of methods) {
    const { state } = await configuration(r, method.configurationId)
    const usable = userId !== null && (await method.usable(kernel, r, userId))
    const narrowed = userId === null ? undefined : await method.strengthFor?.(kernel, r, userId)
    facts.push({ kind: method.kind, strength: narrowed ?? method.strength, usable, enabled: state === 'enabled' })
  }
  return facts
}
