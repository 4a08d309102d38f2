import type { WhatIfBody } from '../../../../contract/graph/what-if.ts'
import type { TargetFacts } from '../rules.ts'
import type { Supposition } from '../service.ts'

type Identity = WhatIfBody['signInIdentity']
type Context = WhatIfBody['signInContext']

/** The sign-in that a body of What If supposes; what it leaves out was not told. */
export function suppositionFrom(body: WhatIfBody): Supposition {
  const conditions = body.signInConditions ?? {}
  const { country, ipAddress } = conditions
  return {
    identity: identityFrom(body.signInIdentity),
    target: targetFrom(body.signInContext),
    platform: conditions.devicePlatform === 'all' ? undefined : (conditions.devicePlatform ?? undefined),
    clientAppType: conditions.clientAppType ?? undefined,
    signInRisk: conditions.signInRiskLevel ?? undefined,
    userRisk: conditions.userRiskLevel ?? undefined,
    servicePrincipalRisk: conditions.servicePrincipalRiskLevel ?? undefined,
    insiderRisk: conditions.insiderRiskLevel ?? undefined,
    transferMethod: conditions.authenticationFlow?.transferMethod ?? undefined,
    ipAddress: ipAddress || undefined,
    country: country?.toUpperCase() || undefined,
  }
}

function identityFrom(identity: Identity): Supposition['identity'] {
  if (identity['@odata.type'] === '#microsoft.graph.servicePrincipalSignIn') {
    return { kind: 'servicePrincipal', id: identity.servicePrincipalId.toLowerCase() }
  }
  const { userId, externalTenantId, externalUserType } = identity
  return {
    kind: 'user',
    userId: userId || null,
    ...(externalUserType && externalUserType !== 'none' && { guestType: externalUserType }),
    ...(externalTenantId && { homeTenantId: externalTenantId.toLowerCase() }),
  }
}

const actions = {
  registerSecurityInformation: 'urn:user:registersecurityinfo',
  registerOrJoinDevices: 'urn:user:registerdevice',
} as const

function targetFrom(context: Context): TargetFacts {
  switch (context?.['@odata.type']) {
    case '#microsoft.graph.applicationContext':
      return { applications: context.includeApplications.map(idInLowerCase) }
    case '#microsoft.graph.userActionContext':
      return { userAction: actions[context.userAction] }
    case '#microsoft.graph.authContext':
      return { authenticationContext: context.authenticationContextValue }
    case undefined:
      return {}
  }
}

const idInLowerCase = (id: string): string => (id.includes('-') ? id.toLowerCase() : id)
