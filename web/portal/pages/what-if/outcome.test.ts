import { expect, test } from 'vitest'
import { access } from '../../texts/en/access.ts'
import { emptyDraft, withGrant } from '../conditional-access-policy/draft.ts'
import { outcomeOf } from './outcome.ts'
import { bodyOf, nothingSupposed, paramsOf, supposedIn } from './supposition.ts'

const { words } = access
const policy = (displayName: string, control: string, state: 'enabled' | 'enabledForReportingButNotEnforced') => ({
  ...withGrant(emptyDraft, { builtInControls: [control] }),
  displayName,
  state,
})

test('what is asked twice is told once, and report-only changes nothing', () => {
  const applying = [
    policy('A', 'mfa', 'enabled'),
    policy('B', 'mfa', 'enabled'),
    policy('C', 'block', 'enabledForReportingButNotEnforced'),
  ]
  expect(outcomeOf(applying, words)).toEqual({
    blockedBy: [],
    asked: ['multifactor authentication'],
    session: [],
    reporting: ['C'],
  })
})

test('a policy that blocks is named', () => {
  expect(outcomeOf([policy('A', 'block', 'enabled')], words).blockedBy).toEqual(['A'])
})

test('what is supposed comes back from the address it was put in', () => {
  const supposed = {
    ...nothingSupposed,
    user: 'u',
    kind: 'action',
    target: 'registerOrJoinDevices',
    ip: '192.0.2.1',
  } as const
  expect(supposedIn(new URLSearchParams(paramsOf(supposed)))).toEqual(supposed)
  const untold = { ...nothingSupposed, user: 'u', client: '' }
  expect(supposedIn(new URLSearchParams(paramsOf(untold)))).toEqual(untold)
  expect(bodyOf(supposed)).toMatchObject({
    signInIdentity: { userId: 'u' },
    signInContext: { userAction: 'registerOrJoinDevices' },
    signInConditions: { ipAddress: '192.0.2.1', country: null },
  })
})
