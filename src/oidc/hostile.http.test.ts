import { beforeAll, expect, test } from 'vitest'
import { everythingKept, expectGuarded } from '../../tests/kit/hostile-site.ts'
import { openTokenServer, type TokenServer } from '../../tests/kit/token.ts'

let server: TokenServer

beforeAll(async () => {
  server = await openTokenServer()
  await server.token()
  return () => server[Symbol.asyncDispose]()
})

const form = 'application/x-www-form-urlencoded'

/** Sends to the token endpoint and demands a refusal in the words of the protocol. */
async function refused(payload: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const answer = await server.server.inject({
    method: 'POST',
    url: '/common/oauth2/v2.0/token',
    headers: { 'content-type': form, ...headers },
    payload,
  })
  const told = `${JSON.stringify(headers).slice(0, 200)} ${payload.toString().slice(0, 200)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  expect(answer.statusCode, told).toBeOneOf([400, 401, 413, 429])
  expectGuarded(answer, told)
  expect(answer.json(), told).toMatchObject({
    error: expect.stringMatching(/^[a-z_]+$/),
    error_description: expect.stringMatching(/^AADSTS\d+: /),
    error_codes: [expect.any(Number)],
  })
  expect(answer.body, told).not.toContain('access_token')
  return answer.statusCode
}

const values = [
  ...[
    '',
    ' ',
    '\u0000',
    '\u0000'.repeat(100),
    '\ud800',
    '\u202E',
    '💥',
    '%',
    "' or 1=1 --",
    '<script>',
    '[object Object]',
  ],
  ...['null', '../..', '\r\nset-cookie: a=b', 'a'.repeat(5000), '9'.repeat(400), 'constructor', '__proto__', '{"a":1}'],
]

test.each(['grant_type', 'client_id', 'client_secret', 'scope', 'resource', 'client_assertion', 'code', 'tenant'])(
  'no value of %s is a fault, and none opens anything',
  async (name) => {
    for (const value of values) {
      const right = { ...(name === 'client_secret' ? {} : { client_secret: 'wrong' }), [name]: value }
      await refused(server.form(right))
    }
  },
)

test('no form is a fault', async () => {
  const right = server.form({ client_secret: 'wrong' })
  const many = Array.from({ length: 2000 }, (_, index) => `p${index}=${index}`).join('&')
  const forms = ['&', '=', '&&&=&', '%', '%zz=%zz', '\u0000', many, `${right}&${many}`, `${right}&__proto__[x]=1`]
  for (const each of [
    ...forms,
    `${right}&a[b][c]=d`,
    `${right}&client_id[]=x`,
    right.replaceAll('&', ';'),
    right.toUpperCase(),
  ]) {
    await refused(each)
  }
  await refused(Buffer.from([0xff, 0xfe, 0x00, 0x3d, 0x80]))
})

test.each([
  'application/json',
  'text/plain',
  'text/xml',
  'multipart/form-data; boundary=x',
  `${form}x`,
  ';;;',
  `x, ${form}`,
])('a right request sent as %s is malformed', async (type) => {
  for (const body of [server.form(), JSON.stringify(Object.fromEntries(new URLSearchParams(server.form()))), '', '{']) {
    expect(await refused(body, { 'content-type': type })).toBe(400)
  }
})

test('no Authorization header is a fault, and none opens anything', async () => {
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
  const pairs = [
    '',
    ':',
    '::',
    'a',
    'a:',
    ':b',
    '\u0000:\u0000',
    '💥:💥',
    '%:%',
    `${'a'.repeat(4000)}:b`,
    '__proto__:x',
  ]
  const headers = [
    ...pairs.map((pair) => `Basic ${base64(pair)}`),
    'Basic',
    'Basic ',
    'basic %%%',
    'Bearer x',
    'Negotiate x',
    'x',
  ]
  for (const authorization of [...headers, 'Basic\u0000', 'Basic YTpi, Basic YTpi', 'DPoP x']) {
    await refused(server.form({ client_id: undefined, client_secret: undefined }), { authorization })
    await refused(server.form({ client_secret: 'wrong' }), { authorization })
  }
})

test('other headers change nothing', async () => {
  const hostile = [
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'x' },
    { 'x-forwarded-for': '\u0080,,,' },
    { 'x-http-method-override': 'GET' },
    { dpop: 'a.b.c' },
    { 'client-request-id': 'a'.repeat(5000) },
    { 'user-agent': '\u0007\u0080'.repeat(1000) },
    { 'transfer-encoding': 'x' },
    { cookie: '__proto__=x; _session=y; _interaction=z' },
  ]
  for (const headers of hostile) await refused(server.form({ client_secret: 'wrong' }), headers)
})

test('a tenant that is none is refused before anything is read', async () => {
  const before = await everythingKept(server.kernel)
  for (const tenant of [
    '%00',
    '..%2f',
    '%F0%9F%94%91',
    "'",
    'constructor',
    '__proto__',
    'a'.repeat(99),
    '%E2%80%AE',
    '-',
  ]) {
    for (const [method, path] of [
      ['POST', 'oauth2/v2.0/token'],
      ['GET', 'discovery/v2.0/keys'],
      ['GET', 'v2.0/.well-known/openid-configuration'],
    ] as const) {
      const headers = method === 'POST' ? { 'content-type': form } : {}
      const payload = method === 'POST' ? server.form() : ''
      const answer = await server.server.inject({ method, url: `/${tenant}/${path}`, headers, payload })
      expect([answer.statusCode, answer.json().error_codes], `${tenant}/${path}`).toEqual([400, [90002]])
      expectGuarded(answer, `${tenant}/${path}`)
    }
  }
  expect(await everythingKept(server.kernel)).toEqual(before)
})

test('discovery and keys hold nothing private and are given to any site', async () => {
  for (const url of ['/common/discovery/v2.0/keys', '/common/v2.0/.well-known/openid-configuration']) {
    for (const query of ['', '?appid=%00', '?a[b]=c&__proto__=x', `?${'a'.repeat(5000)}`, '?%']) {
      const answer = await server.server.inject({ url: url + query, headers: { origin: 'https://evil.example' } })
      expect(answer.statusCode, url + query).toBe(200)
      expect(answer.headers, url + query).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
      expect(answer.body, url + query).not.toMatch(/"(?:d|p|q|dp|dq|qi|k)":/)
    }
  }
})

test('after all that, everything but counters and refusals is as it was, and the right secret gets a token', async () => {
  const leftOut = ['throttles', 'sign_ins'] as const
  const before = await everythingKept(server.kernel, leftOut)
  await refused(server.form({ client_secret: 'wrong', scope: '\u0000' }))
  expect(await everythingKept(server.kernel, leftOut)).toEqual(before)
  expect((await server.post(server.form())).status).toBe(200)
})
