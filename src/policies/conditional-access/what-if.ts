import type { Actor } from '../../base/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { AuthenticationStrength } from '../authentication-strengths/rules.ts'
import { accessRules } from './compiled.ts'
import { identityOf } from './questions.ts'
import { strengthsById } from './reading.ts'
import { type AccessPolicy, type Explanation, explain, type GuestType, type SignInFacts } from './rules.ts'

/** Who would sign in. */
export type SupposedIdentity =
  | {
      readonly kind: 'user'
      /** Null for a guest who is not in the directory. */
      readonly userId: string | null
      /** Overrides what the directory says; undefined leaves it. */
      readonly guestType?: GuestType
      readonly homeTenantId?: string
    }
  | { readonly kind: 'servicePrincipal'; readonly id: string }

/** A sign-in as it might be. */
export interface Supposition extends Omit<SignInFacts, 'identity'> {
  readonly identity: SupposedIdentity
}

/** A policy, and whether and why it would apply. */
export interface WhatIfResult extends Explanation {
  readonly policy: AccessPolicy
}

/**
 * Says of every policy whether it would apply to a sign-in, and if not, why not; those in report-only too.
 *
 * Without a country, it is the one that the address is in.
 * Refuses with `userNotFound`.
 *
 * Source: facts/entra.md §7.6.
 */
export const whatIf = (
  kernel: Kernel,
  actor: Actor,
  { identity: supposed, ...circumstances }: Supposition,
): Promise<{
  readonly results: readonly WhatIfResult[]
  readonly strengths: ReadonlyMap<string, AuthenticationStrength>
}> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'conditionalAccess.evaluate')
    const { ipAddress } = circumstances
    const country = circumstances.country ?? (ipAddress ? kernel.countryOf(ipAddress) : undefined)
    const facts: SignInFacts = { ...circumstances, country, identity: await supposedIdentity(read, supposed) }
    const { policies } = await accessRules(kernel, read)
    const results = policies.map((compiled) => ({ policy: compiled.policy, ...explain(compiled, facts) }))
    return { results, strengths: await strengthsById(read) }
  })

async function supposedIdentity(
  read: Parameters<typeof identityOf>[0],
  supposed: SupposedIdentity,
): Promise<SignInFacts['identity']> {
  if (supposed.kind === 'servicePrincipal') return supposed
  const { userId, guestType, homeTenantId } = supposed
  const known = userId === null ? stranger : await identityOf(read, userId)
  return known.kind === 'user'
    ? { ...known, ...(guestType && { guestType }), ...(homeTenantId !== undefined && { homeTenantId }) }
    : known
}

const stranger: SignInFacts['identity'] = {
  kind: 'user',
  id: null,
  groups: new Set(),
  roles: new Set(),
  guestType: null,
}
