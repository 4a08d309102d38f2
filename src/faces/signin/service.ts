import type { z } from 'zod'
import type { proveBody, Step } from '../../../contract/signin.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { AnyMethod } from '../../methods/method.ts'
import {
  beginSignIn,
  changePassword,
  choose,
  currentSignIn,
  identify,
  type ProveOutcome,
  prove,
  restart,
  type SignInContext,
  type SignInView,
} from '../../signin/service.ts'
import type { Answered, Browser, SignInService } from './ports.ts'

/** Binds the sign-in's use-cases to the kernel and the methods, and shows attempts as steps of the contract. */
export function createSignInService(kernel: Kernel, methods: readonly AnyMethod[]): SignInService {
  const inContext = (browser: Browser): SignInContext => ({ kernel, methods, ...browser })
  return {
    begin: async (origin, wish) => {
      const begun = await beginSignIn(inContext({ origin }), wish)
      return { token: begun.token, step: stepOf(begun) }
    },
    current: async (origin, token) => {
      const view = await currentSignIn(inContext({ origin }), token)
      return view && stepOf(view)
    },
    identify: async (browser, token, body) => answered(await identify(inContext(browser), token, body)),
    choose: async (browser, token, body) => answered(await choose(inContext(browser), token, body)),
    restart: async (browser, token, body) => answered(await restart(inContext(browser), token, body)),
    prove: async (browser, token, body) =>
      answered(
        await prove(inContext(browser), token, { version: body.version, method: body.method, answer: answerOf(body) }),
      ),
    changePassword: async (browser, token, body) => answered(await changePassword(inContext(browser), token, body)),
  }
}

/** The part of a body that the method itself judges. */
function answerOf(body: z.infer<typeof proveBody>): unknown {
  switch (body.method) {
    case 'password':
      return body.password
    case 'fido2':
      return body.credential
    default:
      return body.code
  }
}

const answered = (outcome: ProveOutcome): Answered => ({
  step: stepOf(outcome),
  ...(outcome.opened ? { session: { token: outcome.opened.token } } : {}),
})

/** An attempt as the contract words it. */
function stepOf(view: SignInView & Pick<ProveOutcome, 'opened'>): Step {
  const { signIn, version } = view
  if (view.opened) return { step: 'done', version, redirectTo: signIn.returnTo }
  const { problem } = signIn
  const { userName: userPrincipalName } = signIn
  if (signIn.stage === 'changePassword') {
    const error = problem && { error: { code: 'unacceptable' as const, message: problem.message } }
    return { step: 'changePassword', version, userPrincipalName, ...error }
  }
  const error = problem && problem.code !== 'unacceptable' ? { error: { ...problem, code: problem.code } } : {}
  if (signIn.stage === 'blocked' && error.error) return { step: 'blocked', version, error: error.error }
  if (signIn.stage !== 'prove' || signIn.asked === null) {
    return { step: 'identify', version, passkeyOptions: signIn.passkeyOptions, ...error }
  }
  return {
    step: 'prove',
    version,
    userPrincipalName,
    method: signIn.asked,
    factor: signIn.proofs.length === 0 ? 1 : 2,
    alternatives: [...signIn.alternatives],
    ...(signIn.passkeyOptions ? { passkeyOptions: signIn.passkeyOptions } : {}),
    ...error,
  }
}
