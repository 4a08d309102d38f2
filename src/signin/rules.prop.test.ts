import fc from 'fast-check'
import { expect, it } from 'vitest'
import { userId } from '../base/text.ts'
import { instant } from '../base/time.ts'
import type { MethodKind, Proof } from '../methods/rules.ts'
import { isMultifactor } from '../sessions/rules.ts'
import { waitProblem } from './rules/problems.ts'
import { chose, failed, identified, isAsked, newSignIn, proved, type SignIn } from './rules.ts'

const kind = fc.constantFrom<MethodKind>('temporaryAccessPass', 'fido2', 'softwareOath', 'password')
const now = instant(0)
const app = { appId: 'app', displayName: 'App', clientAppType: 'browser' } as const

const event = fc.oneof(
  fc.record({ event: fc.constant('identified' as const), asked: kind, alternatives: fc.uniqueArray(kind) }),
  fc.record({ event: fc.constant('chose' as const), kind }),
  fc.record({ event: fc.constant('failed' as const), kind }),
  fc.record({ event: fc.constant('proved' as const), kind, seconds: fc.uniqueArray(kind), mustChange: fc.boolean() }),
)
type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never

/** Applies an event as the service does: only where the machine takes it. Undefined once complete. */
function step(signIn: SignIn, given: Event): SignIn | 'complete' {
  switch (given.event) {
    case 'identified':
      if (signIn.stage !== 'identify') return signIn
      return identified(signIn, { ...given, userName: 'a', userId: userId('u'), decoyKey: 'd' })
    case 'chose':
      return chose(signIn, given.kind) ?? signIn
    case 'failed':
      return isAsked(signIn, given.kind) ? failed(signIn, waitProblem(1)) : signIn
    case 'proved': {
      if (!isAsked(signIn, given.kind)) return signIn
      const mode = given.kind === 'temporaryAccessPass' ? 'temporaryAccessPassOneTime' : given.kind
      const proof: Proof = { kind: given.kind, mode, at: now, methodId: 'm' }
      const after = proved(signIn, {
        userId: userId('u'),
        userName: 'a',
        proof,
        detail: { at: now, authenticationMethod: given.kind, succeeded: true, resultDetail: '' },
        seconds: given.seconds.filter((second) => second !== 'password'),
        mustChangePassword: given.mustChange,
      })
      return after.isComplete ? 'complete' : after.signIn
    }
  }
}

it('completes in no order of events without a proof of what was asked', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let signIn: SignIn = newSignIn({ returnTo: '/', app })
      for (const given of events) {
        const before = signIn
        const after = step(signIn, given)
        if (after === 'complete') {
          expect(given.event).toBe('proved')
          if (given.event === 'proved') expect(isAsked(before, given.kind)).toBe(true)
          return
        }
        signIn = after
      }
    }),
  )
})

it('never asks again for what was proved, so that every path of right answers ends', () => {
  fc.assert(
    fc.property(kind, fc.uniqueArray(kind), (first, seconds) => {
      let signIn = identified(newSignIn({ returnTo: '/', app }), {
        userName: 'a',
        userId: userId('u'),
        decoyKey: 'd',
        asked: first,
        alternatives: [],
      })
      for (let answers = 1; answers <= 3; answers++) {
        const after = step(signIn, { event: 'proved', kind: signIn.asked ?? first, seconds, mustChange: false })
        if (after === 'complete') return
        signIn = after
        expect(isMultifactor(signIn.proofs)).toBe(false)
      }
      throw new Error('the sign-in did not end')
    }),
  )
})
