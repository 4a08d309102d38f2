import type { Condition } from '../../base/odata/condition.ts'
import { Refusal } from '../../base/refusal.ts'

/** A filter without the parts that choose by certain properties, and what they choose. */
export interface Narrowed<Name extends string> {
  readonly chosen: { readonly [Property in Name]?: string }
  readonly rest: Condition | undefined
}

/**
 * Takes out of a filter what it says of properties that are no values of a row, each compared with `eq` and joined by `and`.
 *
 * Refuses with `unsupportedQuery` where it speaks of one in another way, or of one twice.
 */
export function narrowed<Name extends string>(
  condition: Condition | undefined,
  names: readonly Name[],
): Narrowed<Name> {
  if (!condition) return { chosen: {}, rest: undefined }
  if (condition.kind === 'both') {
    const [left, right] = [narrowed(condition.left, names), narrowed(condition.right, names)]
    const twice = names.find((name) => left.chosen[name] !== undefined && right.chosen[name] !== undefined)
    if (twice !== undefined) throw onlyOnce(twice)
    const rest =
      left.rest && right.rest ? { ...condition, left: left.rest, right: right.rest } : (left.rest ?? right.rest)
    return { chosen: { ...left.chosen, ...right.chosen }, rest }
  }
  const name = names.find((one) => speaksOf(condition, one))
  if (name === undefined) return { chosen: {}, rest: condition }
  if (condition.kind !== 'compare' || condition.operator !== 'eq' || typeof condition.value !== 'string')
    throw onlyOnce(name)
  const chosen: { [Property in Name]?: string } = {}
  chosen[name] = condition.value.toLowerCase()
  return { chosen, rest: undefined }
}

/** Whether a filter names a property. */
export function speaksOf(condition: Condition, property: string): boolean {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return speaksOf(condition.left, property) || speaksOf(condition.right, property)
    case 'not':
      return speaksOf(condition.operand, property)
    default:
      return condition.property === property
  }
}

const onlyOnce = (name: string): Refusal =>
  new Refusal('unsupportedQuery', `$filter: '${name}' is compared once, with eq, and joined to the rest by and.`, {
    field: '$filter',
  })
