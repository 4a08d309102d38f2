import { administrativeUnitShape } from '../../administrative-units/rules.ts'
import { listUnits } from '../../administrative-units/service.ts'
import { Refusal } from '../../base/refusal.ts'
import { isGuid } from '../../base/text.ts'
import type { Opened } from '../cli.ts'
import { UsageError } from './usage.ts'

/**
 * The id of the administrative unit that a person at the command line means: by id, or by a display name that only one has.
 *
 * Refuses with `administrativeUnitNotFound`; throws `UsageError` for a name that several units have.
 */
export async function unitIdOf({ kernel, actor }: Opened, idOrName: string): Promise<string> {
  if (isGuid(idOrName)) return idOrName.toLowerCase()
  const named = { kind: 'compare', property: 'displayName', operator: 'eq', value: idOrName } as const
  const { order } = administrativeUnitShape
  const query = { top: 3, condition: named, order, after: undefined, count: false, select: undefined }
  const { items } = await listUnits(kernel, actor, query)
  const [first] = items
  if (!first) {
    const message = `There is no administrative unit '${idOrName}'. Give its id or its display name.`
    throw new Refusal('administrativeUnitNotFound', message)
  }
  if (items.length === 1) return first.id
  throw new UsageError(
    `Several administrative units are named '${idOrName}'. Give the id of one: ${items.map(({ id }) => id).join(', ')}.`,
  )
}
