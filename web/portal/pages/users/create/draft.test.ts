import { expect, test } from 'vitest'
import { dayStart } from '../search.ts'
import { bodyOf, emptyDraft } from './draft.ts'

test('what was left empty is not sent', () => {
  const draft = { ...emptyDraft, displayName: ' Ada Example ', userName: 'ada', department: ' ' }
  expect(bodyOf(draft, 'contoso.example', undefined)).toEqual({
    displayName: 'Ada Example',
    userPrincipalName: 'ada@contoso.example',
  })
})

test('a password has to be changed at the first sign-in, a day of hiring begins in the reader’s zone', () => {
  const draft = { ...emptyDraft, displayName: 'Ada', userName: 'ada', hireDate: '2026-12-01', usageLocation: 'DE' }
  expect(bodyOf(draft, 'contoso.example', 'abcd-efgh')).toMatchObject({
    usageLocation: 'DE',
    employeeHireDate: dayStart('2026-12-01'),
    passwordProfile: { password: 'abcd-efgh', forceChangePasswordNextSignIn: true },
  })
})
