import { Refusal } from '../../base/refusal.ts'
import type { Consequences } from '../../kernel/kernel.ts'
import type { Write } from '../../kernel/store.ts'
import { accessPolicies, referringTo } from './reading.ts'
import type { ReferenceKind } from './rules.ts'

/** A part of policies stays while one of them refers to it. */
const keepWhileUsed =
  (kind: ReferenceKind, what: string) =>
  async (w: Write, id: string): Promise<void> => {
    const using = await referringTo(w, kind, id)
    if (using.length === 0) return
    const names = using.map(({ displayName }) => `'${displayName}'`).join(', ')
    throw new Refusal(
      'usedByAccessPolicy',
      `The ${what} stays, because policies refer to it: ${names}. Change them first.`,
    )
  }

/** Security defaults and policies do not go together (facts/entra.md §13). */
async function refuseBesidePolicies(w: Write): Promise<void> {
  const enabled = (await accessPolicies(w)).filter(({ state }) => state === 'enabled')
  if (enabled.length === 0) return
  const names = enabled.map(({ displayName }) => `'${displayName}'`).join(', ')
  const message = `Security defaults cannot be on while Conditional Access policies are enabled: ${names}. Disable them first.`
  throw new Refusal('securityDefaultsInForce', message, { field: 'isEnabled' })
}

/** What Conditional Access says when something it depends on goes or changes. */
export const accessConsequences = {
  strengthDeleted: keepWhileUsed('strengths', 'authentication strength'),
  locationDeleted: keepWhileUsed('locations', 'named location'),
  authenticationContextDeleted: keepWhileUsed('contexts', 'authentication context'),
  securityDefaultsEnabled: refuseBesidePolicies,
} satisfies { readonly [Event in keyof Consequences]?: Consequences[Event][number] }
