import { describe, expect, test } from 'vitest'
import { instant } from '../base/time.ts'
import type { Proof } from '../methods/rules.ts'
import { builtInStrengths } from '../policies/authentication-strengths/rules.ts'
import { type Decision, noApplications, noConditions, noUsers } from '../policies/conditional-access/rules.ts'
import { accessOf, freeAccess, platformOf, strengthProofs } from './rules.ts'

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
  accessOf({
    outcome,
    applied,
    reportOnly,
    session: { everyFactorAgainMinutes: null, secondFactorAgainMinutes: null, persistentBrowser: null },
  })

const strength: Applied['missing'] = builtInStrengths
  .slice(-1)
  .map((one) => ({ kind: 'authenticationStrength', strength: one }))

describe('what stands in the way has the number', () => {
  test.each<[string, Decision['outcome'], readonly Applied[], number]>([
    ['0 where access is granted', 'granted', [judged('satisfied')], 0],
    ['53003 where it is blocked, whatever else is missing', 'blocked', [judged('interrupted', { kind: 'mfa' })], 53003],
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
  expect(decision('granted', [])).toEqual(freeAccess)
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
