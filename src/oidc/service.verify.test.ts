import { type CryptoKey, generateKeyPair, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTokenServer, type TokenServer } from '../../tests/kit/token.ts'
import { deleteApplication, updateApplication } from '../applications/service.ts'
import { utf8 } from '../base/bytes.ts'
import { signingKeys } from './keys.ts'
import { verifyAccessToken } from './service.ts'

const { origin } = systemActor()

const refused = { code: 'tokenInvalid' }
const application = 'HR import'

const claimsOf = (token: string): JWTPayload =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))

/** A token like a true one but for the changes, signed with the server's own key unless told. */
async function forge(
  server: TokenServer,
  changes: { claims?: Record<string, unknown>; header?: Record<string, string>; key?: CryptoKey | Uint8Array },
): Promise<string> {
  const [own] = await signingKeys(server.kernel)
  if (!own) throw new Error('There is no signing key')
  const key = changes.key ?? (await importJWK(own.privateJwk, 'RS256'))
  const claims = { ...claimsOf(await server.token()), ...changes.claims }
  const kept = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
  return new SignJWT(kept).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: own.id, ...changes.header }).sign(key)
}

test('a token tells its application, with the permissions it has now', async () => {
  await using server = await openTokenServer(['User.Read.All', 'AuditLog.Read.All'])
  const token = await server.token()
  expect(claimsOf(token)).toMatchObject({
    iss: `http://localhost:8080/${server.kernel.tenant.id}/v2.0`,
    aud: 'https://graph.microsoft.com',
    tid: server.kernel.tenant.id,
    appid: server.created.application.appId,
    azp: server.created.application.appId,
    oid: server.created.application.servicePrincipalId,
    sub: server.created.application.servicePrincipalId,
    roles: ['AuditLog.Read.All', 'User.Read.All'],
    idtyp: 'app',
    ver: '2.0',
    exp: Math.floor(server.kernel.clock.now() / 1000) + 3600,
  })
  const { appId, servicePrincipalId, displayName } = server.created.application
  const permissions = ['AuditLog.Read.All', 'User.Read.All']
  expect(await verifyAccessToken(server.kernel, token, origin)).toEqual({
    kind: 'application',
    appId,
    servicePrincipalId,
    displayName,
    permissions,
  })
  await updateApplication(server.kernel, systemActor(), { application, permissions: ['Group.Read.All'] })
  expect(await verifyAccessToken(server.kernel, token, origin)).toMatchObject({ permissions: ['Group.Read.All'] })
})

test('a token made by hand with our key and our claims would be believed, so the forgeries below are good ones', async () => {
  await using server = await openTokenServer()
  expect(await verifyAccessToken(server.kernel, await forge(server, {}), origin)).toMatchObject({
    displayName: application,
  })
})

test('a token is over after its hour, and not begun before its time', async () => {
  await using server = await openTokenServer()
  const token = await server.token()
  server.kernel.clock.advanceSeconds(3599)
  await verifyAccessToken(server.kernel, token, origin)
  server.kernel.clock.advanceSeconds(1)
  await expect(verifyAccessToken(server.kernel, token, origin)).rejects.toMatchObject(refused)
  server.kernel.clock.advanceSeconds(-7200)
  await expect(verifyAccessToken(server.kernel, token, origin)).rejects.toMatchObject(refused)
})

test('a token that was believed is believed no longer than its key', async () => {
  await using server = await openTokenServer()
  const token = await server.token()
  await verifyAccessToken(server.kernel, token, origin)
  await server.kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('a test')
    await w.db.updateTable('signing_keys').set({ retired_at: 0 }).execute()
  })
  server.kernel.clock.advanceSeconds(300)
  await expect(verifyAccessToken(server.kernel, token, origin)).rejects.toMatchObject(refused)
})

test('a disabled application is refused with tokens it already has, and let in again when enabled', async () => {
  await using server = await openTokenServer()
  const token = await server.token()
  await updateApplication(server.kernel, systemActor(), { application, accountEnabled: false })
  await expect(verifyAccessToken(server.kernel, token, origin)).rejects.toMatchObject(refused)
  await updateApplication(server.kernel, systemActor(), { application, accountEnabled: true })
  await verifyAccessToken(server.kernel, token, origin)
  await deleteApplication(server.kernel, systemActor(), { application })
  await expect(verifyAccessToken(server.kernel, token, origin)).rejects.toMatchObject(refused)
})

test.each<[string, Parameters<typeof forge>[1]]>([
  ['of another issuer', { claims: { iss: 'https://login.example/v2.0' } }],
  ['for another audience', { claims: { aud: 'https://graph.example' } }],
  ['of another tenant', { claims: { tid: '00000000-0000-4000-8000-000000000000' } }],
  ['without an end', { claims: { exp: undefined } }],
  ['without a beginning', { claims: { nbf: undefined } }],
  ['that is no application token', { claims: { idtyp: 'user' } }],
  ['without an application', { claims: { appid: undefined } }],
  ['with an application that is no text', { claims: { appid: ['x'] } }],
  ['for another service principal', { claims: { sub: '00000000-0000-4000-8000-000000000000' } }],
  ['of another type', { header: { typ: 'JWT' } }],
  ['with an unknown key id', { header: { kid: 'unknown' } }],
  ['larger than any of ours', { claims: { filler: 'x'.repeat(9000) } }],
])('a token %s is refused', async (_, changes) => {
  await using server = await openTokenServer()
  await expect(verifyAccessToken(server.kernel, await forge(server, changes), origin)).rejects.toMatchObject(refused)
})

test('a token signed with another key under our key id is refused', async () => {
  await using server = await openTokenServer()
  const { privateKey } = await generateKeyPair('RS256')
  await expect(
    verifyAccessToken(server.kernel, await forge(server, { key: privateKey }), origin),
  ).rejects.toMatchObject(refused)
})

test('a token signed with the public key as if it were a shared secret is refused', async () => {
  await using server = await openTokenServer()
  const published = await server.server.inject({ url: '/common/discovery/v2.0/keys' })
  for (const secret of [published.body, JSON.stringify(published.json().keys[0]), published.json().keys[0].n]) {
    const token = await forge(server, { key: utf8(secret), header: { alg: 'HS256' } })
    await expect(verifyAccessToken(server.kernel, token, origin)).rejects.toMatchObject(refused)
  }
})

test('a token without a signature is refused', async () => {
  await using server = await openTokenServer()
  const token = await server.token()
  const [header = '', payload = '', signature = ''] = token.split('.')
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
  const forged = [
    new UnsecuredJWT(claimsOf(token)).encode(),
    `${none}.${payload}.`,
    `${none}.${payload}.${signature}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    '',
    'a.b.c',
    '....',
  ]
  for (const text of forged) await expect(verifyAccessToken(server.kernel, text, origin)).rejects.toMatchObject(refused)
})

test('a token with a changed claim is refused', async () => {
  await using server = await openTokenServer()
  const [header, payload = '', signature] = (await server.token()).split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  const changed = Buffer.from(JSON.stringify({ ...claims, roles: ['Directory.ReadWrite.All'] })).toString('base64url')
  await expect(verifyAccessToken(server.kernel, `${header}.${changed}.${signature}`, origin)).rejects.toMatchObject(
    refused,
  )
})
