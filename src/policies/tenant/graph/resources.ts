import type { SecurityDefaults } from '../rules.ts'

/** Graph's identitySecurityDefaultsEnforcementPolicy. */
export const securityDefaultsToGraph = ({ isEnabled }: SecurityDefaults) => ({
  id: '00000000-0000-0000-0000-000000000005',
  deletedDateTime: null,
  displayName: 'Security Defaults',
  description: 'Protects administrators with more than one factor where no Conditional Access policy is enabled.',
  isEnabled,
})
