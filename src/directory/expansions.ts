import type { Expansion } from '../base/odata/query.ts'
import type { Read } from '../kernel/store.ts'
import { type DirectoryObject, withEntries } from './entries.ts'
import type { SightOf } from './sight.ts'
import { type LinkName, listLinksFrom } from './store/expansions.ts'

/** What was expanded of one user or group, by navigation property; of a manager there is one or nothing at all. */
export type Expanded = Readonly<Record<string, DirectoryObject | readonly DirectoryObject[]>>

/** The most that is answered of one collection that was expanded. */
const mostExpanded = 20

const linkNames: readonly string[] = ['members', 'memberOf', 'owners', 'manager', 'directReports'] satisfies LinkName[]

const isLinkName = (name: string): name is LinkName => linkNames.includes(name)

/**
 * Looks up what a page of users or groups is asked to bring along, by their ids.
 *
 * Each is shown as far as `sight` goes; whether it may be brought along at all is for the caller to ask.
 * Each navigation property costs the same few statements however many rows the page has.
 * Of a collection come the 20 with the lowest ids, and no link to the rest: that is what `…/members` is for.
 *
 * Source: Microsoft Graph, query parameters, `$expand`: objects derived from directoryObject answer at most 20 items
 * and no `@odata.nextLink`.
 */
export async function expand(
  read: Read,
  sight: SightOf,
  rows: readonly { readonly id: string }[],
  expansions: readonly Expansion[] | undefined = [],
): Promise<(id: string) => Expanded> {
  const expanded = new Map<string, Record<string, DirectoryObject | DirectoryObject[]>>()
  const of = (id: string) => {
    const known = expanded.get(id) ?? {}
    expanded.set(id, known)
    return known
  }
  for (const { navigation } of expansions) {
    if (!isLinkName(navigation)) throw new Error(`Nothing is known about the navigation property '${navigation}'`)
    const ids = rows.map(({ id }) => id)
    const links = await listLinksFrom(read.db, navigation, ids, mostExpanded)
    const entries = new Map<string, DirectoryObject>(
      (await withEntries(read, distinct(links))).map((entry) => [entry.id, { ...entry, sight: sight(entry) }]),
    )
    if (navigation !== 'manager') for (const id of ids) of(id)[navigation] = []
    for (const { from, to } of links) {
      const entry = entries.get(to)
      const listed = of(from)[navigation]
      if (entry && Array.isArray(listed)) listed.push(entry)
      else if (entry) of(from)[navigation] = entry
    }
  }
  return of
}

const distinct = (links: readonly { readonly to: string; readonly kind: 'user' | 'group' }[]) => [
  ...new Map(links.map(({ to, kind }) => [to, { id: to, kind }])).values(),
]
