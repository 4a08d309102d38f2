import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'
import { factColumns } from './registration.ts'

const flag = (column?: string): PropertyShape => ({
  kind: 'boolean',
  filter: 'equality',
  ...(column ? { column } : {}),
})
const name = (column: string): PropertyShape => ({ kind: 'string', column, fold: true, filter: 'prefix', sort: true })
const words: PropertyShape = { kind: 'collection', items: { kind: 'string', fold: true, filter: 'equality' } }

/**
 * What query options may ask of `/reports/authenticationMethods/userRegistrationDetails`.
 *
 * Source: facts/entra.md §10.5.
 */
export const registrationShape: ResourceShape = {
  name: 'reports/authenticationMethods/userRegistrationDetails',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality', sort: true },
    userPrincipalName: name('user_principal_name_key'),
    userDisplayName: name('display_name_key'),
    userType: {
      kind: 'enum',
      column: 'user_type',
      filter: 'equality',
      members: ['member', 'guest', 'unknownFutureValue'],
    },
    isAdmin: flag('is_admin'),
    isSsprRegistered: flag(),
    isSsprEnabled: flag(),
    isSsprCapable: flag(),
    isMfaRegistered: flag(),
    isMfaCapable: flag(),
    isPasswordlessCapable: flag(),
    methodsRegistered: words,
    isSystemPreferredAuthenticationMethodEnabled: flag(),
    systemPreferredAuthenticationMethods: words,
    userPreferredMethodForSecondaryAuthentication: {
      kind: 'enum',
      filter: 'equality',
      members: [
        'push',
        'oath',
        'voiceMobile',
        'voiceAlternateMobile',
        'voiceOffice',
        'sms',
        'none',
        'unknownFutureValue',
      ],
    },
    lastUpdatedDateTime: { kind: 'dateTime' },
  },
  order: { property: 'userDisplayName', descending: false },
  pageSize: { standard: 1000, greatest: 1000 },
}

/** The same with every fact as a property, which is what a filter is compiled to SQL with. */
export const factShape: ResourceShape = {
  ...registrationShape,
  properties: {
    ...registrationShape.properties,
    ...Object.fromEntries(Object.entries(factColumns).map(([fact, column]) => [fact, flag(column)])),
    isPrivilegedAdmin: flag('is_privileged_admin'),
  },
}
