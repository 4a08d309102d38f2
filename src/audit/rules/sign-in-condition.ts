import type { Condition } from '../../base/odata/condition.ts'
import { pageOf } from '../../base/odata/evaluate.ts'
import { comparisonKey } from '../../base/text.ts'
import { signInShapes } from './sign-in-shapes.ts'
import { type UsualProperty, usualValues } from './usual.ts'
import { neverFilled } from './whole-sign-in.ts'

/** True of every sign-in, and of none; an index answers the second at once. */
const always: Condition = { kind: 'compare', property: 'id', operator: 'ne', value: null }
const never: Condition = { kind: 'compare', property: 'id', operator: 'eq', value: null }

/**
 * A filter of sign-ins as one of their columns.
 *
 * What no sign-in is told of is judged here and now, from the value that stands in every record.
 * A value that is usual is looked for as null; the single item of `signInEventTypes` is looked for as the property itself.
 */
export function inColumns(condition: Condition): Condition {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return { ...condition, left: inColumns(condition.left), right: inColumns(condition.right) }
    case 'not':
      return { kind: 'not', operand: inColumns(condition.operand) }
    case 'any':
    case 'all':
      if (condition.property !== 'signInEventTypes')
        return hasColumn(condition.property) ? condition : judged(condition)
      return condition.of ? inColumns(ofItem(condition.of, condition.property)) : always
    default:
      if (isUsual(condition.property)) return usualAsNull(condition, usualValues[condition.property])
      return hasColumn(condition.property) ? condition : judged(condition)
  }
}

type Leaf = Exclude<Condition, { readonly kind: 'both' | 'either' | 'not' | 'any' | 'all' }>

const isUsual = (property: string): property is UsualProperty => Object.hasOwn(usualValues, property)

const hasColumn = (property: string): boolean => signInShapes.beta.properties[property]?.column !== undefined

/** Judges it by the record that every sign-in is like. */
function judged(condition: Condition): Condition {
  const query = { top: 1, condition, order: signInShapes.beta.order, after: undefined, count: false, select: undefined }
  const { items } = pageOf([{ ...neverFilled, id: '' }], query, signInShapes.beta)
  return items.length > 0 ? always : never
}

/** A condition on the item of a list of one, as one on the property. */
function ofItem(condition: Condition, property: string): Condition {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return { ...condition, left: ofItem(condition.left, property), right: ofItem(condition.right, property) }
    case 'not':
      return { kind: 'not', operand: ofItem(condition.operand, property) }
    default:
      return { ...condition, property }
  }
}

function usualAsNull(condition: Leaf, usual: string): Condition {
  const key = comparisonKey(usual)
  const isUsualValue = (value: unknown) => typeof value === 'string' && comparisonKey(value) === key
  const isNull: Condition = { kind: 'compare', property: condition.property, operator: 'eq', value: null }
  switch (condition.kind) {
    case 'compare': {
      const { value, operator } = condition
      if (value === null) return operator === 'eq' ? never : always
      return isUsualValue(value) ? { ...condition, value: null } : condition
    }
    case 'in': {
      const values = condition.values.filter((value) => value !== null)
      if (values.length === 0) return never
      return { ...condition, values: values.map((value) => (isUsualValue(value) ? null : value)) }
    }
    case 'has':
      return condition.members.every(isUsualValue) ? isNull : condition
    case 'text':
      return key.startsWith(comparisonKey(condition.value))
        ? { kind: 'either', left: condition, right: isNull }
        : condition
  }
}
