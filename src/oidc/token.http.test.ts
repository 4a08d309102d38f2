import { expect, test } from 'vitest'
import { systemActor } from '../../tests/kit/builders.ts'
import { openTokenServer, type TokenServer } from '../../tests/kit/token.ts'
import { addApplicationSecret, updateApplication } from '../applications/service.ts'

const signIns = async (server: TokenServer) => {
  const rows = await server.kernel.store.read((r) => r.db.selectFrom('sign_ins').selectAll().execute())
  return rows.map((row) => [row.app_id, row.error_code, row.is_interactive])
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('the right secret gets a token for an hour, and a sign-in record', async () => {
  await using server = await openTokenServer()
  const answer = await server.post(server.form())
  expect(answer).toMatchObject({
    status: 200,
    body: { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: expect.any(String) },
    headers: { 'cache-control': 'no-store' },
  })
  expect(await signIns(server)).toEqual([[server.created.application.appId, 0, 0]])
})

test('the secret may come in the Authorization header, and our own address may be the scope', async () => {
  await using server = await openTokenServer()
  const { application, secret } = server.created
  const authorization = `Basic ${base64(`${application.appId}:${secret.secret.reveal()}`)}`
  const scope = `${server.kernel.settings.publicUrl}/.default`
  const form = server.form({ client_id: undefined, client_secret: undefined, scope })
  expect(await server.post(form, { headers: { authorization } })).toMatchObject({ status: 200 })
})

test('the tenant may be named by its domain, as common and as organizations', async () => {
  await using server = await openTokenServer()
  for (const tenant of ['example.com', 'EXAMPLE.com', 'common', 'organizations']) {
    expect(await server.post(server.form(), { tenant })).toMatchObject({ status: 200 })
  }
  for (const tenant of ['consumers', 'other.example', '00000000-0000-0000-0000-000000000000', '%00', '..%2f']) {
    expect((await server.post(server.form(), { tenant })).body).toMatchObject({ error_codes: [90002] })
  }
})

test('a refusal has the shape that Microsoft libraries read', async () => {
  await using server = await openTokenServer()
  const correlation = '00000000-0000-4000-8000-0000000000cc'
  const answer = await server.post(server.form({ client_secret: 'wrong' }), {
    headers: { 'client-request-id': correlation },
  })
  expect(answer).toMatchObject({ status: 401, headers: { 'client-request-id': correlation } })
  expect(answer.body).toEqual({
    error: 'invalid_client',
    error_description: expect.stringMatching(
      /^AADSTS7000215: .+\r\nTrace ID: [\w-]{36}\r\nCorrelation ID: [\w-]{36}\r\nTimestamp: 2026-03-02 08:00:00Z$/,
    ),
    error_codes: [7000215],
    timestamp: '2026-03-02 08:00:00Z',
    trace_id: expect.stringMatching(/^[\w-]{36}$/),
    correlation_id: correlation,
  })
})

const otherApplication = '00000000-0000-4000-8000-00000000dead'

test.each([
  ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
  ['a secret of 10,000 characters', { client_secret: 'x'.repeat(10_000) }, 401, 'invalid_client', 7000215],
  ['no secret', { client_secret: undefined }, 401, 'invalid_client', 7000218],
  ['an unknown client', { client_id: otherApplication }, 400, 'unauthorized_client', 700016],
  ['a client id that is no GUID', { client_id: "x' or 1=1" }, 400, 'unauthorized_client', 700016],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ['a code without a code grant', { grant_type: 'authorization_code' }, 400, 'unsupported_grant_type', 70003],
  ['a refresh token', { grant_type: 'refresh_token' }, 400, 'unsupported_grant_type', 70003],
  ['no grant type', { grant_type: undefined }, 400, 'invalid_request', 90014],
  ['no scope', { scope: undefined }, 400, 'invalid_request', 90014],
  ['a scope without .default', { scope: 'https://graph.microsoft.com/User.Read.All' }, 400, 'invalid_scope', 1002012],
  ['two scopes', { scope: 'openid https://graph.microsoft.com/.default' }, 400, 'invalid_scope', 1002012],
  ['a scope with quotes', { scope: '"/.default' }, 400, 'invalid_scope', 1002012],
  ['another resource', { scope: 'https://graph.example/.default' }, 400, 'invalid_resource', 500011],
  ['no resource', { scope: '/.default' }, 400, 'invalid_resource', 500011],
  ['a resource parameter', { resource: 'https://graph.example' }, 400, 'invalid_resource', 500011],
] as const)('%s is refused and recorded', async (_, changes, status, error, code) => {
  await using server = await openTokenServer()
  const answer = await server.post(server.form(changes))
  expect(answer).toMatchObject({ status, body: { error, error_codes: [code] } })
  expect(answer.body).not.toHaveProperty('access_token')
  expect((await signIns(server)).map(([, recorded]) => recorded)).toEqual([code])
})

const form = 'application/x-www-form-urlencoded'

test.each([
  ['no client', { 'content-type': form }, 'grant_type=client_credentials', 90014],
  ['nothing', { 'content-type': form }, '', 9002313],
  ['a client id twice', { 'content-type': form }, 'grant_type=client_credentials&client_id=a&client_id=b', 9002313],
  ['JSON', { 'content-type': 'application/json' }, '{"grant_type":"client_credentials"}', 9002313],
  ['a multipart form', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--', 9002313],
  ['an unreadable charset', { 'content-type': `${form}; charset=klingon` }, 'grant_type=client_credentials', 90014],
  ['a malformed Basic header', { 'content-type': form, authorization: 'Basic %%%' }, 'grant_type=x', 9002313],
  ['a Bearer header', { 'content-type': form, authorization: 'Bearer x' }, 'grant_type=x', 9002313],
  ['an empty Basic header', { 'content-type': form, authorization: `Basic ${base64(':')}` }, 'grant_type=x', 9002313],
  ['names of the language', { 'content-type': form }, '__proto__=1&constructor=2&toString=3', 90014],
] as const)('%s is a malformed request and no sign-in of anybody', async (_, headers, payload, code) => {
  await using server = await openTokenServer()
  const answer = await server.post(payload, { headers })
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request', error_codes: [code] } })
  expect(await signIns(server)).toEqual([])
})

test('parameters given twice are refused', async () => {
  await using server = await openTokenServer()
  for (const [name, code] of [
    ['client_secret', 9002313],
    ['grant_type', 9002313],
    ['scope', 9002313],
    ['resource', 500011],
  ]) {
    const answer = await server.post(`${server.form()}&${name}=https://a.example&${name}=https://b.example`)
    expect(answer).toMatchObject({ status: 400, body: { error_codes: [code] } })
  }
})

test('an oversized body is refused, whether it says its size or not', async () => {
  await using server = await openTokenServer()
  const address = await server.server.listen({ host: '127.0.0.1', port: 0 })
  const send = (body: RequestInit['body']) =>
    fetch(`${address}/common/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': form },
      body: body ?? null,
      ...{ duplex: 'half' },
    })
  const large = `${server.form()}&x=${'x'.repeat(70_000)}`
  expect((await send(large)).status).toBe(413)
  expect((await send(new Blob([large]).stream())).status).toBe(400)
  expect((await send(new Blob([server.form()]).stream())).status).toBe(200)
})

test('the address takes no other method', async () => {
  await using server = await openTokenServer()
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'] as const) {
    const answer = await server.server.inject({ method, url: '/common/oauth2/v2.0/token' })
    expect(answer.statusCode).toBe(404)
  }
})

test('an expired secret is refused from its last moment on, and a newer one still works', async () => {
  await using server = await openTokenServer()
  const { kernel, created } = server
  const another = await addApplicationSecret(kernel, systemActor(), { application: 'HR import', lifetimeDays: 365 })
  kernel.clock.set(created.secret.expiresAt)
  expect(await server.post(server.form())).toMatchObject({
    status: 401,
    body: { error: 'invalid_client', error_codes: [7000222] },
  })
  expect(await server.post(server.form({ client_secret: another.secret.secret.reveal() }))).toMatchObject({
    status: 200,
  })
  expect((await signIns(server)).map(([, code]) => code)).toEqual([7000222, 0])
})

test('a disabled application is told so only with the right secret', async () => {
  await using server = await openTokenServer()
  await updateApplication(server.kernel, systemActor(), { application: 'HR import', accountEnabled: false })
  expect(await server.post(server.form())).toMatchObject({
    status: 400,
    body: { error: 'unauthorized_client', error_codes: [7000112] },
  })
  expect((await server.post(server.form({ client_secret: 'wrong' }))).body).toMatchObject({ error_codes: [7000215] })
})

test('wrong secrets have to wait after a few, and the right secret never does', async () => {
  await using server = await openTokenServer()
  const wrong = server.form({ client_secret: 'wrong' })
  const statuses = []
  for (let attempt = 0; attempt < 6; attempt++) statuses.push((await server.post(wrong)).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  expect(await server.post(wrong)).toMatchObject({
    status: 429,
    headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) },
    body: { error: 'temporarily_unavailable', error_codes: [50053] },
  })
  expect(await server.post(server.form())).toMatchObject({ status: 200 })
  expect((await signIns(server)).map(([, code]) => code)).toEqual([
    ...Array.from({ length: 5 }, () => 7000215),
    50053,
    50053,
    0,
  ])
})

test('no secret stands in any record or answer', async () => {
  await using server = await openTokenServer()
  const secret = server.created.secret.secret.reveal()
  const answers = [await server.post(server.form()), await server.post(server.form({ scope: 'x' }))]
  const { store } = server.kernel
  const rows = await store.read(async (r) => [
    await r.db.selectFrom('sign_ins').selectAll().execute(),
    await r.db.selectFrom('directory_audits').selectAll().execute(),
    await r.db.selectFrom('applications').selectAll().execute(),
    await r.db.selectFrom('application_secrets').selectAll().execute(),
  ])
  expect(JSON.stringify([answers, rows])).not.toContain(secret)
})

test('discovery and keys are ours whatever the Host header says', async () => {
  await using server = await openTokenServer()
  const { publicUrl } = server.kernel.settings
  const tenant = `${publicUrl}/${server.kernel.tenant.id}`
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
  const url = `${publicUrl}/common/v2.0/.well-known/openid-configuration?appid=x`
  const discovery = await server.server.inject({ url, headers })
  expect(discovery.json()).toMatchObject({
    issuer: `${tenant}/v2.0`,
    token_endpoint: `${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${tenant}/discovery/v2.0/keys`,
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
  })
  const keys = await server.server.inject({ url: '/common/discovery/v2.0/keys', headers })
  expect(Object.keys(keys.json().keys[0]).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
})
