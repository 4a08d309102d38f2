import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { Client, GraphError, PageIterator } from '@microsoft/microsoft-graph-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApplication } from '../src/applications/service.ts'
import { graphFace } from '../src/faces/graph/plugin.ts'
import { graphRoutes } from '../src/faces/graph/routes.ts'
import { oidcFace } from '../src/faces/oidc.ts'
import { buildServer, listen } from '../src/main/server.ts'
import { verifyAccessToken } from '../src/oidc/service.ts'
import { updateConfigurations } from '../src/policies/authentication-methods/service.ts'
import { aUser, systemActor } from './kit/builders.ts'
import { selfSignedCertificate } from './kit/certificate.ts'
import { openTestKernel, type TestKernel } from './kit/kernel.ts'
import { freePort } from './kit/running-server.ts'
import { graphScope, plainSite } from './kit/token.ts'

const permissions = ['UserAuthenticationMethod.ReadWrite.All', 'User.Read.All', 'AuditLog.Read.All']

let kernel: TestKernel
let address: string
let client: Client
let clientId: string
let clientSecret: string

const cleaners: (() => unknown)[] = []

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-graph-'))
  cleaners.push(() => rm(folder, { recursive: true }))
  const tls = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') }
  const { certificate, key } = selfSignedCertificate()
  await writeFile(tls.certFile, certificate)
  await writeFile(tls.keyFile, key)
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, certificate])
  cleaners.push(() => setDefaultCACertificates(trusted))
  const port = await freePort()
  address = `https://localhost:${port}`
  kernel = await openTestKernel({ settings: { tls, port, publicUrl: address } })
  cleaners.push(() => kernel[Symbol.asyncDispose]())
  const credentials = {
    verifyAccessToken: (token: string) => verifyAccessToken(kernel, token, systemActor().origin),
    findSession: async () => undefined,
  }
  const graph = graphFace({ kernel, routes: graphRoutes, credentials })
  const faces = [
    { name: 'graph', plugin: graph } as const,
    { name: 'oidc', plugin: oidcFace(kernel, plainSite) } as const,
  ]
  const server = await buildServer({ kernel, faces })
  await listen(server, kernel.settings)
  cleaners.push(() => server.close())
  await updateConfigurations(kernel, systemActor(), [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
  const created = await createApplication(kernel, systemActor(), { displayName: 'Onboarding', permissions })
  clientId = created.application.appId
  clientSecret = created.secret.secret.reveal()
  client = Client.initWithMiddleware({
    baseUrl: `${address}/`,
    defaultVersion: 'v1.0',
    customHosts: new Set(['localhost']),
    authProvider: { getAccessToken },
  })
})

afterAll(async () => {
  for (const clean of cleaners.toReversed()) await clean()
})

async function getAccessToken(): Promise<string> {
  const answer = await fetch(`${address}/${kernel.tenant.id}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: graphScope,
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return token
}

const refusalOf = async (work: Promise<unknown>): Promise<GraphError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof GraphError) return error
  throw new Error('was not refused', { cause: error })
}

test('Microsoft’s own client issues, lists, reads and deletes a pass', async () => {
  const user = await aUser(kernel)
  const passes = `/users/${user.id}/authentication/temporaryAccessPassMethods`
  const issued = await client.api(passes).post({ lifetimeInMinutes: 60, isUsableOnce: true })
  expect(issued).toMatchObject({ lifetimeInMinutes: 60, isUsableOnce: true, isUsable: true })
  expect(issued.temporaryAccessPass).toEqual(expect.any(String))

  const listed = await client.api(passes).get()
  expect(listed.value).toMatchObject([{ id: issued.id, temporaryAccessPass: null }])
  const read = await client.api(`${passes}/${issued.id}`).version('beta').get()
  expect(read).toMatchObject({ id: issued.id, methodUsabilityReason: 'EnabledByPolicy', temporaryAccessPass: null })

  await client.api(`${passes}/${issued.id}`).delete()
  expect((await client.api(passes).get()).value).toEqual([])
})

test('its error is filled from the envelope', async () => {
  const user = await aUser(kernel)
  const passes = `/users/${user.id}/authentication/temporaryAccessPassMethods`
  const refused = await refusalOf(client.api(passes).post({ lifetimeInMinutes: 5_000_000 }))
  expect(refused).toMatchObject({ statusCode: 400, code: 'badRequest' })
  expect(refused.requestId).toMatch(/^[\da-f-]{36}$/)
  const unknown = await refusalOf(client.api('/users/nobody@example.com/authentication/methods').get())
  expect(unknown).toMatchObject({ statusCode: 404, code: 'Request_ResourceNotFound' })
})

test('its page iterator walks over everything', async () => {
  const first = await client.api('/auditLogs/directoryAudits').top(2).get()
  const ids: string[] = []
  const walk = new PageIterator(client, first, (record: { id: string }) => {
    ids.push(record.id)
    return true
  })
  await walk.iterate()
  expect(ids.length).toBeGreaterThan(4)
  expect(new Set(ids).size).toBe(ids.length)
})
