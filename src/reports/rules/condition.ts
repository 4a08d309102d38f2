import type { Condition } from '../../base/odata/condition.ts'
import { pageOf } from '../../base/odata/evaluate.ts'
import { type Capability, capabilities, type Fact, reportedKinds, systemPreferred } from './facts.ts'
import { registrationShape } from './shapes.ts'

const always: Condition = { kind: 'compare', property: 'id', operator: 'ne', value: null }
const never: Condition = { kind: 'compare', property: 'id', operator: 'eq', value: null }
const not = (operand: Condition): Condition => ({ kind: 'not', operand })
const both = (left: Condition, right: Condition): Condition => ({ kind: 'both', left, right })
const isTrue = (fact: Fact): Condition => ({ kind: 'compare', property: fact, operator: 'eq', value: true })

/** Any one of the conditions. */
const either = (conditions: readonly Condition[]): Condition =>
  conditions.reduce<Condition>((left, right) => (left === never ? right : { kind: 'either', left, right }), never)

const anyOf = (facts: readonly Fact[]): Condition => either(facts.map(isTrue))

/** That a user has a capability, as a condition on facts. */
export const hasCapability = (capability: Capability): Condition => anyOf(capabilities[capability])

/** The words a property may hold, each with when it does; no two at once but in `methodsRegistered`. */
const worded: Readonly<Record<string, readonly (readonly [string, Condition])[]>> = {
  methodsRegistered: reportedKinds.map(([kind, token]) => [token, isTrue(kind)]),
  systemPreferredAuthenticationMethods: strongestFirst(),
  userPreferredMethodForSecondaryAuthentication: [
    ['oath', isTrue('softwareOath')],
    ['none', not(isTrue('softwareOath'))],
  ],
}

function strongestFirst(): readonly (readonly [string, Condition])[] {
  return systemPreferred.map(([fact, word], index) => {
    const stronger = anyOf(systemPreferred.slice(0, index).map(([before]) => before))
    return [word, both(isTrue(fact), not(stronger))]
  })
}

/**
 * A filter as one of facts.
 *
 * A capability becomes the facts that give it; a word becomes what it stands for, each word that satisfies the filter being tried.
 */
export function inFacts(condition: Condition): Condition {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return { ...condition, left: inFacts(condition.left), right: inFacts(condition.right) }
    case 'not':
      return not(inFacts(condition.operand))
    case 'any':
      return either(wordsSatisfying(condition.property, condition.of))
    case 'all':
      return not(either(wordsSatisfying(condition.property, not(condition.of))))
    default: {
      if (Object.hasOwn(worded, condition.property)) {
        return either(wordsSatisfying(condition.property, { ...condition, property: '' }))
      }
      const facts = factsOf(condition.property)
      if (!facts) return condition
      const [whenTrue, whenFalse] = [true, false].map((value) => satisfies(value, { ...condition, property: '' }))
      const left = whenTrue ? facts : never
      return whenFalse ? { kind: 'either', left, right: not(facts) } : left
    }
  }
}

const isCapability = (property: string): property is Capability => Object.hasOwn(capabilities, property)

function factsOf(property: string): Condition | undefined {
  if (property === 'isSystemPreferredAuthenticationMethodEnabled') return always
  return isCapability(property) ? hasCapability(property) : undefined
}

const wordsSatisfying = (property: string, of: Condition | undefined): readonly Condition[] =>
  (worded[property] ?? []).filter(([word]) => !of || satisfies(word, of)).map(([, when]) => when)

/** Whether a value satisfies a condition on the property ''. */
function satisfies(value: string | boolean, of: Condition): boolean {
  const items = { kind: typeof value === 'string' ? 'string' : 'boolean', fold: true } as const
  const shape = { ...registrationShape, properties: { values: { kind: 'collection', items } } } as const
  const condition: Condition = { kind: 'any', property: 'values', of }
  const query = { top: 1, condition, order: registrationShape.order, after: undefined, count: false, select: undefined }
  return pageOf([{ id: '', values: [value] }], query, shape).items.length > 0
}
