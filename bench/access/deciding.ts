import { builtInStrengths } from '../../src/policies/authentication-strengths/rules.ts'
import { type AccessPolicy, compileRules, decide, type Held } from '../../src/policies/conditional-access/rules.ts'
import { appliesPlainly } from '../../tests/kit/plain-access.ts'
import { locations } from '../../tests/kit/random-access.ts'
import { type Figure, percentile } from '../measure.ts'
import { manyPolicies, manySignIns, type Names } from './tenant.ts'

const listed = (count: number, kind: string) => Array.from({ length: count }, (_, index) => `${kind} ${index}`)
const names: Names = {
  groups: listed(1500, 'group of the tenant'),
  roles: listed(20, 'role'),
  apps: listed(20, 'application'),
  users: listed(500, 'user'),
  locations: locations.slice(0, 2).map(({ id }) => id),
}
const policyCount = 200
const decisions = 2000
const held: Held = { proofs: [{ mode: 'temporaryAccessPassMultiUse' }], passwordChanged: false }

const compiled = (policies: readonly AccessPolicy[]) => compileRules(policies, builtInStrengths, { locations })

const tries = 5

/** Microseconds for each of the items at their best of a few tries, so that whatever else runs is left out: the middle one and the slowest hundredth. */
function measured<Item>(items: readonly Item[], work: (item: Item) => unknown) {
  const best = items.map(() => Number.POSITIVE_INFINITY)
  for (let again = 0; again < tries; again++) {
    for (const [index, item] of items.entries()) {
      const startedAt = performance.now()
      work(item)
      best[index] = Math.min(best[index] ?? 0, (performance.now() - startedAt) * 1000)
    }
  }
  return { median: percentile(best, 0.5), p99: percentile(best, 0.99) }
}

const microseconds = { unit: 'µs', moreIsBetter: false } as const

/** What one decision costs in a tenant of 200 policies, beside a plain scan of them all, and whatever their order. */
export function decidingFigures(rounds: number): readonly Figure[] {
  const policies = manyPolicies(policyCount, names)
  const rules = compiled(policies)
  const shuffled = compiled(policies.toSorted((left, right) => hash(left.id) - hash(right.id)))
  const figures = [50, 500].flatMap((groups) => {
    const signIns = manySignIns(decisions, groups, names)
    for (const facts of signIns) {
      const [left, right] = [decide(rules, facts, held), decide(shuffled, facts, held)]
      if (left.outcome !== right.outcome || left.applied.length !== right.applied.length)
        throw new Error('the order of policies changed a decision')
    }
    const ordered: ReturnType<typeof measured>[] = []
    const others: ReturnType<typeof measured>[] = []
    const naive: ReturnType<typeof measured>[] = []
    for (let round = 0; round < rounds; round++) {
      ordered.push(measured(signIns, (facts) => decide(rules, facts, held)))
      others.push(measured(signIns, (facts) => decide(shuffled, facts, held)))
      naive.push(measured(signIns.slice(0, 200), (facts) => policies.filter((one) => appliesPlainly(one, facts))))
    }
    const limit = { name: 'for a plain scan of the policies', values: naive.map(({ median }) => median) }
    const applied = signIns.reduce((sum, facts) => sum + decide(rules, facts, held).applied.length, 0) / decisions
    const what = `decision, ${policyCount} policies of which ${applied.toFixed(0)} apply, ${groups} groups`
    return [
      {
        ...microseconds,
        name: what,
        values: ordered.map(({ median }) => median),
        limit,
        target: '< 50 µs',
      },
      {
        ...microseconds,
        name: 'the same with the policies in another order',
        values: others.map(({ median }) => median),
      },
      {
        ...microseconds,
        name: 'slowest hundredth of them',
        values: ordered.map(({ p99 }) => p99),
        limit: { name: 'for the plain scan', values: naive.map(({ p99 }) => p99) },
      },
    ]
  })
  const compiling = Array.from({ length: rounds }, () => measured([policies, policies], compiled).median / 1000)
  return [...figures, { name: `compiling ${policyCount} policies`, unit: 'ms', moreIsBetter: false, values: compiling }]
}

/** Any order that has nothing to do with the first. */
const hash = (id: string): number => [...id].reduce((sum, sign) => Math.imul(sum ^ sign.charCodeAt(0), 16_777_619), 7)
