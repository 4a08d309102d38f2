import { ConfidentialClientApplication, ServerError } from '@azure/msal-node'
import { beforeAll, expect, test } from 'vitest'
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
