import { expect, test } from 'vitest'
import { emptyDraft, rebased, withConditions, withGrant } from './draft.ts'

test('what was changed is laid over what somebody else changed, each condition for itself', () => {
  const mine = { ...withConditions(emptyDraft, { userRiskLevels: ['high'] }), displayName: 'Mine' }
  const theirs = withGrant(withConditions(emptyDraft, { signInRiskLevels: ['low'] }), { builtInControls: ['mfa'] })
  expect(rebased(emptyDraft, mine, theirs)).toEqual({
    ...theirs,
    displayName: 'Mine',
    conditions: { ...theirs.conditions, userRiskLevels: ['high'] },
  })
})

test('of what both changed, the last word is of whoever is asked', () => {
  const mine = { ...emptyDraft, displayName: 'Mine' }
  expect(rebased(emptyDraft, mine, { ...emptyDraft, displayName: 'Theirs' }).displayName).toBe('Mine')
})

test('without changes of one’s own it is what is there', () => {
  const theirs = { ...emptyDraft, displayName: 'Theirs' }
  expect(rebased(emptyDraft, emptyDraft, theirs)).toEqual(theirs)
})
