import type { Way } from '../access/rules.ts'
import type { UserId } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { AnyMethod, MethodKind } from '../methods/method.ts'

/** What somebody could prove with beside a pass, and what the things they may register would prove; `models` are told apart. */
export async function waysOf(
  kernel: Kernel,
  r: Read,
  methods: readonly AnyMethod[],
  userId: UserId,
  models: readonly string[],
): Promise<{ readonly usable: readonly Way[]; readonly registrable: readonly Way[] }> {
  const usable: Way[] = []
  const registrable: Way[] = []
  for (const method of methods) {
    const { kind } = method
    if (kind === 'temporaryAccessPass') continue
    if (await method.usable(kernel, r, userId)) {
      const proofs = (await method.counts?.(kernel, r, userId)) ?? [{ mode: kind }]
      usable.push(...proofs.map((proof) => ({ kind, proof, isSecond: method.strength === 'second' })))
    }
    const offer = await method.register?.offer(r, userId)
    if (offer?.why !== null) continue
    registrable.push(...(offer.models?.(models) ?? [undefined]).map((aaguid) => registered(kind, aaguid)))
  }
  return { usable, registrable }
}

const registered = (kind: Exclude<MethodKind, 'temporaryAccessPass'>, aaguid: string | undefined): Way => ({
  kind,
  proof: { mode: kind, ...(aaguid !== undefined && { aaguid }) },
})
