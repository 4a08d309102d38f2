import { instant } from '../../../base/time.ts'
import { noApplications, noConditions, noGrantControls, noUsers } from './change.ts'
import type { AccessPolicy } from './policy.ts'

/** Stands for every administrator role there is, of the tenant or of a unit; no policy of the tenant can name it. */
export const anyRole = 'All'

/**
 * What security defaults ask for while they are on, as if a policy said so: administrators prove more than one factor, whatever they get at.
 *
 * Its id is the one Graph gives to security defaults.
 */
export const securityDefaultsPolicy: AccessPolicy = {
  id: '00000000-0000-0000-0000-000000000005',
  displayName: 'Security defaults',
  state: 'enabled',
  templateId: null,
  conditions: {
    ...noConditions,
    clientAppTypes: ['all'],
    users: { ...noUsers, includeRoles: [anyRole] },
    applications: { ...noApplications, includeApplications: ['All'] },
  },
  grantControls: { ...noGrantControls, operator: 'OR', builtInControls: ['mfa'] },
  sessionControls: null,
  createdAt: instant(0),
  modifiedAt: null,
}
