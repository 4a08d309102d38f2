import type { UpdateUserBody, UserResource } from '../../../../../contract/graph/user.ts'
import { dayOf, dayStart } from '../../users/search.ts'

/** The properties that may be empty, in the order of the form. */
export const textProperties = [
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'officeLocation',
  'employeeId',
  'mail',
  'mobilePhone',
  'usageLocation',
  'preferredLanguage',
] as const

export type TextProperty = (typeof textProperties)[number]

/** What the form for a user holds; a day is one in the reader's zone. */
export type EditDraft = Readonly<
  Record<TextProperty | 'displayName' | 'userPrincipalName' | 'businessPhone' | 'hireDate', string> & {
    userType: UserResource['userType']
  }
>

export const draftOf = (user: UserResource): EditDraft => {
  const texts = Object.fromEntries(textProperties.map((name) => [name, user[name] ?? '']))
  return {
    ...(texts as Record<TextProperty, string>),
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    businessPhone: user.businessPhones[0] ?? '',
    hireDate: user.employeeHireDate === null ? '' : dayOf(user.employeeHireDate),
    userType: user.userType,
  }
}

/** The properties that were changed and nothing else; those emptied become null. */
export function changesBetween(before: EditDraft, after: EditDraft): UpdateUserBody {
  const isChanged = (name: keyof EditDraft): boolean => before[name].trim() !== after[name].trim()
  const texts = textProperties.filter(isChanged).map((name) => [name, after[name].trim() || null])
  return {
    ...Object.fromEntries(texts),
    ...(isChanged('displayName') && { displayName: after.displayName.trim() }),
    ...(isChanged('userPrincipalName') && { userPrincipalName: after.userPrincipalName.trim() }),
    ...(isChanged('userType') && { userType: after.userType }),
    ...(isChanged('businessPhone') && {
      businessPhones: after.businessPhone.trim() ? [after.businessPhone.trim()] : [],
    }),
    ...(isChanged('hireDate') && { employeeHireDate: after.hireDate === '' ? null : dayStart(after.hireDate) }),
  }
}
