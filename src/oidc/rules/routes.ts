/** Where the engine's endpoints stand below the tenant, as Entra has them. */
export const engineRoutes = {
  token: '/oauth2/v2.0/token',
  jwks: '/discovery/v2.0/keys',
  authorization: '/oauth2/v2.0/authorize',
  device_authorization: '/oauth2/v2.0/devicecode',
  code_verification: '/oauth2/v2.0/deviceauth',
  end_session: '/oauth2/v2.0/logout',
  userinfo: '/oidc/userinfo',
} as const

/** Where the engine leaves a person until they are signed in; ours, and followed by the id of the interaction. */
export const interactionRoute = '/oauth2/v2.0/interaction'

/** Below an interaction: back to the application, without having signed in to it. */
export const giveUpPath = '/back'

/** The path back to the application that waits at a path of ours; nothing where none does. */
export const giveUpPathOf = (path: string): string | undefined => {
  const [tenant = '', uid = '', ...rest] = path.split(`${interactionRoute}/`)
  const isInteraction = /^\/[\w.-]+$/.test(tenant) && /^[\w-]+$/.test(uid) && rest.length === 0
  return isInteraction ? `${path}${giveUpPath}` : undefined
}

/** Fixed by the engine; Entra has it behind `/v2.0`. */
export const discoveryRoute = '/.well-known/openid-configuration'
