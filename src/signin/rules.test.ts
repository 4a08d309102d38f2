import { describe, expect, it } from 'vitest'
import { userId } from '../base/text.ts'
import { instant } from '../base/time.ts'
import type { MethodKind, Proof } from '../methods/rules.ts'
import { type NextFacts, nextOf } from './rules/next.ts'
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
  type Success,
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
  identified(newSignIn({ returnTo: '/security-info', app, userAction: null }), {
    userName: 'adele@example.com',
    userId: user,
    decoyKey: 'decoy',
    asked,
    alternatives,
  })

const success = (kind: MethodKind): Success => ({
  userId: user,
  userName: 'adele@example.com',
  proof: {
    kind,
    mode: kind === 'temporaryAccessPass' ? 'temporaryAccessPassOneTime' : kind,
    at: now,
    methodId: 'id',
  } satisfies Proof,
  detail: { at: now, authenticationMethod: 'Password', succeeded: true, resultDetail: 'Completed' },
})

const nothingMore: NextFacts = {
  wayOn: null,
  isAgain: false,
  seconds: [],
  mustChangePassword: false,
  campaign: [],
}

/** Where somebody goes who has just proved it. */
const following = (kind: MethodKind, facts: Partial<NextFacts> = {}) =>
  nextOf(proved(asking(kind), success(kind)), { ...nothingMore, ...facts })

const register = { next: 'register', kinds: ['fido2', 'softwareOath'] } as const

describe('after a right answer', () => {
  it.each<[string, ReturnType<typeof following>, object | string]>([
    ['the sign-in ends where nothing is missing', following('temporaryAccessPass'), 'complete'],
    [
      'a second factor is asked for after a password where there is one',
      following('password', { seconds: ['temporaryAccessPass', 'softwareOath'] }),
      { signIn: { stage: 'prove', asked: 'temporaryAccessPass', alternatives: ['softwareOath'], why: null } },
    ],
    [
      'what policies want is asked for before any other second factor',
      following('password', { wayOn: { next: 'prove', kinds: ['fido2'] }, seconds: ['softwareOath'] }),
      { signIn: { stage: 'prove', asked: 'fido2', alternatives: [], why: 'more' } },
    ],
    [
      'a second factor is asked for before something is added',
      following('password', { wayOn: register, seconds: ['softwareOath'] }),
      { signIn: { stage: 'prove', asked: 'softwareOath' } },
    ],
    [
      'something is added where nothing the person has will do',
      following('temporaryAccessPass', { wayOn: register }),
      { signIn: { stage: 'register', asked: 'fido2', alternatives: ['softwareOath'], mayPutOff: false } },
    ],
    [
      'a passkey that is not enough is told apart',
      following('fido2', { wayOn: { next: 'prove', kinds: ['fido2'] } }),
      { signIn: { stage: 'prove', why: 'otherPasskey' } },
    ],
    [
      'a new password is chosen once all else is proved',
      following('password', { mustChangePassword: true }),
      { signIn: { stage: 'changePassword', asked: null } },
    ],
    [
      'a new password waits for what is to be added',
      following('password', { mustChangePassword: true, wayOn: register }),
      { signIn: { stage: 'register' } },
    ],
    [
      'a policy may ask for a new password',
      following('password', { wayOn: { next: 'changePassword' } }),
      { signIn: { stage: 'changePassword' } },
    ],
    [
      'whoever has not typed the password in this attempt types it before a new one is chosen',
      following('fido2', { wayOn: { next: 'changePassword' } }),
      { signIn: { stage: 'prove', asked: 'password', alternatives: [] } },
    ],
    ['nobody goes on where nothing helps', following('password', { wayOn: { next: 'nothing' } }), 'nothingHelps'],
    [
      'a campaign asks last, and may be put off',
      following('temporaryAccessPass', { campaign: ['fido2'] }),
      { signIn: { stage: 'register', asked: 'fido2', mayPutOff: true } },
    ],
    [
      'a campaign waits for a new password',
      following('password', { mustChangePassword: true, campaign: ['fido2'] }),
      { signIn: { stage: 'changePassword' } },
    ],
  ])('%s', (_, next, expected) => {
    if (typeof expected === 'string') expect(next).toBe(expected)
    else expect(next).toMatchObject(expected)
  })
})

describe('the machine', () => {
  it('takes an answer only to what it asked', () => {
    expect(isAsked(asking('password', ['fido2']), 'fido2')).toBe(false)
    expect(isAsked(newSignIn({ returnTo: '/', app, userAction: null }), 'fido2')).toBe(true)
    expect(isAsked(newSignIn({ returnTo: '/', app, userAction: null }), 'password')).toBe(false)
    expect(isAsked({ ...asking('password'), stage: 'changePassword' }, 'password')).toBe(false)
  })
  it('goes another way only to one it offered', () => {
    expect(chose(asking('password', ['fido2']), 'softwareOath')).toBeUndefined()
    expect(chose(newSignIn({ returnTo: '/', app, userAction: null }), 'fido2')).toBeUndefined()
    expect(chose(asking('password', ['fido2']), 'fido2')).toMatchObject({ asked: 'fido2', alternatives: ['password'] })
  })
  it('keeps what was proved when another way is chosen', () => {
    const next = following('password', { seconds: ['softwareOath', 'fido2'] })
    expect(typeof next === 'object' && chose(next.signIn, 'fido2')?.proofs).toHaveLength(1)
  })
  it('lets somebody choose what to add, and takes no proof there', () => {
    const next = following('temporaryAccessPass', { wayOn: register })
    if (typeof next === 'string') throw new Error(next)
    expect(chose(next.signIn, 'softwareOath')).toMatchObject({ stage: 'register', asked: 'softwareOath' })
    expect(isAsked(next.signIn, 'fido2')).toBe(false)
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
