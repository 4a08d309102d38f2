import { type Instant, toIso } from '../../base/time.ts'
import type { UserRegistrationRow } from '../tables.ts'
import { type Capability, capabilities, type Fact, reportedKinds, systemPreferred } from './facts.ts'

type FactColumn = Exclude<
  keyof UserRegistrationRow,
  'id' | 'user_type' | `user_principal_name${string}` | `display_name${string}`
>

/** Where each fact stands. */
export const factColumns: Readonly<Record<Fact, FactColumn>> = {
  temporaryAccessPass: 'temporary_access_pass',
  deviceBoundPasskey: 'device_bound_passkey',
  syncedPasskey: 'synced_passkey',
  softwareOath: 'software_oath',
  mobilePhone: 'mobile_phone',
  alternateMobilePhone: 'alternate_mobile_phone',
  officePhone: 'office_phone',
  email: 'email',
  'usable deviceBoundPasskey': 'usable_device_bound_passkey',
  'usable syncedPasskey': 'usable_synced_passkey',
  'usable softwareOath': 'usable_software_oath',
}

/**
 * Graph's userRegistrationDetails of one user.
 *
 * `lastUpdatedDateTime` is now, because it is looked up when it is asked for.
 *
 * Source: facts/entra.md §10.5.
 */
export function registrationDetails(row: UserRegistrationRow, now: Instant) {
  const has = (fact: Fact): boolean => row[factColumns[fact]] === 1
  const can = (capability: Capability): boolean => capabilities[capability].some(has)
  return {
    id: row.id,
    userPrincipalName: row.user_principal_name,
    userDisplayName: row.display_name,
    userType: row.user_type,
    isAdmin: row.is_admin === 1,
    isSsprRegistered: can('isSsprRegistered'),
    isSsprEnabled: can('isSsprEnabled'),
    isSsprCapable: can('isSsprCapable'),
    isMfaRegistered: can('isMfaRegistered'),
    isMfaCapable: can('isMfaCapable'),
    isPasswordlessCapable: can('isPasswordlessCapable'),
    methodsRegistered: reportedKinds.filter(([kind]) => has(kind)).map(([, token]) => token),
    isSystemPreferredAuthenticationMethodEnabled: true,
    systemPreferredAuthenticationMethods: systemPreferred
      .filter(([fact]) => has(fact))
      .map(([, word]) => word)
      .slice(0, 1),
    userPreferredMethodForSecondaryAuthentication: has('softwareOath') ? 'oath' : 'none',
    lastUpdatedDateTime: toIso(now),
  }
}
