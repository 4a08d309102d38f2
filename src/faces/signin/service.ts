import type { z } from 'zod'
import type { proveBody, registerBody, Step } from '../../../contract/signin.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { AnyMethod } from '../../methods/method.ts'
import {
  beginSignIn,
  changePassword,
  choose,
  currentSignIn,
  identify,
  keyToAdd,
  type ProveOutcome,
  prove,
  putOff,
  register,
  restart,
  type SignInContext,
  type SignInView,
} from '../../signin/service.ts'
import type { Answered, Browser, SignInService } from './ports.ts'
import { stepOf } from './steps.ts'

/** Binds the sign-in's use-cases to the kernel and the methods, and shows attempts as steps of the contract. */
export function createSignInService(kernel: Kernel, methods: readonly AnyMethod[]): SignInService {
  const inContext = (browser: Browser): SignInContext => ({ kernel, methods, ...browser })
  type Body = { readonly version: number }
  const answering =
    <Given extends Body>(act: (context: SignInContext, token: string, body: Given) => Promise<ProveOutcome>) =>
    async (browser: Browser, token: string, body: Given): Promise<Answered> => {
      const context = inContext(browser)
      const outcome = await act(context, token, body)
      const { opened, keeps } = outcome
      const step = await shown(context, token, outcome)
      if (!opened) return { step }
      return { step, session: { token: opened.token, ...(keeps && { keepUntil: opened.session.expiresAt }) } }
    }
  return {
    begin: async (origin, wish) => {
      const context = inContext({ origin })
      const begun = await beginSignIn(context, wish)
      return { token: begun.token, step: await shown(context, begun.token.reveal(), begun) }
    },
    current: async (origin, token) => {
      const context = inContext({ origin })
      const view = await currentSignIn(context, token)
      return view && shown(context, token, view)
    },
    identify: answering(identify),
    choose: answering(choose),
    restart: answering(restart),
    prove: answering((context, token, body) =>
      prove(context, token, { version: body.version, method: body.method, answer: answerOf(body) }),
    ),
    register: answering((context, token, body) =>
      register(context, token, { version: body.version, method: body.method, answer: registrationOf(body) }),
    ),
    putOff: answering(putOff),
    changePassword: answering(changePassword),
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

const registrationOf = (body: z.infer<typeof registerBody>): unknown =>
  body.method === 'softwareOath'
    ? { code: body.code }
    : { credential: body.credential, ...(body.displayName?.trim() && { displayName: body.displayName }) }

/** An attempt as the contract words it, with the key of an app that is to be added. */
async function shown(
  context: SignInContext,
  token: string,
  view: SignInView & Pick<ProveOutcome, 'opened'>,
): Promise<Step> {
  const step = stepOf(view)
  if (step.step !== 'register' || step.method !== 'softwareOath') return step
  const app = await keyToAdd(context, token)
  return { ...step, ...(app && { app: { uri: app.uri, key: app.key } }) }
}
