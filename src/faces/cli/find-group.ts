import { Refusal } from '../../base/refusal.ts'
import { isGuid } from '../../base/text.ts'
import { listGroups } from '../../directory/service.ts'
import type { Opened } from '../cli.ts'
import { UsageError } from './usage.ts'

/**
 * The id of the group that a person at the command line means: by id, or by a display name that only one group has.
 *
 * Refuses with `groupNotFound`; throws `UsageError` for a name that several groups have.
 */
export async function groupIdOf({ kernel, actor }: Opened, idOrName: string): Promise<string> {
  if (isGuid(idOrName)) return idOrName.toLowerCase()
  const named = { kind: 'compare', property: 'displayName', operator: 'eq', value: idOrName } as const
  const order = { property: 'id', descending: false }
  const query = { top: 3, condition: named, order, after: undefined, count: false, select: undefined }
  const { items } = await listGroups(kernel, actor, query)
  const [first] = items
  if (!first) throw new Refusal('groupNotFound', `There is no group '${idOrName}'. Give its id or its display name.`)
  if (items.length === 1) return first.id
  throw new UsageError(
    `Several groups are named '${idOrName}'. Give the id of one: ${items.map((group) => group.id).join(', ')}.`,
  )
}
