import { Refusal, type RefusalCode } from '../../base/refusal.ts'
import { comparisonKey } from '../../base/text.ts'
import { UsageError } from './usage.ts'

/**
 * The one that a person at the command line means: by id, or by a display name that only one of them has.
 *
 * Refuses with `notFound`; throws `UsageError` for a name that several have.
 */
export function oneNamed<Item extends { readonly id: string; readonly displayName: string }>(
  all: readonly Item[],
  idOrName: string,
  { what, notFound }: { readonly what: string; readonly notFound: RefusalCode },
): Item {
  const key = comparisonKey(idOrName)
  const byId = all.find(({ id }) => id === key)
  if (byId) return byId
  const named = all.filter(({ displayName }) => comparisonKey(displayName) === key)
  const [first] = named
  if (!first) throw new Refusal(notFound, `There is no ${what} '${idOrName}'. Give its id or its display name.`)
  if (named.length === 1) return first
  const ids = named.map(({ id }) => id).join(', ')
  throw new UsageError(`Several are named '${idOrName}'. Give the id of one: ${ids}.`)
}
