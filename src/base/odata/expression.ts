export type LogicalOperator = 'or' | 'and'
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'
export type BinaryOperator = LogicalOperator | ComparisonOperator | 'has'

export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'guid'; readonly text: string }
  | { readonly kind: 'dateTime'; readonly text: string }
  /** `microsoft.graph.userType'Guest'`. */
  | { readonly kind: 'enum'; readonly type: string; readonly value: string }

/** A `$filter` as it was written, not yet held against any resource. */
export type Expression =
  | Literal
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | {
      readonly kind: 'lambda'
      readonly quantifier: 'any' | 'all'
      readonly path: string
      /** Absent for `any()`, which asks whether there is an item at all. */
      readonly body?: { readonly variable: string; readonly condition: Expression }
    }

/**
 * How tightly operators bind, the tightest last; `not` stands between them.
 *
 * Source: OData 4.01 URL Conventions §5.1.1.17, where `has` and `in` bind more tightly than `not`.
 */
export const binding: Readonly<Record<BinaryOperator | 'in', number>> = {
  or: 1,
  and: 2,
  eq: 3,
  ne: 3,
  gt: 4,
  ge: 4,
  lt: 4,
  le: 4,
  has: 6,
  in: 6,
}
export const bindingOfNot = 5

export const isOperator = (word: string): word is BinaryOperator | 'in' => Object.hasOwn(binding, word)
