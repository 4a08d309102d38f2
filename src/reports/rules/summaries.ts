import type { Condition } from '../../base/odata/condition.ts'
import { hasCapability } from './condition.ts'
import { reportedKinds } from './facts.ts'

/** Whom a summary counts, in Graph's words. */
export interface Counted {
  readonly userTypes: 'all' | 'member' | 'guest'
  /** `user`: whoever holds no role. */
  readonly userRoles: 'all' | 'privilegedAdmin' | 'admin' | 'user'
}

const isTrue = (property: string): Condition => ({ kind: 'compare', property, operator: 'eq', value: true })

const ofRole: Readonly<Record<Counted['userRoles'], Condition | undefined>> = {
  all: undefined,
  privilegedAdmin: isTrue('isPrivilegedAdmin'),
  admin: isTrue('isAdmin'),
  user: { kind: 'not', operand: isTrue('isAdmin') },
}

/** The users that a summary is about; undefined for all. */
export function among({ userTypes, userRoles }: Counted): Condition | undefined {
  const role = ofRole[userRoles]
  if (userTypes === 'all') return role
  const type: Condition = { kind: 'compare', property: 'userType', operator: 'eq', value: userTypes }
  return role ? { kind: 'both', left: type, right: role } : type
}

/** What is counted for each method, by Graph's word for it. */
export const methodCounts: readonly (readonly [string, Condition])[] = reportedKinds.map(([kind, token]) => [
  token,
  isTrue(kind),
])

/** What is counted for each feature, by Graph's word for it. */
export const featureCounts: readonly (readonly [string, Condition])[] = [
  ['ssprRegistered', hasCapability('isSsprRegistered')],
  ['ssprEnabled', hasCapability('isSsprEnabled')],
  ['ssprCapable', hasCapability('isSsprCapable')],
  ['passwordlessCapable', hasCapability('isPasswordlessCapable')],
  ['mfaCapable', hasCapability('isMfaCapable')],
]
