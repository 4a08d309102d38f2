import type { UserId } from '../base/text.ts'
import type { Read } from '../kernel/store.ts'
import type { AnyMethod, MethodKind } from '../methods/method.ts'
import type { MethodScope } from '../policies/authentication-methods/rules.ts'
import { policyFor } from '../policies/authentication-methods/service.ts'

type OutOfScope = Extract<MethodScope, { readonly allowed: false }>

/** A method that people register themselves, and what the methods policy says against it for one of them. */
export interface SelfRegistration {
  readonly kind: MethodKind
  /** Null where the person may register it. */
  readonly why: OutOfScope['why'] | 'selfServiceOff' | null
}

/** What the methods policy lets a person register, in the order offered. */
export async function selfRegistration(
  r: Read,
  methods: readonly AnyMethod[],
  userId: UserId,
): Promise<readonly SelfRegistration[]> {
  const found: SelfRegistration[] = []
  for (const { kind, configurationId, register } of methods) {
    if (!register) continue
    const { configuration, scope } = await policyFor(r, configurationId, userId)
    const isClosed =
      'isSelfServiceRegistrationAllowed' in configuration && !configuration.isSelfServiceRegistrationAllowed
    found.push({ kind, why: scope.allowed ? (isClosed ? 'selfServiceOff' : null) : scope.why })
  }
  return found
}
