import type { AddableKindName, Step, WhyMore } from '../../../contract/signin.ts'
import { portalApp } from '../../access/rules.ts'
import type { MethodKind } from '../../methods/method.ts'
import { giveUpPathOf } from '../../oidc/service.ts'
import type { ProveOutcome, SignInView } from '../../signin/service.ts'

type SignIn = SignInView['signIn']

/** An attempt as the contract words it; what an app needs that is to be added stands elsewhere. */
export function stepOf(view: SignInView & Pick<ProveOutcome, 'opened'>): Step {
  const { signIn, version } = view
  if (view.opened) return { step: 'done', version, redirectTo: signIn.returnTo }
  const { problem } = signIn
  const { userName: userPrincipalName } = signIn
  if (signIn.stage === 'changePassword') {
    const error = problem && { error: { code: 'unacceptable' as const, message: problem.message } }
    return { step: 'changePassword', version, userPrincipalName, ...error }
  }
  const error = problem && problem.code !== 'unacceptable' ? { error: { ...problem, code: problem.code } } : {}
  if (signIn.stage === 'blocked' && error.error) {
    return { step: 'blocked', version, error: error.error, ...backFrom(signIn) }
  }
  if (signIn.asked === null || signIn.stage === 'identify' || signIn.stage === 'blocked') {
    return { step: 'identify', version, passkeyOptions: signIn.passkeyOptions, ...error }
  }
  const why = whyOf(signIn)
  if (signIn.stage === 'register') return { ...registration(signIn), version, userPrincipalName, ...why, ...error }
  return {
    step: 'prove',
    version,
    userPrincipalName,
    method: signIn.asked,
    factor: signIn.proofs.length === 0 ? 1 : 2,
    alternatives: [...signIn.alternatives],
    ...(signIn.passkeyOptions ? { passkeyOptions: signIn.passkeyOptions } : {}),
    ...why,
    ...error,
  }
}

/** Where an application waits for the person, and only there, there is a way back to it. */
function backFrom({ app, returnTo }: SignIn): Pick<Extract<Step, { step: 'blocked' }>, 'back'> {
  const path = app.appId === portalApp.appId ? undefined : giveUpPathOf(returnTo)
  return path === undefined ? {} : { back: { appName: app.displayName, path } }
}

const whyOf = ({ why, app }: SignIn): { readonly why?: WhyMore } =>
  why ? { why: { because: why, appName: app.displayName } } : {}

function registration({ asked, alternatives, mayPutOff, passkeyOptions }: SignIn) {
  const method: AddableKindName = asked === 'softwareOath' ? 'softwareOath' : 'fido2'
  return {
    step: 'register' as const,
    method,
    alternatives: alternatives.filter(isAddable),
    mayPutOff,
    ...(passkeyOptions ? { creationOptions: passkeyOptions } : {}),
  }
}

const isAddable = (kind: MethodKind): kind is AddableKindName => kind === 'fido2' || kind === 'softwareOath'
