import { parseCondition } from '../../base/odata/condition.ts'
import { Refusal } from '../../base/refusal.ts'
import { type Instant, plusMinutes } from '../../base/time.ts'
import { userShape } from '../../directory/rules.ts'

const prefix = '#microsoft.graph.identityGovernance.'
export const onDemandType = `${prefix}onDemandExecutionOnly`
export const triggeredType = `${prefix}triggerAndScopeBasedConditions`
export const ruleType = `${prefix}ruleBasedSubjectSet`
export const triggerType = `${prefix}timeBasedAttributeTrigger`

/** When a workflow runs, and for whom. */
export type ExecutionConditions =
  | { readonly kind: 'onDemand' }
  | {
      readonly kind: 'triggered'
      /** A filter over users: `department eq 'Sales'`. */
      readonly rule: string
      /** Days after the hire date, before it where negative. */
      readonly offsetInDays: number
    }

/** Conditions as they come, their shape already checked. */
export interface ConditionsDraft {
  readonly '@odata.type': string
  readonly scope?: { readonly rule: string } | undefined
  readonly trigger?: { readonly timeBasedAttribute: string; readonly offsetInDays: number } | undefined
}

const refuse = (field: string, message: string): Refusal =>
  new Refusal('workflowInvalid', message, { field: `executionConditions/${field}` })

/**
 * Reads when a workflow runs; without conditions it runs on demand alone.
 *
 * Refuses with `workflowInvalid`, or `unsupportedQuery` for a rule that is no filter over users.
 */
export function parseConditions(draft: ConditionsDraft | null | undefined): ExecutionConditions {
  if (!draft || draft['@odata.type'] === onDemandType) return { kind: 'onDemand' }
  const { scope, trigger } = draft
  if (!scope || !trigger) throw refuse(scope ? 'trigger' : 'scope', 'A schedule has a scope and a trigger.')
  if (trigger.timeBasedAttribute !== 'employeeHireDate') {
    throw refuse('trigger/timeBasedAttribute', "Workflows are timed by 'employeeHireDate'.")
  }
  if (Math.abs(trigger.offsetInDays) > 180) throw refuse('trigger/offsetInDays', 'The offset is -180 to 180 days.')
  if (scope.rule.trim() !== '') parseCondition(scope.rule, userShape)
  return { kind: 'triggered', rule: scope.rule, offsetInDays: trigger.offsetInDays }
}

const minutesPerDay = 24 * 60
/** A server that stood still for a while catches up on what it missed. */
const lookBackDays = 3

/** Between which hire dates people are due now. */
export function hireDateWindow(offsetInDays: number, now: Instant): { readonly from: Instant; readonly to: Instant } {
  const to = plusMinutes(now, -offsetInDays * minutesPerDay)
  return { from: plusMinutes(to, -lookBackDays * minutesPerDay), to }
}
