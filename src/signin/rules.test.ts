import { describe, expect, it } from 'vitest'
import { userId } from '../base/text.ts'
import { instant } from '../base/time.ts'
import type { MethodKind, Proof } from '../methods/rules.ts'
import { disabledProblem, problemOf } from './rules/problems.ts'
import {
  chose,
  failed,
  firstAlternatives,
  firstMethod,
  identified,
  isAsked,
  type MethodFacts,
  newSignIn,
  proved,
  type SignIn,
  secondFactors,
} from './rules.ts'

const now = instant(Date.UTC(2026, 2, 2, 8))
const user = userId('user')
const app = { appId: 'app', displayName: 'App', clientAppType: 'browser' } as const

const strengths: Readonly<Record<MethodKind, MethodFacts['strength']>> = {
  temporaryAccessPass: 'alone',
  fido2: 'alone',
  softwareOath: 'second',
  password: 'first',
}
const kinds = Object.keys(strengths) as MethodKind[]

const factsFor = (usable: readonly MethodKind[], narrowed: Partial<MethodFacts> = {}): readonly MethodFacts[] =>
  kinds.map((kind) => ({
    kind,
    strength: strengths[kind],
    usable: usable.includes(kind),
    enabled: true,
    ...(kind === 'temporaryAccessPass' ? narrowed : {}),
  }))

describe('what is asked first', () => {
  it.each<[string, readonly MethodKind[], MethodKind]>([
    ['the pass, when there is one', ['temporaryAccessPass', 'fido2', 'password'], 'temporaryAccessPass'],
    ['the passkey, without a pass', ['fido2', 'password'], 'fido2'],
    ['the password, where it is all there is', ['password', 'softwareOath'], 'password'],
  ])('is %s', (_name, usable, expected) => {
    expect(firstMethod(factsFor(usable), 'automatic', 0)).toBe(expected)
  })
  it('is never the pass by itself when it is only asked on request', () => {
    expect(firstMethod(factsFor(['temporaryAccessPass', 'password']), 'onRequest', 0)).toBe('password')
  })
  it('is not the pass when the policy wants a password before it', () => {
    expect(firstMethod(factsFor(['temporaryAccessPass', 'password'], { strength: 'second' }), 'automatic', 0)).toBe(
      'password',
    )
  })
  it('is for an unknown name one of what anybody might have, by the decoy', () => {
    expect([0, 1, 2, 3].map((decoy) => firstMethod(factsFor([]), 'automatic', decoy))).toEqual([
      'fido2',
      'password',
      'fido2',
      'password',
    ])
  })
})

describe('other ways', () => {
  it('are the same for a known and an unknown name', () => {
    const known = firstAlternatives(factsFor(['fido2', 'password']), 'fido2')
    expect(firstAlternatives(factsFor([]), 'fido2')).toEqual(known)
    expect(known).toEqual(['temporaryAccessPass', 'password'])
  })
  it('after a password are only what the person really has', () => {
    expect(secondFactors(factsFor(['password', 'softwareOath']))).toEqual(['softwareOath'])
  })
})

const asking = (asked: MethodKind, alternatives: readonly MethodKind[] = []): SignIn =>
  identified(newSignIn({ returnTo: '/security-info', app }), {
    userName: 'adele@example.com',
    userId: user,
    decoyKey: 'decoy',
    asked,
    alternatives,
  })

const success = (kind: MethodKind, seconds: readonly MethodKind[] = [], mustChangePassword = false) => ({
  userId: user,
  userName: 'adele@example.com',
  proof: {
    kind,
    mode: kind === 'temporaryAccessPass' ? 'temporaryAccessPassOneTime' : kind,
    at: now,
    methodId: 'id',
  } satisfies Proof,
  detail: { at: now, authenticationMethod: kind, succeeded: true, resultDetail: 'Completed' },
  seconds,
  mustChangePassword,
})

describe('a right answer', () => {
  it('with a pass or a passkey ends the sign-in', () => {
    expect(proved(asking('temporaryAccessPass'), success('temporaryAccessPass', ['fido2'])).isComplete).toBe(true)
    expect(proved(asking('fido2'), success('fido2', ['softwareOath'])).isComplete).toBe(true)
  })
  it('with a password leads to the second factor where there is one', () => {
    const next = proved(asking('password'), success('password', ['temporaryAccessPass', 'softwareOath']))
    expect(next).toMatchObject({
      isComplete: false,
      signIn: { stage: 'prove', asked: 'temporaryAccessPass', alternatives: ['softwareOath'] },
    })
  })
  it('with a password alone ends the sign-in where there is nothing else', () => {
    expect(proved(asking('password'), success('password')).isComplete).toBe(true)
  })
  it('leads to a new password where one has to be chosen', () => {
    expect(proved(asking('password'), success('password', [], true)).signIn.stage).toBe('changePassword')
  })
})

describe('the machine', () => {
  it('takes an answer only to what it asked', () => {
    expect(isAsked(asking('password', ['fido2']), 'fido2')).toBe(false)
    expect(isAsked(newSignIn({ returnTo: '/', app }), 'fido2')).toBe(true)
    expect(isAsked(newSignIn({ returnTo: '/', app }), 'password')).toBe(false)
    expect(isAsked({ ...asking('password'), stage: 'changePassword' }, 'password')).toBe(false)
  })
  it('goes another way only to one it offered', () => {
    expect(chose(asking('password', ['fido2']), 'softwareOath')).toBeUndefined()
    expect(chose(newSignIn({ returnTo: '/', app }), 'fido2')).toBeUndefined()
    expect(chose(asking('password', ['fido2']), 'fido2')).toMatchObject({ asked: 'fido2', alternatives: ['password'] })
  })
  it('keeps what was proved when another way is chosen', () => {
    const second = proved(asking('password'), success('password', ['softwareOath', 'fido2'])).signIn
    expect(chose(second, 'fido2')?.proofs).toHaveLength(1)
  })
  it('stops where the account is off', () => {
    expect(failed(asking('password'), disabledProblem).stage).toBe('blocked')
  })
})

describe('what the person is told', () => {
  it('of a wrong pass is the same whatever the log knows', () => {
    const codes = [130503, 130504, 130505, 130507, 130502] as const
    const told = codes.map((errorCode) => problemOf('temporaryAccessPass', { errorCode }).message)
    expect(new Set(told).size).toBe(1)
  })
  it('of a right pass that is too early names the start', () => {
    const problem = problemOf('temporaryAccessPass', { errorCode: 130504, tellPerson: 'notYetValid', validFrom: now })
    expect(problem).toMatchObject({ code: 'passNotYetValid' })
    expect(problem.message).toContain('2026-03-02 at 08:00 UTC')
  })
})
