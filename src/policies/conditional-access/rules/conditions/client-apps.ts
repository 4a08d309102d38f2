import { type CompileCondition, outcome } from '../outcome.ts'

/** The kind of program that signs in. */
export const clientAppsCondition: CompileCondition = ({ clientAppTypes }) => {
  const types = new Set<string>(clientAppTypes)
  if (types.has('all')) return null
  return {
    reason: 'clientApps',
    holds: ({ clientAppType }) =>
      clientAppType === undefined ? 'unknown' : outcome(clientAppType === 'all' || types.has(clientAppType)),
  }
}
