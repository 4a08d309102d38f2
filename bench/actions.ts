import type { RequestOptions, SoftAuthenticator } from '../tests/kit/soft-authenticator.ts'
import { call, fromBrowser } from './client.ts'
import type { Seeded } from './seed.ts'

export async function accessToken(address: string, seeded: Seeded): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: seeded.clientId,
    client_secret: seeded.clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await call(address, 'POST', `/${seeded.tenantId}/oauth2/v2.0/token`, headers, form.toString())
  return String(answer.body['access_token'])
}

/** Settings of a server that is measured: one caller may send as much as it can. */
export const measuredServer = {
  LATCHKEY_TRUSTED_PROXIES: '127.0.0.1',
  LATCHKEY_GRAPH_REQUESTS_PER_MINUTE: '0',
  LATCHKEY_GRAPH_CHANGES_PER_MINUTE: '0',
}

/** Issues a one-time pass over Graph; returns its code. */
export async function issue(address: string, token: string, user: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const path = `/v1.0/users/${encodeURIComponent(user)}/authentication/temporaryAccessPassMethods`
  const answer = await call(address, 'POST', path, headers, { isUsableOnce: true })
  if (answer.status !== 201) throw new Error(`issuing answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return String(answer.body['temporaryAccessPass'])
}

/** A sign-in that waits for its proof. */
export interface Asked {
  readonly headers: Readonly<Record<string, string>>
  readonly version: unknown
  readonly passkeyOptions: unknown
}

/** The page, and the user name where one is given. */
export async function ask(address: string, number: number, userPrincipalName?: string): Promise<Asked> {
  const begun = await call(address, 'GET', '/signin', fromBrowser(number))
  const [cookie = ''] = begun.cookies
  const headers = { ...fromBrowser(number), cookie }
  const { version, passkeyOptions } = begun.body
  if (userPrincipalName === undefined) return { headers, version, passkeyOptions }
  const asked = await call(address, 'POST', '/signin/identify', headers, { version, userPrincipalName })
  return { headers, version: asked.body['version'], passkeyOptions: asked.body['passkeyOptions'] }
}

async function prove(address: string, asked: Asked, proof: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await call(address, 'POST', '/signin/prove', asked.headers, { version: asked.version, ...proof })
  if (answer.body['step'] !== 'done') throw new Error(`the proof was answered ${JSON.stringify(answer.body)}`)
}

export const redeem = (address: string, asked: Asked, code: string): Promise<void> =>
  prove(address, asked, { method: 'temporaryAccessPass', code })

/** An assertion made beforehand, so that making it is not measured. */
export const assertion = (asked: Asked, authenticator: SoftAuthenticator) =>
  authenticator.get(asked.passkeyOptions as RequestOptions)

export const provePasskey = (address: string, asked: Asked, credential: unknown): Promise<void> =>
  prove(address, asked, { method: 'fido2', credential })
