import { instant } from '../../base/time.ts'
import type { Consequences } from '../../kernel/kernel.ts'
import type { CountryOf } from '../named-locations/rules.ts'
import { compiled, type Ingredients, ingredients } from './compiled.ts'
import { keepers } from './keepers.ts'
import { canGetIn, type Keeper, namesOf, type TargetFacts, whereabouts } from './rules.ts'

/** When every exclusion that ends is over: it leaves nobody out for good. */
const inTheEnd = instant(Number.MAX_SAFE_INTEGER)

/**
 * Who is locked out of what administrators want at, in words; nobody as long as one who could undo it still gets in.
 *
 * It looks at the rules before the change, and at all of it again when it is asked, in the same write.
 * Whoever did not get in before is not locked out by the change.
 */
export const lockedOutOf =
  (target: TargetFacts): Consequences['accessChanging'][number] =>
  async (kernel, w) => {
    const countryOf = kernel.settings.countryDatabaseFile === undefined ? null : kernel.countryOf
    const before = await ingredients(w, inTheEnd)
    return async () => {
      const after = await ingredients(w, inTheEnd)
      if (after.policies.every(({ state }) => state !== 'enabled')) return undefined
      const people = await keepers(w, [...before.strengths, ...after.strengths])
      if (people.length === 0 || people.some(letInBy(after, target, countryOf))) return undefined
      const lockedOut = people.filter(letInBy(before, target, countryOf))
      return lockedOut.length > 0 ? namesOf(lockedOut) : undefined
    }
  }

function letInBy(found: Ingredients, target: TargetFacts, countryOf: CountryOf | null): (keeper: Keeper) => boolean {
  const rules = compiled(found)
  const places = whereabouts(found.policies, found.locations, countryOf)
  return (keeper) => canGetIn(rules, keeper, target, places)
}
