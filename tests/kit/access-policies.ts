import { updateSecurityDefaults } from '../../src/policies/tenant/service.ts'
import { systemActor } from './builders.ts'
import { openTestGraph, type TestGraph } from './graph.ts'

/** A server with Graph whose tenant has security defaults off, so that policies may be enabled. */
export async function openAccessGraph(): Promise<TestGraph> {
  const graph = await openTestGraph()
  await updateSecurityDefaults(graph.kernel, systemActor(), { isEnabled: false })
  return graph
}

/** As small as a policy can be, as a body of Graph. */
export const smallPolicy = {
  displayName: 'MFA for all',
  state: 'enabled',
  conditions: {
    clientAppTypes: ['all'],
    users: { includeUsers: ['All'] },
    applications: { includeApplications: ['All'] },
  },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
}

/** The small policy with other conditions beside its own, or in their place. */
export const withConditions = (given: object) => ({
  ...smallPolicy,
  conditions: { ...smallPolicy.conditions, ...given },
})

export const withUsers = (users: object) => withConditions({ users })
export const withTarget = (applications: object) => withConditions({ applications })

/** The small policy with other controls beside its own, or in their place. */
export const withGrant = (given: object) => ({
  ...smallPolicy,
  grantControls: { ...smallPolicy.grantControls, ...given },
})

export const withSession = (sessionControls: object) => ({ ...smallPolicy, sessionControls })
