import { describe, expect, test } from 'vitest'
import type { Condition } from '../base/odata/condition.ts'
import { Refusal } from '../base/refusal.ts'
import { builtInStrengths } from '../policies/authentication-strengths/rules.ts'
import type { GrantControls, PolicySettings } from '../policies/conditional-access/rules.ts'
import { isWatched, narrowed, passFit, recommend, requirementOf } from './rules.ts'

const grant = (given: Partial<GrantControls>): GrantControls => ({
  operator: 'OR',
  builtInControls: [],
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null,
  ...given,
})

describe('what an exclusion spares', () => {
  test.each<[string, GrantControls | null, ReturnType<typeof requirementOf>]>([
    ['more than one factor', grant({ builtInControls: ['mfa'] }), 'mfa'],
    ['more than one factor beside a device', grant({ builtInControls: ['compliantDevice', 'mfa'] }), 'mfa'],
    ['a strength', grant({ authenticationStrength: 'strength' }), 'authenticationStrength'],
    ['a block', grant({ builtInControls: ['block'] }), 'block'],
    ['a new password, with the factors it goes with', grant({ builtInControls: ['mfa', 'passwordChange'] }), 'mfa'],
    ['nothing to prove: a device', grant({ builtInControls: ['compliantDevice'] }), null],
    ['nothing to prove: terms', grant({ termsOfUse: ['terms'] }), null],
    ['nothing to prove: a session alone', null, null],
  ])('%s', (_, grantControls, expected) => {
    expect(requirementOf({ grantControls })).toBe(expected)
  })

  test.each<[PolicySettings['state'], boolean]>([
    ['enabled', true],
    ['enabledForReportingButNotEnforced', true],
    ['disabled', false],
  ])('is watched while the policy is %s: %s', (state, watched) => {
    expect(isWatched({ state, grantControls: grant({ builtInControls: ['mfa'] }) })).toBe(watched)
    expect(isWatched({ state, grantControls: null })).toBe(false)
  })
})

describe('instead of an exclusion', () => {
  const [multifactor, passwordless, phishingResistant] = builtInStrengths
  const exclusion = 'policy_user_ada'
  const ada = { kind: 'person', id: 'ada', isExternalGuest: false } as const

  test('a pass meets multifactor authentication, and no built-in strength beyond it', () => {
    expect(passFit('mfa', undefined)).toBe('oneTime')
    expect(passFit('authenticationStrength', multifactor)).toBe('oneTime')
    expect(passFit('authenticationStrength', passwordless)).toBe('none')
    expect(passFit('authenticationStrength', phishingResistant)).toBe('none')
    expect(passFit('authenticationStrength', undefined)).toBe('none')
    expect(passFit('block', undefined)).toBe('none')
  })

  test('a strength that allows a pass for several sign-ins alone is met by one', () => {
    const strength = multifactor && { ...multifactor, allowedCombinations: ['temporaryAccessPassMultiUse' as const] }
    expect(passFit('authenticationStrength', strength)).toBe('multiUse')
    expect(recommend('authenticationStrength', 'multiUse', exclusion, ada).command).toBe(
      'latchkey pass issue ada --multi',
    )
  })

  test.each([
    ['mfa', 'oneTime', 'issuePass'],
    ['authenticationStrength', 'oneTime', 'issuePass'],
    ['authenticationStrength', 'none', 'issuePassToRegister'],
    ['block', 'none', 'narrowPolicy'],
  ] as const)('from %s, which a pass meets as %s: %s', (requirement, fit, action) => {
    expect(recommend(requirement, fit, exclusion, ada).action).toBe(action)
  })

  test('says the command and the request', () => {
    expect(recommend('mfa', 'oneTime', exclusion, ada)).toMatchObject({
      message: expect.stringMatching(/^Issue a pass instead/),
      command: 'latchkey pass issue ada --once',
      request: 'POST /v1.0/users/ada/authentication/temporaryAccessPassMethods',
    })
    expect(recommend('mfa', 'oneTime', exclusion, { kind: 'people' })).toMatchObject({
      command: `latchkey exclusion people --exclusion ${exclusion}`,
      request: `GET /api/v1/exemptPeople?$filter=exclusionId eq '${exclusion}'`,
    })
    expect(recommend('block', 'none', exclusion, ada).request).toBe(`PATCH /api/v1/exclusions/${exclusion}`)
  })

  test('offers no pass to a guest who signs in elsewhere', () => {
    const guest = { ...ada, isExternalGuest: true }
    expect(recommend('mfa', 'oneTime', exclusion, guest)).toMatchObject({ action: 'askHomeTenant', command: null })
  })
})

describe('a filter by what is no value of a row', () => {
  const equal = (property: string, value: string): Condition => ({ kind: 'compare', property, operator: 'eq', value })
  const both = (left: Condition, right: Condition): Condition => ({ kind: 'both', left, right })

  test('is taken out, and the rest stays', () => {
    const [kind, state] = [equal('kind', 'user'), equal('policyState', 'enabled')]
    expect(narrowed(undefined, ['userId'])).toEqual({ chosen: {}, rest: undefined })
    expect(narrowed(kind, ['userId'])).toEqual({ chosen: {}, rest: kind })
    expect(narrowed(equal('userId', 'ADA'), ['userId'])).toEqual({ chosen: { userId: 'ada' }, rest: undefined })
    expect(narrowed(both(both(kind, equal('userId', 'ada')), state), ['userId'])).toEqual({
      chosen: { userId: 'ada' },
      rest: both(kind, state),
    })
  })

  test.each<[string, Condition]>([
    ['with another comparison', { kind: 'compare', property: 'userId', operator: 'ne', value: 'ada' }],
    ['with null', { kind: 'compare', property: 'userId', operator: 'eq', value: null }],
    ['in a list', { kind: 'in', property: 'userId', values: ['ada'] }],
    ['negated', { kind: 'not', operand: equal('userId', 'ada') }],
    ['one of two', { kind: 'either', left: equal('userId', 'ada'), right: equal('kind', 'user') }],
    ['twice', both(equal('userId', 'ada'), equal('userId', 'ben'))],
  ])('is refused %s', (_, condition) => {
    expect(() => narrowed(condition, ['userId'])).toThrow(Refusal)
  })
})
