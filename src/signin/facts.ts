import { nobody, type UserId } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { AnyMethod } from '../methods/method.ts'
import { configuration } from '../policies/authentication-methods/service.ts'
import type { MethodFacts } from './rules.ts'

/**
 * What each method could do for the user now, in the order offered.
 *
 * For a name nobody has nothing is usable; the same is asked of the database, so that both take alike.
 */
export async function methodFacts(
  kernel: Kernel,
  r: Read,
  methods: readonly AnyMethod[],
  userId: UserId | null,
): Promise<readonly MethodFacts[]> {
  const owner = userId ?? nobody
  const facts: MethodFacts[] = []
  for (const method of methods) {
    const { state } = await configuration(r, method.configurationId)
    const usable = await method.usable(kernel, r, owner)
    const narrowed = await method.strengthFor?.(kernel, r, owner)
    facts.push({ kind: method.kind, strength: narrowed ?? method.strength, usable, enabled: state === 'enabled' })
  }
  return facts
}
