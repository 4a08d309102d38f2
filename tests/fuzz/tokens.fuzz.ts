import fc from 'fast-check'
import { beforeAll, expect } from 'vitest'
import { Refusal } from '../../src/base/refusal.ts'
import { verifyAccessToken } from '../../src/oidc/service.ts'
import { systemActor } from '../kit/builders.ts'
import { editedBase64, editedText, edits, fuzz } from '../kit/fuzz.ts'
import { openTokenServer, type TokenServer } from '../kit/token.ts'

const { origin } = systemActor()

let server: TokenServer
let token = ''

beforeAll(async () => {
  server = await openTokenServer()
  token = await server.token()
  return () => server[Symbol.asyncDispose]()
})

const bytesOf = (text: string) => text.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'))

/** Only a text that stands for the very same bytes may still be believed. */
async function expectInvalid(forged: string): Promise<void> {
  try {
    await verifyAccessToken(server.kernel, forged, origin)
    expect(bytesOf(forged)).toEqual(bytesOf(token))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(error.code).toBe('tokenInvalid')
  }
}

fuzz('an access token altered anywhere is invalid, and nothing worse', [edits], (changes) =>
  expectInvalid(editedText(token, changes)),
)

fuzz('an access token with other bytes in one of its parts is invalid', [edits, fc.nat(2)], (changes, which) =>
  expectInvalid(
    token
      .split('.')
      .map((part, index) => (index === which ? editedBase64(part, changes) : part))
      .join('.'),
  ),
)

const header = fc.record(
  {
    alg: fc.oneof(
      fc.constantFrom('none', 'None', 'HS256', 'RS256', 'RS512', 'PS256', 'ES256', 'EdDSA', ''),
      fc.jsonValue(),
    ),
    typ: fc.oneof(fc.constantFrom('at+jwt', 'JWT', 'application/at+jwt'), fc.jsonValue()),
    kid: fc.oneof(fc.constantFrom('', '../../etc/passwd', "' or 1=1 --", '\u0000', '__proto__'), fc.jsonValue()),
    jwk: fc.jsonValue(),
    jku: fc.constantFrom('https://evil.example/keys', 'file:///etc/passwd', ''),
    x5u: fc.webUrl(),
    crit: fc.oneof(fc.constantFrom(['exp'], ['b64'], []), fc.jsonValue()),
    b64: fc.jsonValue(),
    zip: fc.constantFrom('DEF', 'x'),
  },
  { requiredKeys: [] },
)

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url')

fuzz(
  'no header makes a token of somebody’s own valid',
  [header, fc.boolean(), fc.uint8Array({ maxLength: 300 })],
  async (made, isOurs, signature) => {
    const [head = '', claims = '', signed = ''] = token.split('.')
    const known = isOurs ? JSON.parse(Buffer.from(head, 'base64url').toString()) : {}
    const mac = signature.length % 2 === 0 ? Buffer.from(signature).toString('base64url') : signed
    await expectInvalid(`${encoded({ ...known, ...made })}.${claims}.${mac}`)
  },
)

fuzz(
  'no text is a token',
  [
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.array(fc.jsonValue().map(encoded), { maxLength: 6 }).map((parts) => parts.join('.')),
    ),
  ],
  expectInvalid,
)

const names = [
  'grant_type',
  'client_id',
  'client_secret',
  'scope',
  'resource',
  'client_assertion',
  'client_assertion_type',
  'x',
]

fuzz(
  'no form at the token endpoint is a fault',
  [edits, fc.array(fc.tuple(fc.constantFrom(...names), fc.string({ unit: 'binary' })), { maxLength: 4 })],
  async (changes, more) => {
    const right = server.form({ client_secret: 'wrong' })
    const payload = [
      editedText(right, changes),
      ...more.map((pair) => new URLSearchParams([pair.map((text) => text.toWellFormed())]).toString()),
    ].join('&')
    const answer = await server.post(payload)
    expect(answer.status, payload).toBeOneOf([400, 401, 429])
    expect(answer.body, payload).toMatchObject({ error: expect.any(String), error_codes: [expect.any(Number)] })
  },
)
