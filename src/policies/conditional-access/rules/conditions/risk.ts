import type { SignInFacts } from '../facts.ts'
import { type CompileCondition, outcome, type Reason } from '../outcome.ts'
import type { Conditions } from '../policy.ts'

/** A level of risk; Latchkey finds out none, so it is known only where What If says it. */
const riskCondition =
  (
    reason: Reason,
    levelsOf: (conditions: Conditions) => readonly string[] | null,
    levelIn: (facts: SignInFacts) => string | undefined,
  ): CompileCondition =>
  (conditions) => {
    const levels = new Set(levelsOf(conditions))
    if (levels.size === 0) return null
    return {
      reason,
      holds: (facts) => {
        const level = levelIn(facts)
        return level === undefined ? 'unknown' : outcome(levels.has(level))
      },
    }
  }

export const riskConditions: readonly CompileCondition[] = [
  riskCondition(
    'signInRisk',
    (conditions) => conditions.signInRiskLevels,
    (facts) => facts.signInRisk,
  ),
  riskCondition(
    'signInRisk',
    (conditions) => conditions.servicePrincipalRiskLevels,
    (facts) => facts.servicePrincipalRisk,
  ),
  riskCondition(
    'userRisk',
    (conditions) => conditions.userRiskLevels,
    (facts) => facts.userRisk,
  ),
  riskCondition(
    'insiderRisk',
    (conditions) => conditions.insiderRiskLevels,
    (facts) => facts.insiderRisk,
  ),
]
