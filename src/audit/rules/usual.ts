import { comparisonKey, nobody } from '../../base/text.ts'

/**
 * The value most sign-ins have of a property.
 *
 * Its column holds null in place of it, so that an index over the column holds only the sign-ins that stand out.
 */
export const usualValues = {
  userId: nobody,
  userDisplayName: '',
  appDisplayName: '',
  clientAppUsed: 'Browser',
  conditionalAccessStatus: 'notApplied',
  resourceId: '00000003-0000-0000-c000-000000000000',
  resourceDisplayName: 'Latchkey',
  'deviceDetail/operatingSystem': '',
  'deviceDetail/browser': '',
  'location/countryOrRegion': '',
  authenticationRequirement: 'multiFactorAuthentication',
  signInEventTypes: 'interactiveUser',
} satisfies Readonly<Record<string, string>>

export type UsualProperty = keyof typeof usualValues

/** What the column of such a property holds: null for the usual value, else the comparison key. */
export const unusual = (property: UsualProperty, value: string): string | null =>
  comparisonKey(value) === comparisonKey(usualValues[property]) ? null : comparisonKey(value)
