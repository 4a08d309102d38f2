import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { createPublicApplication } from '../../src/applications/service.ts'
import type { User } from '../../src/directory/rules.ts'
import { systemActor } from './builders.ts'
import { aPasskey } from './methods.ts'
import { SignInClient } from './sign-in-client.ts'
import type { TestSite } from './site.ts'
import type { RequestOptions } from './soft-authenticator.ts'

export const redirectUri = 'https://app.example.com/signed-in'
export const verifier = 'a-verifier-of-at-least-forty-three-characters-0123456789'
const challenge = createHash('sha256').update(verifier).digest('base64url')
const everything = 'openid profile offline_access https://graph.microsoft.com/User.Read'

/** An application people sign in to, and somebody's browser. */
export interface AppScene {
  readonly site: TestSite
  readonly browser: SignInClient
  readonly clientId: string
  readonly displayName: string
}

/** A public application of the tenant, and a fresh browser. */
export async function openApp(site: TestSite, permissions: readonly string[] = ['User.Read']): Promise<AppScene> {
  const displayName = 'Phone book'
  const given = { displayName, redirectUris: [redirectUri], delegatedPermissions: permissions }
  const { appId } = await createPublicApplication(site.kernel, systemActor(), given)
  return { site, browser: new SignInClient(site.origin), clientId: appId, displayName }
}

/** Where the application sends people. */
export const authorizePath = ({ site, clientId }: AppScene, changes: Readonly<Record<string, string>> = {}): string =>
  `/${site.kernel.tenant.id}/oauth2/v2.0/authorize?${new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: everything,
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  })}`

/** Follows redirects inside this server; ends at the first that leads elsewhere, or at a page. */
export async function follow(
  scene: AppScene,
  path: string,
): Promise<{ readonly status: number; readonly to: URL; readonly text: string }> {
  let next = path
  for (let hops = 0; hops < 10; hops++) {
    const answer = await scene.browser.request('GET', next)
    const location = answer.headers.get('location')
    if (location === null)
      return { status: answer.status, to: new URL(next, scene.site.origin), text: await answer.text() }
    const to = new URL(location, scene.site.origin)
    if (to.origin !== scene.site.origin || to.pathname === '/signin') return { status: answer.status, to, text: '' }
    next = `${to.pathname}${to.search}`
  }
  throw new Error('The redirects do not end')
}

/** Signs the user in with a pass at the place the application's request led to, and comes back from there. */
async function comeBack(
  scene: AppScene,
  user: User,
  changes: Readonly<Record<string, string>> = {},
): Promise<URLSearchParams> {
  const asked = await follow(scene, authorizePath(scene, changes))
  expect(asked.to.pathname).toBe('/signin')
  const code = await scene.site.passFor(user, { isUsableOnce: false })
  const begun = await (await scene.browser.request('GET', `${asked.to.pathname}${asked.to.search}`)).json()
  const named = await scene.browser.identify(user.userPrincipalName, (begun as { version: number }).version)
  const done = await scene.browser.prove({ version: named.version, method: 'temporaryAccessPass', code })
  if (done.step !== 'done') throw new Error(`Sign-in stopped at ${done.step}`)
  const back = await follow(scene, done.redirectTo)
  expect(`${back.to.origin}${back.to.pathname}`).toBe(redirectUri)
  expect(back.to.searchParams.get('state')).toBe('state-1')
  return back.to.searchParams
}

/** As `comeBack`, with the code that came along. */
export const codeFor = async (
  scene: AppScene,
  user: User,
  changes: Readonly<Record<string, string>> = {},
): Promise<string> => (await comeBack(scene, user, changes)).get('code') ?? ''

async function token(scene: AppScene, form: Readonly<Record<string, string>>) {
  const answer = await fetch(`${scene.site.origin}/${scene.site.kernel.tenant.id}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: scene.clientId, ...form }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, string> & { error_codes?: number[] } }
}

/** Exchanges a code. */
export const redeem = (scene: AppScene, code: string, changes: Readonly<Record<string, string>> = {}) =>
  token(scene, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...changes,
  })

/** Exchanges a refresh token. */
export const refresh = (scene: AppScene, refreshToken: string, changes: Readonly<Record<string, string>> = {}) =>
  token(scene, { grant_type: 'refresh_token', refresh_token: refreshToken, scope: everything, ...changes })

/** Calls Graph with an access token. */
export const graph = (scene: AppScene, accessToken: string, path: string, init: RequestInit = {}) =>
  fetch(`${scene.site.origin}/v1.0${path}`, {
    ...init,
    headers: { authorization: `Bearer ${accessToken}`, ...init.headers },
  })

export const claimsOf = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))

/** Signs in on our own pages with a passkey of the model, made for it. */
export async function signInByPasskey({ browser, site }: AppScene, user: User, aaguid?: string): Promise<void> {
  const { authenticator } = await aPasskey(site.kernel, user, aaguid === undefined ? {} : { aaguid })
  const begun = await browser.begin()
  const asked = await browser.identify(user.userPrincipalName, begun.version)
  if (asked.step !== 'prove') throw new Error(`Nothing is asked at ${asked.step}`)
  const credential = authenticator.get(asked.passkeyOptions as RequestOptions)
  expect((await browser.prove({ version: asked.version, method: 'fido2', credential })).step).toBe('done')
}
