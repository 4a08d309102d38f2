export type { StrengthMode } from './rules/modes.ts'
export { everyCombination, methodModes, modesOf, readCombination, requirementsSatisfied } from './rules/modes.ts'
export { type StrengthProof, satisfies } from './rules/satisfies.ts'
export {
  type AuthenticationStrength,
  builtInStrengths,
  type CombinationConfiguration,
  mostCustomStrengths,
  multifactorStrength,
  type StrengthSettings,
} from './rules/strength.ts'
export { strengthViolations } from './rules/violations.ts'
