import type { UserId } from '../base/text.ts'
import type { Read } from '../kernel/store.ts'
import type { AnyMethod, MethodKind, RegistrationOffer } from '../methods/method.ts'

/** A method that people register themselves, and what stands against it for one of them; `why` is null where nothing does. */
export interface SelfRegistration extends Pick<RegistrationOffer, 'why'> {
  readonly kind: MethodKind
}

/** What a person may register, in the order offered. */
export async function selfRegistration(
  r: Read,
  methods: readonly AnyMethod[],
  userId: UserId,
): Promise<readonly SelfRegistration[]> {
  const found: SelfRegistration[] = []
  for (const { kind, register } of methods) {
    if (register) found.push({ kind, why: (await register.offer(r, userId)).why })
  }
  return found
}
