import { describe, expect, test } from 'vitest'
import type { Conditions, PolicyBody } from '../../api/access-policy.ts'
import { emptyDraft, noApplications, withConditions, withGrant, withUsers } from './draft.ts'
import { warningsOf } from './warnings.ts'

const me = { id: '11111111-1111-4111-8111-111111111111', groups: ['g'], roles: ['r'] }
const other = '22222222-2222-4222-8222-222222222222'

const everything = { applications: { ...noApplications, includeApplications: ['All'] } }
const forAll = withConditions(withUsers(emptyDraft, { includeUsers: ['All'], excludeGroups: ['b'] }), everything)
const asking = withGrant(forAll, { builtInControls: ['mfa'] })
const blocking = withGrant(forAll, { builtInControls: ['block'] })
const warned = (draft: PolicyBody) => warningsOf(draft, me, false)

describe('whoever edits is told that a policy is for them', () => {
  test('unless they are left out, by name, group or role, or it is off', () => {
    expect(warned(asking)).toEqual(['includesYou'])
    expect(warned(withUsers(asking, { excludeUsers: [me.id] }))).toEqual([])
    expect(warned(withUsers(asking, { excludeGroups: ['g'] }))).toEqual([])
    expect(warned(withUsers(asking, { excludeRoles: ['r'] }))).toEqual([])
    expect(warned({ ...asking, state: 'disabled' })).toEqual([])
  })

  test('by name, group and role', () => {
    const some = withUsers(asking, { includeUsers: [] })
    expect(warned(some)).toEqual([])
    expect(warned(withUsers(some, { includeUsers: [me.id] }))).toEqual(['includesYou'])
    expect(warned(withUsers(some, { includeGroups: ['g'] }))).toEqual(['includesYou'])
    expect(warned(withUsers(some, { includeRoles: ['r'] }))).toEqual(['includesYou'])
  })
})

test('a policy for all or for roles that leaves out no user and no group has no way back', () => {
  expect(warned(withUsers(asking, { excludeGroups: [] }))).toContain('noBreakGlass')
  expect(warned(withUsers(asking, { excludeGroups: [], excludeUsers: ['GuestsOrExternalUsers'] }))).toContain(
    'noBreakGlass',
  )
  expect(warned(withUsers(asking, { excludeGroups: [], excludeUsers: [other] }))).not.toContain('noBreakGlass')
})

test('a block of everybody from everything is told, unless a condition narrows it', () => {
  expect(warned(blocking)).toEqual(['blocksAll', 'blocksYou'])
  const locations = { includeLocations: ['All'], excludeLocations: ['AllTrusted'] }
  expect(warned(withConditions(blocking, { locations }))).not.toContain('blocksAll')
})

test('a control that nothing meets is told where no other will do', () => {
  const both = withGrant(asking, { builtInControls: ['mfa', 'compliantDevice'] })
  expect(warned(withGrant(both, { operator: 'AND' }))).toContain('neverMet')
  expect(warned(withGrant(both, { operator: 'OR' }))).not.toContain('neverMet')
  expect(warned(withGrant(asking, { builtInControls: ['compliantDevice'], operator: 'OR' }))).toContain('neverMet')
})

test.each<Partial<Conditions>>([
  { userRiskLevels: ['high'] },
  { signInRiskLevels: ['low'] },
  { insiderRiskLevels: 'elevated' },
  { authenticationFlows: { transferMethods: 'deviceCodeFlow' } },
  { devices: { deviceFilter: { mode: 'include', rule: 'x' } } },
  { clientAppTypes: ['exchangeActiveSync', 'other'] },
  { applications: { ...noApplications, includeUserActions: ['urn:user:registerdevice'] } },
])('a condition that never holds here is told: %j', (change) => {
  expect(warned(withConditions(asking, change))).toContain('neverApplies')
})

test('a filter that excludes, and clients that there are, are no such condition', () => {
  const devices = { deviceFilter: { mode: 'exclude', rule: 'x' } } as const
  expect(warned(withConditions(asking, { devices, clientAppTypes: ['browser', 'other'] }))).toEqual(['includesYou'])
})

test('security defaults and report-only on actions are told', () => {
  expect(warningsOf({ ...asking, state: 'enabled' }, me, true)).toContain('defaultsOn')
  const action = { ...noApplications, includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] }
  expect(warned(withConditions(asking, { applications: action }))).toContain('actionNotReported')
})
