import { describe, expect, it } from 'vitest'
import { instant, plusMinutes } from '../base/time.ts'
import type { MethodKind, Proof } from '../methods/rules.ts'
import { isMultifactor, proofAge, sessionExpiry } from './rules.ts'

const now = instant(Date.UTC(2026, 2, 2, 8))
const proof = (kind: MethodKind, parts: Partial<Proof> = {}): Proof => ({
  kind,
  mode: kind === 'temporaryAccessPass' ? 'temporaryAccessPassOneTime' : kind,
  at: now,
  methodId: 'method',
  ...parts,
})

describe('more than one factor', () => {
  it.each<[readonly MethodKind[], boolean]>([
    [[], false],
    [['password'], false],
    [['softwareOath'], false],
    [['password', 'password'], false],
    [['softwareOath', 'softwareOath'], false],
    [['password', 'softwareOath'], true],
    [['fido2'], true],
    [['temporaryAccessPass'], true],
    [['password', 'temporaryAccessPass'], true],
  ])('%j makes %s', (kinds, expected) => {
    expect(isMultifactor(kinds.map((kind) => proof(kind)))).toBe(expected)
  })
})

describe('a session', () => {
  it('lasts its lifetime where no pass opened it', () => {
    expect(sessionExpiry([proof('fido2')], 480, now)).toBe(plusMinutes(now, 480))
  })
  it('never outlives the pass among its proofs', () => {
    const sessionEndsAt = plusMinutes(now, 10)
    const proofs = [proof('password'), proof('temporaryAccessPass', { sessionEndsAt })]
    expect(sessionExpiry(proofs, 480, now)).toBe(sessionEndsAt)
  })
})

describe('changing sign-in methods', () => {
  const age = (kinds: readonly MethodKind[], minutes: number) =>
    proofAge({ proofs: kinds.map((kind) => proof(kind)), authTime: now }, plusMinutes(now, minutes))

  it('wants a strong proof of the last ten minutes', () => {
    expect(age(['fido2'], 9.99)).toBe('fresh')
    expect(age(['fido2'], 10)).toBe('stale')
  })
  it('believes no proof from later than now, but for clocks that differ a little', () => {
    expect(age(['fido2'], -9.99)).toBe('fresh')
    expect(age(['fido2'], -10)).toBe('stale')
  })
  it('lets a pass count as long as its session lives', () => {
    expect(age(['temporaryAccessPass'], 45)).toBe('fresh')
  })
  it('never lets a password alone count', () => {
    expect(age(['password'], 0)).toBe('singleFactor')
  })
})
