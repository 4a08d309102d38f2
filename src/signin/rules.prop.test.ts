import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Missing, type Way, wayOn } from '../access/rules.ts'
import { userId } from '../base/text.ts'
import { instant } from '../base/time.ts'
import type { MethodKind, Proof } from '../methods/rules.ts'
import {
  builtInStrengths,
  multifactorStrength,
  type StrengthProof,
  satisfies,
} from '../policies/authentication-strengths/rules.ts'
import { isMultifactor } from '../sessions/rules.ts'
import { type Next, nextOf } from './rules/next.ts'
import { registrationProblem, waitProblem } from './rules/problems.ts'
import {
  chose,
  failed,
  identified,
  isAsked,
  newSignIn,
  passwordChanged,
  proved,
  type SignIn,
  type Success,
} from './rules.ts'

const kinds: readonly MethodKind[] = ['temporaryAccessPass', 'fido2', 'softwareOath', 'password']
const kind = fc.constantFrom(...kinds)
const now = instant(0)
const app = { appId: 'app', displayName: 'App', clientAppType: 'browser' } as const
const aim = { returnTo: '/', app, userAction: null }

const strengths = [multifactorStrength, ...builtInStrengths.slice(1)].map(
  (strength): Missing => ({ operator: 'AND', controls: [{ kind: 'authenticationStrength', strength }] }),
)

/** A tenant and a person: what policies ask for, what the person has, what may be added. */
const world = fc.record({
  policies: fc.subarray(strengths),
  has: fc.subarray([...kinds]),
  addable: fc.subarray<MethodKind>(['fido2', 'softwareOath']),
  hasOnlyPassword: fc.boolean(),
  mustChange: fc.boolean(),
  campaign: fc.boolean(),
})
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never

const modeOf = (one: MethodKind) => (one === 'temporaryAccessPass' ? 'temporaryAccessPassOneTime' : one)
const proofOf = (one: MethodKind): Proof => ({ kind: one, mode: modeOf(one), at: now, methodId: 'm' })
const wayOf = (one: MethodKind): Way => ({ kind: one, proof: { mode: modeOf(one) }, isSecond: one === 'softwareOath' })

const isThrough = ({ policies }: World, proofs: readonly StrengthProof[]) =>
  policies.every(({ controls }) =>
    controls.every((control) => control.kind === 'authenticationStrength' && satisfies(control.strength, proofs)),
  )

/** What the service does between two answers, without a database. */
function whereTo(given: World, signIn: SignIn): Next {
  const held = signIn.proofs.map(({ mode }): StrengthProof => ({ mode }))
  const proved = new Set(signIn.proofs.map((proof) => proof.kind))
  const missing = given.policies.filter((policy) => !isThrough({ ...given, policies: [policy] }, held))
  const isAfterPassword = proved.has('password') && !isMultifactor(signIn.proofs)
  const plan = () =>
    wayOn({
      missing,
      held,
      fresh: held,
      usable: given.has.map(wayOf),
      registrable: given.addable.map((one) => ({ ...wayOf(one), isSecond: false })),
      passwordMayRegister: given.hasOnlyPassword && given.has.every((one) => one === 'password'),
    })
  return nextOf(signIn, {
    wayOn: missing.length > 0 ? plan() : null,
    isAgain: false,
    seconds: isAfterPassword ? given.has.filter((one) => one !== 'password' && !proved.has(one)) : [],
    mustChangePassword: given.mustChange && proved.has('password') && !signIn.passwordChanged,
    campaign:
      given.campaign && given.addable.includes('fido2') && !proved.has('fido2') && isMultifactor(signIn.proofs)
        ? ['fido2']
        : [],
  })
}

const event = fc.oneof(
  fc.record({ event: fc.constant('identified' as const), asked: kind, alternatives: fc.uniqueArray(kind) }),
  fc.record({ event: fc.constant('chose' as const), kind }),
  fc.record({ event: fc.constant('failed' as const), kind }),
  fc.record({ event: fc.constant('proved' as const), kind }),
  fc.record({ event: fc.constant('registered' as const), kind }),
  fc.record({ event: fc.constant('changed' as const) }),
)
type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never

const success = (one: MethodKind): Success => ({
  userId: userId('u'),
  userName: 'a',
  proof: proofOf(one),
  detail: { at: now, authenticationMethod: 'Password', succeeded: true, resultDetail: '' },
})

/** Applies an event as the service does: only where the machine takes it. */
function step(given: World, signIn: SignIn, { event: what, ...rest }: Event): Next {
  const stay = { signIn }
  const one = 'kind' in rest ? rest.kind : 'password'
  switch (what) {
    case 'identified':
      if (signIn.stage !== 'identify' || !('asked' in rest)) return stay
      return { signIn: identified(signIn, { ...rest, userName: 'a', userId: userId('u'), decoyKey: 'd' }) }
    case 'chose':
      return { signIn: chose(signIn, one) ?? signIn }
    case 'failed':
      if (signIn.stage === 'register') return { signIn: failed(signIn, registrationProblem('no')) }
      return isAsked(signIn, one) ? { signIn: failed(signIn, waitProblem(1)) } : stay
    case 'proved':
      return isAsked(signIn, one) && given.has.includes(one) ? whereTo(given, proved(signIn, success(one))) : stay
    case 'registered': {
      const isOffered = signIn.stage === 'register' && signIn.asked === one
      return isOffered ? whereTo(given, proved(signIn, success(one))) : stay
    }
    case 'changed':
      return signIn.stage === 'changePassword' ? whereTo(given, passwordChanged(signIn, now)) : stay
  }
}

it('ends in no order of events without a proof of what was asked, and with everything that policies ask for', () => {
  fc.assert(
    fc.property(world, fc.array(event, { maxLength: 30 }), (given, events) => {
      let signIn: SignIn = newSignIn(aim)
      let last: readonly Proof[] = []
      for (const one of events) {
        const after = step(given, signIn, one)
        if (after === 'nothingHelps') return
        if (after === 'complete') {
          expect(['proved', 'registered', 'changed']).toContain(one.event)
          const proofs = 'kind' in one && one.event !== 'failed' ? [...last, proofOf(one.kind)] : last
          expect(proofs.length).toBeGreaterThan(0)
          expect(isThrough(given, proofs)).toBe(true)
          return
        }
        signIn = after.signIn
        last = signIn.proofs
      }
    }),
    { numRuns: 500 },
  )
})

it('adds nothing before something was proved, and nothing with a password to somebody who has more', () => {
  fc.assert(
    fc.property(world, fc.array(event, { maxLength: 20 }), (given, events) => {
      let signIn: SignIn = newSignIn(aim)
      for (const one of events) {
        const after = step(given, signIn, one)
        if (typeof after === 'string') return
        signIn = after.signIn
        if (signIn.stage !== 'register') continue
        expect(signIn.proofs.length).toBeGreaterThan(0)
        if (!isMultifactor(signIn.proofs)) expect(given.hasOnlyPassword && given.has.length <= 1).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

it('ends on every path of right answers, and asks for nothing twice', () => {
  fc.assert(
    fc.property(world, fc.nat(), (given, choice) => {
      const [first] = given.has.filter((one) => one !== 'softwareOath')
      if (first === undefined) return
      let signIn = identified(newSignIn(aim), {
        userName: 'a',
        userId: userId('u'),
        decoyKey: 'd',
        asked: first,
        alternatives: [],
      })
      for (let answers = 1; answers <= 8; answers++) {
        const offered = [signIn.asked ?? first, ...signIn.alternatives]
        const one = offered[choice % offered.length] ?? first
        const here = signIn.asked === one || signIn.asked === null ? signIn : (chose(signIn, one) ?? signIn)
        const what = {
          prove: 'proved',
          register: 'registered',
          changePassword: 'changed',
          identify: 'proved',
          blocked: 'proved',
        } as const
        expect(here.stage === 'prove' && here.proofs.some((proof) => proof.kind === one)).toBe(false)
        const after = step(given, here, { event: what[here.stage], kind: one } as Event)
        if (typeof after === 'string') return
        signIn = after.signIn
      }
      throw new Error('the sign-in did not end')
    }),
    { numRuns: 500 },
  )
})
