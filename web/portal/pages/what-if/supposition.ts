import type { WhatIfBody } from '../../../../contract/graph/what-if.ts'

/** What is supposed of a sign-in, as it stands in the address of the page; empty where nothing was told. */
export interface Supposed {
  readonly user: string
  readonly kind: 'application' | 'action' | 'context'
  /** A client id, a user action or an authentication context. */
  readonly target: string
  readonly ip: string
  readonly country: string
  readonly platform: string
  readonly client: string
  readonly signInRisk: string
  readonly userRisk: string
}

const names = ['user', 'target', 'ip', 'country', 'platform', 'client', 'signInRisk', 'userRisk'] as const

/** Stands for an application that no policy names. */
const anyApplication = '00000000-0000-0000-0000-000000000001'

export const nothingSupposed: Supposed = {
  user: '',
  kind: 'application',
  target: '',
  ip: '',
  country: '',
  platform: '',
  client: 'browser',
  signInRisk: '',
  userRisk: '',
}

export function supposedIn(params: URLSearchParams): Supposed {
  const kind = params.get('kind')
  const read = (name: (typeof names)[number]) => params.get(name) ?? nothingSupposed[name]
  return {
    user: read('user'),
    kind: kind === 'action' || kind === 'context' ? kind : 'application',
    target: read('target'),
    ip: read('ip'),
    country: read('country'),
    platform: read('platform'),
    client: params.has('user') ? (params.get('client') ?? '') : nothingSupposed.client,
    signInRisk: read('signInRisk'),
    userRisk: read('userRisk'),
  }
}

/** The search parameters of the page that asks this. */
export const paramsOf = (supposed: Supposed): Record<string, string> =>
  Object.fromEntries(Object.entries(supposed).filter(([, value]) => value !== ''))

/** What the body of What If calls that which can be typed wrongly. */
export const fields = { ip: 'signInConditions/ipAddress', country: 'signInConditions/country' } as const

type Conditions = NonNullable<WhatIfBody['signInConditions']>

/** The body of What If. */
export function bodyOf(supposed: Supposed): WhatIfBody {
  const { user, ip, country, platform, client, signInRisk, userRisk } = supposed
  return {
    signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: user },
    signInContext: contextOf(supposed),
    signInConditions: {
      ipAddress: ip || null,
      country: country || null,
      devicePlatform: (platform || null) as Conditions['devicePlatform'],
      clientAppType: (client || null) as Conditions['clientAppType'],
      signInRiskLevel: (signInRisk || null) as Conditions['signInRiskLevel'],
      userRiskLevel: (userRisk || null) as Conditions['userRiskLevel'],
    },
  }
}

function contextOf({ kind, target }: Supposed): WhatIfBody['signInContext'] {
  if (kind === 'context') {
    return { '@odata.type': '#microsoft.graph.authContext', authenticationContextValue: target }
  }
  if (kind === 'action') {
    const userAction = target === 'registerOrJoinDevices' ? target : 'registerSecurityInformation'
    return { '@odata.type': '#microsoft.graph.userActionContext', userAction }
  }
  return { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: [target || anyApplication] }
}
