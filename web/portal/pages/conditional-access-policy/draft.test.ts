import { expect, test } from 'vitest'
import type { AccessTemplate } from '../../api/access-policy.ts'
import { bodyOf, emptyDraft, fromTemplate, isSame, sectionOf, withGrant, withSession, withUsers } from './draft.ts'

const frequency = {
  isEnabled: true,
  value: 4,
  type: 'hours',
  frequencyInterval: 'timeBased',
  authenticationType: 'primaryAndSecondaryAuthentication',
} as const

test('a policy that only asks something of sessions is sent without grant controls', () => {
  expect(bodyOf(withSession(emptyDraft, { signInFrequency: frequency }))).toMatchObject({
    grantControls: null,
    sessionControls: { signInFrequency: frequency },
  })
})

test('session controls that were all taken away are sent as none', () => {
  const without = withSession(withSession(emptyDraft, { signInFrequency: frequency }), { signInFrequency: null })
  expect(bodyOf(without).sessionControls).toBeNull()
  expect(isSame(without, emptyDraft)).toBe(true)
})

test('a strength is named by its id alone, and a name has no spaces around it', () => {
  const draft = withGrant(emptyDraft, { authenticationStrength: { id: 'x', displayName: 'X' } })
  expect(bodyOf({ ...draft, displayName: ' Name ' })).toMatchObject({
    displayName: 'Name',
    grantControls: { authenticationStrength: { id: 'x' } },
  })
})

test('a policy made from a template leaves its author out and begins in report-only', () => {
  const { conditions, grantControls, sessionControls } = withUsers(emptyDraft, {
    includeUsers: ['All'],
    excludeUsers: ['GuestsOrExternalUsers', 'Current administrator will be excluded'],
  })
  const template: AccessTemplate = {
    id: 't',
    name: 'T',
    description: '',
    scenarios: '',
    details: { conditions, grantControls, sessionControls },
  }
  const draft = fromTemplate(template, 'me')
  expect(draft).toMatchObject({ state: 'enabledForReportingButNotEnforced', templateId: 't' })
  expect(draft.conditions.users?.excludeUsers).toEqual(['GuestsOrExternalUsers', 'me'])
})

test.each([
  ['conditions/users/includeUsers', 'users'],
  ['conditions/applications', 'target'],
  ['conditions/locations/includeLocations', 'network'],
  ['conditions/userRiskLevels', 'conditions'],
  ['grantControls/operator', 'grant'],
  ['sessionControls/signInFrequency/value', 'session'],
  ['displayName', undefined],
])('what the server says of %s belongs to %s', (target, section) => {
  expect(sectionOf(target)).toBe(section)
})
