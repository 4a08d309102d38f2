import { type CompileCondition, outcome } from '../outcome.ts'

/** Whether the sign-in is carried over from another device, and how. */
export const authenticationFlowsCondition: CompileCondition = ({ authenticationFlows }) => {
  const methods = new Set<string>(authenticationFlows?.transferMethods)
  if (methods.size === 0) return null
  return {
    reason: 'authenticationFlow',
    holds: ({ transferMethod }) =>
      transferMethod === undefined ? 'unknown' : outcome(methods.has(transferMethod ?? 'none')),
  }
}
