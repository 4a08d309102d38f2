import { type CompileCondition, outcome } from '../outcome.ts'

/** Who is meant, of applications with credentials of their own; a policy for people means none. */
export const workloadIdentitiesCondition: CompileCondition = ({ clientApplications }) => {
  const included = new Set(clientApplications?.includeServicePrincipals)
  const excluded = new Set(clientApplications?.excludeServicePrincipals)
  return {
    reason: 'workloadIdentities',
    holds: ({ identity }) => {
      if (identity.kind !== 'servicePrincipal') return 'yes'
      const isIncluded = included.has('ServicePrincipalsInMyTenant') || included.has(identity.id)
      return outcome(isIncluded && !excluded.has(identity.id))
    },
  }
}
