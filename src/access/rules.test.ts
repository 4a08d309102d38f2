import { describe, expect, test } from 'vitest'
import { instant, plusMinutes } from '../base/time.ts'
import type { Proof } from '../methods/rules.ts'
import { builtInStrengths } from '../policies/authentication-strengths/rules.ts'
import {
  type Decision,
  freeSession,
  type GrantControls,
  noApplications,
  noConditions,
  noUsers,
  type SessionRequirement,
  securityDefaultsPolicy,
} from '../policies/conditional-access/rules.ts'
import { accessOf, countingProofs, countingUntil, freeAccess, platformOf, strengthProofs, stuckCode } from './rules.ts'

type Applied = Decision['applied'][number]

const judged = (result: Applied['result'], ...missing: Applied['missing']): Applied => ({
  result,
  missing,
  policy: {
    id: '00000000-0000-4000-8000-0000000000a1',
    displayName: 'Some policy',
    state: 'enabled',
    templateId: null,
    createdAt: instant(0),
    modifiedAt: null,
    conditions: { ...noConditions, clientAppTypes: ['all'], users: noUsers, applications: noApplications },
    grantControls: null,
    sessionControls: null,
  },
})

const decision = (outcome: Decision['outcome'], applied: readonly Applied[], reportOnly: readonly Applied[] = []) =>
  accessOf({ outcome, applied, reportOnly, session: freeSession }, [], [])

const strength: Applied['missing'] = builtInStrengths
  .slice(-1)
  .map((one) => ({ kind: 'authenticationStrength', strength: one }))

describe('what stands in the way has the number', () => {
  test.each<[string, Decision['outcome'], readonly Applied[], number]>([
    ['0 where access is granted', 'granted', [judged('satisfied')], 0],
    [
      '53003 where it is blocked, whatever else is missing',
      'blocked',
      [judged('interrupted', { kind: 'mfa' }), judged('failed', { kind: 'compliantDevice' }, { kind: 'block' })],
      53003,
    ],
    ['53000 where only a compliant device would do', 'blocked', [judged('failed', { kind: 'compliantDevice' })], 53000],
    ['53001 where only a joined device would', 'blocked', [judged('failed', { kind: 'domainJoinedDevice' })], 53001],
    [
      '53003 where only a vouched-for application would',
      'blocked',
      [judged('failed', { kind: 'approvedApplication' })],
      53003,
    ],
    ['50076 where factors are missing', 'required', [judged('interrupted', ...strength, { kind: 'mfa' })], 50076],
    ['50074 where a strength is missing', 'required', [judged('interrupted', ...strength)], 50074],
    ['50142 where a new password is', 'required', [judged('interrupted', { kind: 'passwordChange' })], 50142],
  ])('%s', (_, outcome, applied, code) => {
    expect(decision(outcome, applied)).toMatchObject({ outcome, errorCode: code })
  })
})

test('every policy that applied is told with its result, those in report-only apart', () => {
  const results = ['satisfied', 'interrupted', 'failed'] as const
  const all = results.map((result) => judged(result))
  expect(decision('blocked', all, all).policies.map(({ result }) => result)).toEqual([
    'success',
    'failure',
    'failure',
    'reportOnlySuccess',
    'reportOnlyInterrupted',
    'reportOnlyFailure',
  ])
})

test('without any policy nothing stands in the way and nothing is told', () => {
  expect(decision('granted', [])).toEqual(freeAccess([]))
})

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'macOS'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)', 'iOS'],
  ['Mozilla/5.0 (Linux; Android 14; Pixel 8)', 'android'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'linux'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)', null],
  ['curl/8.5.0', null],
  ['', null],
])('%j runs on %s', (userAgent, platform) => {
  expect(platformOf(userAgent)).toBe(platform)
})

test('a passkey counts with its model, which no other proof has', () => {
  const proofs: readonly Proof[] = [
    { kind: 'password', mode: 'password', at: instant(1), methodId: 'p' },
    { kind: 'fido2', mode: 'fido2', at: instant(1), methodId: 'k' },
  ]
  expect(strengthProofs(proofs, new Map([['k', 'aaaa']]))).toEqual([
    { mode: 'password' },
    { mode: 'fido2', aaguid: 'aaaa' },
  ])
})

describe('what is missing is asked for policy by policy', () => {
  const asking = (operator: GrantControls['operator'], ...missing: Applied['missing']): Applied => {
    const one = judged('interrupted', ...missing)
    const controls = {
      builtInControls: [],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: null,
    }
    return { ...one, policy: { ...one.policy, grantControls: { operator, ...controls } } }
  }
  test('factors first, then strengths, then a new password', () => {
    const { missing } = decision('required', [
      asking('AND', { kind: 'passwordChange' }),
      asking('OR', ...strength),
      asking('OR', { kind: 'mfa' }),
      judged('satisfied'),
    ])
    expect(missing.map(({ operator, controls }) => [operator, ...controls.map(({ kind }) => kind)])).toEqual([
      ['OR', 'mfa'],
      ['OR', 'authenticationStrength'],
      ['AND', 'passwordChange'],
    ])
  })
  test('nothing, where it is blocked', () => {
    expect(decision('blocked', [asking('AND', { kind: 'mfa' }), judged('failed', { kind: 'block' })]).missing).toEqual(
      [],
    )
  })
})

describe('how old a proof may be', () => {
  const at = instant(10_000_000)
  const proof = (kind: Proof['kind'], given = at): Proof => ({ kind, mode: kind, at: given, methodId: kind }) as Proof
  const both = [proof('password'), proof('softwareOath')]
  const kinds = (proofs: readonly Proof[], session: Partial<SessionRequirement>, minutes: number) =>
    countingProofs(proofs, { ...freeSession, ...session }, plusMinutes(at, minutes)).map(({ kind }) => kind)

  test('it counts to the last moment, and not at the very moment the frequency is over', () => {
    const hour = { everyFactorAgainMinutes: 60 }
    expect(kinds(both, hour, 60 - 1 / 60_000)).toEqual(['password', 'softwareOath'])
    expect(kinds(both, hour, 60)).toEqual([])
  })
  test('for second factors, a password goes on counting', () => {
    expect(kinds([...both, proof('fido2')], { secondFactorAgainMinutes: 60 }, 60)).toEqual(['password'])
  })
  test('every time means no more than once in five minutes', () => {
    expect(kinds(both, { everyFactorAgainMinutes: 0 }, 4.9)).toEqual(['password', 'softwareOath'])
    expect(kinds(both, { everyFactorAgainMinutes: 0 }, 5)).toEqual([])
  })
  test('one from later than now is as old as one from before', () => {
    expect(kinds(both, { everyFactorAgainMinutes: 60 }, -60)).toEqual([])
  })
  test('the first that stops to count is known beforehand', () => {
    const later = [proof('password'), proof('softwareOath', plusMinutes(at, 10))]
    expect(countingUntil(later, freeSession)).toBeNull()
    expect(countingUntil(later, { ...freeSession, everyFactorAgainMinutes: 60 })).toBe(plusMinutes(at, 60))
    expect(countingUntil(later, { ...freeSession, secondFactorAgainMinutes: 60 })).toBe(plusMinutes(at, 70))
  })
  test('when nothing counts any more the person proves anew who they are, without any other control', () => {
    const granted: Decision = { outcome: 'granted', applied: [], reportOnly: [], session: freeSession }
    expect(accessOf(granted, both, [])).toMatchObject({ outcome: 'required', errorCode: 70044, missing: [] })
    const missing: Decision = { ...granted, outcome: 'required', applied: [judged('interrupted', { kind: 'mfa' })] }
    expect(accessOf(missing, both, [proof('password')]).errorCode).toBe(50078)
  })
})

describe('where nothing brings what is missing, it has the number', () => {
  const missing = judged('interrupted', { kind: 'mfa' })
  const asking = (id: string, of: Applied['missing'] = []): Applied => {
    return { ...missing, missing: of, policy: { ...securityDefaultsPolicy, id } }
  }

  test('530035 of security defaults', () => {
    expect(stuckCode(decision('required', [asking(securityDefaultsPolicy.id, [{ kind: 'mfa' }])]))).toBe(530035)
  })

  test.each([
    ['50076', [{ kind: 'mfa' }], 50076],
    ['50074', strength, 50074],
  ] as const)('%s of what is missing for a policy', (_, of, code) => {
    expect(stuckCode(decision('required', [asking('another', of)]))).toBe(code)
  })
})
