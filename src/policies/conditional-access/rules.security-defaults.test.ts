import { expect, test } from 'vitest'
import { builtInStrengths, type StrengthMode } from '../authentication-strengths/rules.ts'
import {
  anyRole,
  compileRules,
  decide,
  explain,
  policyViolations,
  type SignInFacts,
  securityDefaultsPolicy,
} from './rules.ts'

const rules = compileRules([securityDefaultsPolicy], builtInStrengths, { locations: [] })

const signIn = (roles: readonly string[], more: Partial<SignInFacts> = {}): SignInFacts => ({
  identity: { kind: 'user', id: 'ada', groups: new Set(), roles: new Set(roles), guestType: null, homeTenantId: null },
  target: { applications: ['mail'] },
  clientAppType: 'browser',
  platform: null,
  ipAddress: '192.0.2.1',
  country: null,
  transferMethod: null,
  ...more,
})

const administrator = ['helpdesk', anyRole]

test.each<readonly [string, readonly string[], readonly StrengthMode[], string]>([
  ['an administrator with a password', administrator, ['password'], 'required'],
  ['an administrator who has proved nothing yet', administrator, [], 'required'],
  ['one of a single unit with a password', [anyRole], ['password'], 'required'],
  ['an administrator with a password and a code', administrator, ['password', 'softwareOath'], 'granted'],
  ['an administrator with a passkey', administrator, ['fido2'], 'granted'],
  ['an administrator with a pass', administrator, ['temporaryAccessPassOneTime'], 'granted'],
  ['anybody else with a password', [], ['password'], 'granted'],
])('security defaults: %s', (_, roles, modes, outcome) => {
  const decision = decide(rules, signIn(roles), { proofs: modes.map((mode) => ({ mode })), passwordChanged: false })
  expect(decision.outcome).toBe(outcome)
  expect(decision.applied.map(({ policy }) => policy.displayName)).toEqual(
    roles.length > 0 ? ['Security defaults'] : [],
  )
})

test.each<Partial<SignInFacts>>([
  { clientAppType: 'other' },
  { platform: 'iOS', ipAddress: null, country: 'NO' },
  { transferMethod: 'deviceCodeFlow' },
  { target: { applications: ['one', 'another'] } },
])('security defaults ask administrators whatever the sign-in is: %j', (more) => {
  expect(decide(rules, signIn(administrator, more), { proofs: [], passwordChanged: false }).outcome).toBe('required')
})

test('security defaults say to whom they do not apply', () => {
  const [policy] = rules.policies
  if (!policy) throw new Error('There is one')
  expect(explain(policy, signIn([]))).toEqual({ applies: false, reasons: ['users'] })
  expect(explain(policy, signIn([], { identity: { kind: 'servicePrincipal', id: 'x' } })).applies).toBe(false)
})

test('no policy of the tenant can name every role as security defaults do', () => {
  expect(policyViolations(securityDefaultsPolicy)).toMatchObject([{ field: 'conditions/users/includeRoles' }])
})
