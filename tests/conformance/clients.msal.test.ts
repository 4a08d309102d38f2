import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication, ServerError } from '@azure/msal-node'
import { beforeAll, describe, expect, test } from 'vitest'
import { createPublicApplication } from '../../src/applications/service.ts'
import type { User } from '../../src/directory/rules.ts'
import { aUser, systemActor } from '../kit/builders.ts'
import { SignInClient } from '../kit/sign-in-client.ts'
import { graphScope } from '../kit/token.ts'
import { type Clients, openClients } from './clients.ts'

let clients: Clients

beforeAll(async () => {
  clients = await openClients(['User.Read.All'])
  return () => clients[Symbol.asyncDispose]()
})

test('it finds its way by itself and gets a token that Graph takes, once for an hour', async () => {
  const scopes = [graphScope]
  const first = await clients.msal.acquireTokenByClientCredential({ scopes })
  expect(first).toMatchObject({ tokenType: 'Bearer', fromCache: false, scopes })
  const again = await clients.msal.acquireTokenByClientCredential({ scopes })
  expect(again).toMatchObject({ accessToken: first?.accessToken, fromCache: true })
  const answer = await fetch(`${clients.address}/v1.0/users`, {
    headers: { authorization: `Bearer ${first?.accessToken}` },
  })
  expect(answer.status).toBe(200)
})

test('a wrong secret is told in words it reads', async () => {
  const configuration = {
    auth: {
      clientId: '00000000-0000-4000-8000-000000000001',
      clientSecret: 'wrong',
      authority: `${clients.address}/${clients.kernel.tenant.domain}`,
      knownAuthorities: [new URL(clients.address).host],
    },
  }
  const refused = await new ConfidentialClientApplication(configuration)
    .acquireTokenByClientCredential({ scopes: [graphScope] })
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ServerError)
  expect(refused).toMatchObject({ errorCode: expect.stringMatching(/client$/) })
  expect(String(refused)).toContain('AADSTS7000')
})

describe('a public client', () => {
  async function openPublicClient(redirectUri: string): Promise<PublicClientApplication> {
    const given = { displayName: 'Phone book', redirectUris: [redirectUri], delegatedPermissions: ['User.Read'] }
    const { appId } = await createPublicApplication(clients.kernel, systemActor(), given)
    const authority = `${clients.address}/${clients.kernel.tenant.id}`
    const knownAuthorities = [new URL(clients.address).host]
    return new PublicClientApplication({ auth: { clientId: appId, authority, knownAuthorities } })
  }

  /** Opens an address as a browser and signs the user in with a pass, up to the answer that leads or posts elsewhere. */
  async function signIn(address: string, user: User): Promise<Response> {
    const browser = new SignInClient(clients.address)
    let next = new URL(address)
    for (let hops = 0; hops < 10; hops++) {
      const answer = await browser.request('GET', `${next.pathname}${next.search}`)
      if (next.pathname === '/signin') {
        const { version } = (await answer.json()) as { version: number }
        const code = await clients.site.passFor(user)
        const named = await browser.identify(user.userPrincipalName, version)
        const done = await browser.prove({ version: named.version, method: 'temporaryAccessPass', code })
        if (done.step !== 'done') throw new Error(`Sign-in stopped at ${done.step}`)
        next = new URL(done.redirectTo, clients.address)
        continue
      }
      const location = answer.headers.get('location')
      if (location === null) return answer
      next = new URL(location, clients.address)
      if (next.origin !== clients.address) return answer
    }
    throw new Error('The redirects do not end')
  }

  const me = async (accessToken: string) => {
    const answer = await fetch(`${clients.address}/v1.0/me`, { headers: { authorization: `Bearer ${accessToken}` } })
    return answer.json()
  }

  test.each([['User.Read'], ['https://graph.microsoft.com/User.Read'], ['https://graph.microsoft.com/.default']])(
    'signs somebody in by a code with PKCE for %s, and stays signed in by refreshing',
    async (...scopes) => {
      const redirectUri = 'http://localhost:3000/back'
      const client = await openPublicClient(redirectUri)
      const user = await aUser(clients.kernel)
      const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
      const asked = { scopes, redirectUri, state: 'state-1', nonce: 'nonce-1' }
      const address = await client.getAuthCodeUrl({ ...asked, codeChallenge: challenge, codeChallengeMethod: 'S256' })
      const back = new URL((await signIn(address, user)).headers.get('location') ?? '')
      expect(`${back.origin}${back.pathname}`).toBe(redirectUri)
      expect(back.searchParams.get('state')).toBe('state-1')
      const code = back.searchParams.get('code') ?? ''
      const first = await client.acquireTokenByCode({ ...asked, code, codeVerifier: verifier }, { ...asked, code })
      expect(first).toMatchObject({
        fromCache: false,
        scopes: expect.arrayContaining(scopes),
        tenantId: clients.kernel.tenant.id,
        account: { username: user.userPrincipalName, localAccountId: user.id, tenantId: clients.kernel.tenant.id },
        idTokenClaims: { oid: user.id, nonce: 'nonce-1' },
      })
      expect(await me(first.accessToken)).toMatchObject({ id: user.id })
      const [account] = await client.getAllAccounts()
      if (!account) throw new Error('It remembers nobody')
      const cached = await client.acquireTokenSilent({ account, scopes })
      expect(cached).toMatchObject({ fromCache: true, accessToken: first.accessToken })
      clients.kernel.clock.advanceSeconds(60)
      const refreshed = await client.acquireTokenSilent({ account, scopes, forceRefresh: true })
      expect(refreshed.fromCache).toBe(false)
      expect(refreshed.accessToken).not.toBe(first.accessToken)
      expect(await me(refreshed.accessToken)).toMatchObject({ id: user.id })
    },
  )
})
