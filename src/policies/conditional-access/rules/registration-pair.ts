import { multifactorStrength } from '../../authentication-strengths/rules.ts'
import { noApplications, noConditions, noUsers, type PolicyChange } from './change.ts'
import type { ApplicationsCondition, PolicyState, UsersCondition } from './policy.ts'

/** Whom the pair leaves out, and whether it is enforced. */
export interface PairSettings extends Pick<UsersCondition, 'excludeUsers' | 'excludeGroups'> {
  readonly state: PolicyState
}

/** What is more than one factor, a pass not being any of it. */
export const strengthWithoutPass = {
  displayName: 'Multifactor authentication without a pass',
  description: 'Any combination of methods that proves more than one factor, except a Temporary Access Pass.',
  allowedCombinations: multifactorStrength.allowedCombinations.filter((one) => !one.startsWith('temporaryAccessPass')),
  combinationConfigurations: [],
}

const names = {
  registration: 'Registering sign-in methods: several factors, such as a pass',
  everythingElse: 'Everything else: several factors, no pass',
} as const

/** The names of both policies. */
export const pairNames: readonly string[] = Object.values(names)

/**
 * Two policies that make a pass good for registering sign-in methods, and for nothing else.
 *
 * `strengthId` is the strength without a pass. Where methods are registered, the strength asked for there takes the place of the other.
 *
 * Source: facts/entra.md §6.5, §7.5.
 */
export function registrationPair(settings: PairSettings, strengthId: string): readonly [PolicyChange, PolicyChange] {
  const onAction = { includeUserActions: ['urn:user:registersecurityinfo'] } as const
  return [
    policy(names.registration, settings, onAction, multifactorStrength.id),
    policy(names.everythingElse, settings, { includeApplications: ['All'] }, strengthId),
  ]
}

const policy = (
  displayName: string,
  { state, ...excluded }: PairSettings,
  target: Partial<ApplicationsCondition>,
  authenticationStrength: string,
): PolicyChange => ({
  displayName,
  state,
  conditions: {
    ...noConditions,
    clientAppTypes: ['all'],
    users: { ...noUsers, includeUsers: ['All'], ...excluded },
    applications: { ...noApplications, ...target },
  },
  grantControls: { operator: 'OR', authenticationStrength },
})
