import { expect, test } from 'vitest'
import type { MethodSettings } from '../../api/methods-policy.ts'
import { changedNames, coversFewer, isSame, linesOf } from './edits.ts'

const all = { targetType: 'group', id: 'all_users', isRegistrationRequired: false } as const
const group = { targetType: 'group', id: 'g', isRegistrationRequired: false } as const
const there: MethodSettings = { state: 'enabled', includeTargets: [all], excludeTargets: [] }

test('what was edited back is no change', () => {
  expect(changedNames(there, { state: 'enabled' })).toEqual([])
  expect(changedNames(there, { state: 'disabled', includeTargets: [{ ...all }] })).toEqual(['state'])
})

test('lists are compared whatever their order, objects by what is in them', () => {
  expect(isSame(['a', 'b'], ['b', 'a'])).toBe(true)
  expect(isSame([group, all], [all, group])).toBe(true)
  expect(isSame({ state: 'enabled', includeTarget: all }, { includeTarget: group, state: 'enabled' })).toBe(false)
})

test('fewer are covered where somebody is left out or the included are narrowed', () => {
  expect(coversFewer(there, { includeTargets: [group] })).toBe(true)
  expect(coversFewer(there, { includeTargets: [all, group] })).toBe(false)
  expect(coversFewer({ ...there, includeTargets: [group] }, { includeTargets: [all] })).toBe(false)
  expect(coversFewer(there, { excludeTargets: [{ targetType: 'user', id: 'u' }] })).toBe(true)
  expect(coversFewer(there, { '@latchkey.administratorsExcluded': true })).toBe(true)
})

test('lines are trimmed, and each stands once', () => {
  expect(linesOf(' A\nb, a\n\n')).toEqual(['a', 'b'])
})
