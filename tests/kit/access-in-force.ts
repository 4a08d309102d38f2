import type { Kernel } from '../../src/kernel/kernel.ts'
import {
  type AccessPolicy,
  type Conditions,
  type GrantControls,
  noApplications,
  noConditions,
  noSessionControls,
  noUsers,
  type PolicyChange,
  type SessionControls,
} from '../../src/policies/conditional-access/rules.ts'
import { createPolicy } from '../../src/policies/conditional-access/service.ts'
import { createLocation } from '../../src/policies/named-locations/service.ts'
import { acceptingLockOut } from '../../src/policies/revision/service.ts'
import { updateSecurityDefaults } from '../../src/policies/tenant/service.ts'
import { systemActor } from './builders.ts'

export const phishingResistant = '00000000-0000-0000-0000-000000000004'

interface GivenPolicy {
  readonly displayName?: string
  readonly state?: NonNullable<PolicyChange['state']>
  readonly users?: Partial<NonNullable<Conditions['users']>>
  readonly applications?: readonly string[]
  readonly conditions?: Partial<Conditions>
  /** Null for a policy that only asks something of sessions. */
  readonly grant?: Partial<GrantControls> | null
  readonly session?: Partial<SessionControls>
}

/** A policy of the tenant, enabled unless told: blocks everybody everywhere where nothing else is given, whoever that locks out. */
export async function aPolicy(kernel: Kernel, given: GivenPolicy = {}): Promise<AccessPolicy> {
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  const {
    displayName = 'Nobody at all',
    state = 'enabled',
    users,
    applications = ['All'],
    conditions,
    grant,
    session,
  } = given
  const { policies } = await createPolicy(acceptingLockOut(kernel), systemActor(), {
    displayName,
    state,
    conditions: {
      ...noConditions,
      clientAppTypes: ['all'],
      users: { ...noUsers, includeUsers: ['All'], ...users },
      applications: { ...noApplications, includeApplications: applications },
      ...conditions,
    },
    ...(grant === null
      ? {}
      : { grantControls: { operator: 'OR' as const, ...(grant ?? { builtInControls: ['block'] as const }) } }),
    ...(session && { sessionControls: { ...noSessionControls, ...session } }),
  })
  const [policy] = policies
  if (!policy) throw new Error('No policy was made')
  return policy
}

/** The network 192.0.2.0/24, from where visitors come unless told. */
export const visitorsNetwork = (kernel: Kernel) =>
  createLocation(kernel, systemActor(), {
    kind: 'ip',
    displayName: 'Visitors',
    isTrusted: false,
    ipRanges: [{ cidrAddress: '192.0.2.0/24', version: 4 }],
  })
