import type { Condition } from '../../base/odata/condition.ts'

/** The parts of a filter that must all hold. */
export function partsOf(condition: Condition | undefined): readonly Condition[] {
  if (!condition) return []
  return condition.kind === 'both' ? [...partsOf(condition.left), ...partsOf(condition.right)] : [condition]
}

/** The parts as one filter again; undefined where there are none. */
export const allOf = (parts: readonly Condition[]): Condition | undefined =>
  parts.length === 0 ? undefined : parts.reduce((left, right) => ({ kind: 'both', left, right }))

/** What no index begins with but that of the time, which goes through every record in order. */
const withoutIndex = new Set(['isInteractive', 'createdDateTime', 'activityDateTime', 'category', 'result'])

/** Whether an index can find the records that satisfy a part, so that only those are read. */
export function canDrive(part: Condition): boolean {
  switch (part.kind) {
    case 'compare':
      return part.operator === 'eq' && part.value !== null && !withoutIndex.has(part.property)
    case 'text':
      return part.test === 'startswith'
    case 'in':
      return part.values.every((value) => value !== null) && !withoutIndex.has(part.property)
    case 'any':
      return part.of !== undefined
    default:
      return false
  }
}

/** Whether its records come out of their index in the order of time. */
export const comesInOrder = (part: Condition): boolean => part.kind === 'compare'

/**
 * How many records a part may have to be worth beginning with, for a page of this size.
 *
 * Beginning with a part reads all its records; going through time reads the more records the rarer the part is.
 * They cost the same near the square root of page size times records kept; this is meant for some millions.
 * A record that is found by its items is looked up by id, which costs several times as much.
 */
export const mostToDrive = (part: Condition, top: number): number =>
  Math.round((part.kind === 'any' ? 500 : 2000) * Math.sqrt(top))
