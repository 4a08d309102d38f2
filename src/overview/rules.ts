export { lastDays } from './rules/day.ts'
export {
  exclusionLinks,
  failedRedemptionCodes,
  type ListLink,
  passLinks,
  peopleLinks,
  readinessLink,
  redemptionLink,
} from './rules/lists.ts'
export {
  type Cohort,
  type ReadinessCounts,
  type ReadinessOfDay,
  readinessByDay,
  readinesses,
  readinessRow,
  totalOf,
  workedOut,
} from './rules/readiness.ts'
export { personShape } from './rules/shape.ts'
export { byDay, byMethod, type LoggedSignIn, type MethodCount, tallyOf } from './rules/sign-ins.ts'
