import type { Condition } from '../../base/odata/condition.ts'
import type { ListQuery } from '../../base/odata/query.ts'

/**
 * How much somebody is shown of a user or group: all of it, the basic profile, or that it is there.
 *
 * Source: Microsoft Graph, permissions reference, User.ReadBasic.All; limited information on inaccessible members.
 */
export type Sight = 'whole' | 'basic' | 'id'

const shown: Readonly<Record<Exclude<Sight, 'whole'>, readonly string[]>> = {
  basic: ['id', 'displayName', 'givenName', 'mail', 'surname', 'userPrincipalName'],
  id: ['id'],
}

const isShown = (property: string, sight: Sight): boolean =>
  sight === 'whole' || property.startsWith('@') || shown[sight].includes(property)

/** The resource as it is shown: what is hidden is empty or null, whatever it is. */
export const asShown = (
  resource: Readonly<Record<string, unknown>>,
  sight: Sight = 'whole',
): Readonly<Record<string, unknown>> =>
  sight === 'whole'
    ? resource
    : Object.fromEntries(
        Object.entries(resource).map(([name, value]) => [name, isShown(name, sight) ? value : emptied(value)]),
      )

const emptied = (value: unknown): null | readonly [] => (Array.isArray(value) ? [] : null)

/** The first property that a list would be filtered or ordered by and that is hidden; undefined where there is none. */
export function hiddenIn(query: Pick<ListQuery, 'condition' | 'order' | 'thenBy'>, sight: Sight): string | undefined {
  const orders = [query.order, ...(query.thenBy ?? [])].map(({ property }) => property)
  return [...(query.condition ? propertiesIn(query.condition) : []), ...orders].find((name) => !isShown(name, sight))
}

function propertiesIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return [...propertiesIn(condition.left), ...propertiesIn(condition.right)]
    case 'not':
      return propertiesIn(condition.operand)
    default:
      return [condition.property]
  }
}
