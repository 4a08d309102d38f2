import type { Condition } from '../../base/odata/condition.ts'
import { pageOf } from '../../base/odata/evaluate.ts'
import { comparisonKey } from '../../base/text.ts'
import { signInShapes } from './sign-in-shapes.ts'
import { type MethodWord, methodWords, stepColumns, usedMark } from './steps.ts'
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
 * Every method that a sign-in can have is asked whether it is meant, and looked for in its own column.
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
      if (isOfMethods(condition)) return ofMethods(condition)
      if (condition.property !== 'signInEventTypes')
        return hasColumn(condition.property) ? condition : judged(condition)
      return condition.of ? inColumns(ofItem(condition.of, condition.property)) : always
    default:
      if (isUsual(condition.property)) return usualAsNull(condition, usualValues[condition.property])
      return hasColumn(condition.property) ? condition : judged(condition)
  }
}

type OfMethods = Extract<Condition, { readonly kind: 'any' | 'all' }> & {
  readonly property: 'authenticationDetails' | 'authenticationMethodsUsed'
}

const isOfMethods = (condition: Condition): condition is OfMethods =>
  (condition.kind === 'any' || condition.kind === 'all') &&
  (condition.property === 'authenticationDetails' || condition.property === 'authenticationMethodsUsed')

/** Any method that is meant; all, where there is none that is not. */
function ofMethods({ kind, property, of }: OfMethods): Condition {
  const meant = methodWords.filter((method) => !of || isMeant(method, property, of) === (kind === 'any'))
  const columns = meant.map((method) => withMethod(method, property))
  const any = columns.length === 0 ? never : columns.reduce((left, right) => ({ kind: 'either', left, right }))
  return kind === 'any' ? any : { kind: 'not', operand: any }
}

/** A step with the method; that it proved something as well, where those that did are asked for. */
function withMethod(method: MethodWord, property: OfMethods['property']): Condition {
  const left: Condition = { kind: 'compare', property: stepColumns[method], operator: 'eq', value: 1 }
  if (property === 'authenticationDetails') return left
  return {
    kind: 'both',
    left,
    right: { kind: 'text', property: 'methodsUsed', test: 'contains', value: usedMark(method) },
  }
}

const isMeant = (method: MethodWord, property: OfMethods['property'], of: Condition): boolean =>
  holds(
    { kind: 'any', property, of },
    {
      [property]: [property === 'authenticationDetails' ? { authenticationMethod: method } : method],
    },
  )

type Leaf = Exclude<Condition, { readonly kind: 'both' | 'either' | 'not' | 'any' | 'all' }>

const isUsual = (property: string): property is UsualProperty => Object.hasOwn(usualValues, property)

const hasColumn = (property: string): boolean => signInShapes.beta.properties[property]?.column !== undefined

/** Judges it by the record that every sign-in is like. */
const judged = (condition: Condition): Condition => (holds(condition, neverFilled) ? always : never)

/** Whether a condition holds of such a record. */
function holds(condition: Condition, record: Readonly<Record<string, unknown>>): boolean {
  const query = { top: 1, condition, order: signInShapes.beta.order, after: undefined, count: false, select: undefined }
  return pageOf([{ ...record, id: '' }], query, signInShapes.beta).items.length > 0
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
