import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { candidates } from './candidates.ts'
import { standingExclusions } from './excluded.ts'
import { type Exemption, exemptionsOf } from './exemptions.ts'
import { mayReadNames } from './names.ts'
import { excludedTargets, isWatched, narrowed, speaksOf } from './rules.ts'
import { pageExemptPeople } from './store.ts'

/** A person who is excluded from policies that are watched. */
export interface ExemptPerson {
  readonly id: string
  /** Null for whoever may not read the directory. */
  readonly displayName: string | null
  readonly userPrincipalName: string | null
  readonly accountEnabled: boolean
  /** Whether they have a passkey or an authenticator app; null for whoever may not read what is registered. */
  readonly hasStrongMethod: boolean | null
  readonly exemptions: readonly Exemption[]
}

/**
 * One page of the people who are excluded from policies that are watched, each once, with every exclusion that does it.
 *
 * The filter may choose a `policyId` or an `exclusionId`; `hasStrongMethod` in it takes the right to read registrations.
 * A page costs the same number of queries whatever its size, and reads of the log until it has told of each exclusion.
 * Refuses with `insufficientPrivileges` or `unsupportedQuery`.
 */
export const listExemptPeople = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<ExemptPerson>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'exclusions.read')
    const { chosen, rest } = narrowed(query.condition, ['policyId', 'exclusionId'])
    const asksForMethods = rest !== undefined && speaksOf(rest, 'hasStrongMethod')
    const mayReadMethods = asksForMethods
      ? await requireMethods(kernel, read, actor)
      : await mayRead(kernel, read, actor)
    const exclusions = (await standingExclusions(read)).filter(
      ({ policy, policyId, id }) =>
        isWatched(policy) && policyId === (chosen.policyId ?? policyId) && id === (chosen.exclusionId ?? id),
    )
    const page = await pageExemptPeople(read, excludedTargets(exclusions), { ...query, condition: rest })
    const people = await candidates(read, page.items, exclusions)
    const exemptions = await exemptionsOf(read, actor, people, exclusions)
    const mayName = mayReadNames(actor)
    return {
      ...page,
      items: page.items.map((row) => ({
        id: row.id,
        displayName: mayName ? row.display_name : null,
        userPrincipalName: mayName ? row.user_principal_name : null,
        accountEnabled: row.account_enabled === 1,
        hasStrongMethod: mayReadMethods ? row.has_strong_method === 1 : null,
        exemptions: exemptions(row.id),
      })),
    }
  })

async function requireMethods(kernel: Kernel, read: Read, actor: Actor): Promise<true> {
  await kernel.authorize(read, actor, 'registrations.read')
  return true
}

async function mayRead(kernel: Kernel, read: Read, actor: Actor): Promise<boolean> {
  try {
    return await requireMethods(kernel, read, actor)
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
