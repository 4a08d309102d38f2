import { expect, test } from 'vitest'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { dayStart } from '../../users/search.ts'
import { changesBetween, draftOf } from './changes.ts'

const user = {
  displayName: 'Ada Example',
  userPrincipalName: 'ada@contoso.example',
  department: 'Sales',
  jobTitle: null,
  businessPhones: ['+49 30 1'],
  employeeHireDate: dayStart('2026-03-01'),
  userType: 'Member',
} as Partial<UserResource> as UserResource

test('what was not changed is not sent', () => {
  expect(changesBetween(draftOf(user), draftOf(user))).toEqual({})
})

test('what was emptied is cleared, the rest is sent trimmed', () => {
  const after = { ...draftOf(user), department: ' ', jobTitle: ' Clerk ', businessPhone: '', hireDate: '' }
  expect(changesBetween(draftOf(user), after)).toEqual({
    department: null,
    jobTitle: 'Clerk',
    businessPhones: [],
    employeeHireDate: null,
  })
})

test('a day of hiring is sent as its beginning in the reader’s zone', () => {
  const after = { ...draftOf(user), hireDate: '2026-04-01' }
  expect(changesBetween(draftOf(user), after)).toEqual({ employeeHireDate: dayStart('2026-04-01') })
})
