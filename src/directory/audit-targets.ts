import { type AuditTarget, type ModifiedProperty, modified } from '../audit/rules.ts'
import { toIso } from '../base/time.ts'
import type { Group, User } from './rules.ts'

type Person = Pick<User, 'id' | 'displayName' | 'userPrincipalName'>

/** A user as a target of an audit record. */
export const userTarget = (user: Person, modifiedProperties: readonly ModifiedProperty[] = []): AuditTarget => ({
  type: 'User',
  id: user.id,
  displayName: user.displayName,
  userPrincipalName: user.userPrincipalName,
  modifiedProperties,
})

/** A group as a target of an audit record. */
export const groupTarget = (
  group: Pick<Group, 'id' | 'displayName'>,
  modifiedProperties: readonly ModifiedProperty[] = [],
): AuditTarget => ({ type: 'Group', id: group.id, displayName: group.displayName, modifiedProperties })

/** Properties as Entra's records name them, and how their values are written there. */
const recorded = {
  userPrincipalName: 'UserPrincipalName',
  displayName: 'DisplayName',
  mailNickname: 'MailNickname',
  givenName: 'GivenName',
  surname: 'Surname',
  mail: 'Mail',
  jobTitle: 'JobTitle',
  department: 'Department',
  officeLocation: 'PhysicalDeliveryOfficeName',
  mobilePhone: 'Mobile',
  businessPhones: 'TelephoneNumber',
  preferredLanguage: 'PreferredLanguage',
  usageLocation: 'UsageLocation',
  employeeId: 'EmployeeId',
  employeeHireAt: 'EmployeeHireDate',
  userType: 'UserType',
  creationType: 'CreationType',
  accountEnabled: 'AccountEnabled',
  description: 'Description',
  isAssignableToRole: 'IsAssignableToRole',
} as const

type Recorded = { readonly [Property in keyof typeof recorded]?: unknown }

/**
 * What differs between two states of a user or group, with old and new values in arrays as Entra writes them.
 *
 * `before` is undefined for something new, whose empty properties are left out.
 */
export function differences(before: Recorded | undefined, after: Recorded): readonly ModifiedProperty[] {
  return (Object.keys(recorded) as (keyof typeof recorded)[]).flatMap((property) => {
    const [old, now] = [written(property, before?.[property]), written(property, after[property])]
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [modified(recorded[property], old, now)]
  })
}

function written(property: keyof typeof recorded, value: unknown): readonly unknown[] | null {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.length === 0 ? null : value
  return [property === 'employeeHireAt' ? toIso(value as Parameters<typeof toIso>[0]) : value]
}
