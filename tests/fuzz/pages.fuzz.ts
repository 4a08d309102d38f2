import fc from 'fast-check'
import { beforeAll, expect } from 'vitest'
import { editedText, edits, fuzz } from '../kit/fuzz.ts'
import {
  everythingKept,
  expectGuarded,
  type HostileSite,
  type KnownForm,
  openHostileSite,
} from '../kit/hostile-site.ts'

let site: HostileSite

beforeAll(async () => {
  site = await openHostileSite()
  return () => site[Symbol.asyncDispose]()
})

/** Forms that may be answered again and again without ending the session they are sent in. */
const lasting = (known: KnownForm) => !/sign-?out|remove/.test(known.path)
const formAt = (index: number): KnownForm => {
  const forms = site.forms.filter(lasting)
  const form = forms[index % forms.length]
  if (!form) throw new Error('There is no form')
  return form
}

const cookieOf = ({ browser }: Pick<KnownForm, 'browser'>) =>
  [...browser.cookies].map((pair) => pair.join('=')).join('; ')
const csrfOf = ({ browser }: KnownForm) => /name="csrf" value="([^"]+)"/.exec(browser.page.body)?.[1] ?? ''

const expected = [200, 302, 303, 400, 401, 403, 404, 409, 410, 412, 413, 415, 429]

async function answersWell(request: {
  readonly method?: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string
}) {
  const { payload, ...rest } = request
  const answer = await site.server.inject({ ...rest, ...(payload === undefined ? {} : { payload }) })
  const told = `${request.url} ${JSON.stringify(request.headers)} ${payload} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  expect(answer.statusCode, told).toBeOneOf(expected)
  expectGuarded(answer, told)
  return answer
}

/** What Node's parser lets through in a header: no control characters but a tab, and one byte a sign. */
const headerText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('=', ';', '"', '%', '%E0%A4%A', ', ', '\t', 'a=b', '__proto__=x'),
  )
  .map((text) =>
    Buffer.from(text)
      .toString('latin1')
      .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, ''),
  )

const written = (known: KnownForm) =>
  Object.entries(known.fields).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])

const form = {
  'content-type': 'application/x-www-form-urlencoded',
  accept: 'text/html',
  'sec-fetch-site': 'same-origin',
}
const json = { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' }

fuzz(
  'without the token of a page nothing changes, whatever is sent',
  [fc.nat(), fc.array(fc.tuple(headerText, headerText), { maxLength: 6 })],
  async (index, fields) => {
    const known = formAt(index)
    const before = await everythingKept(site.kernel)
    const payload = new URLSearchParams([...written(known), ...fields.filter(([name]) => name !== 'csrf')]).toString()
    const answer = await answersWell({
      method: 'POST',
      url: known.path,
      headers: { ...form, cookie: cookieOf(known) },
      payload,
    })
    expect(answer.statusCode).toBe(403)
    expect(await everythingKept(site.kernel)).toEqual(before)
  },
)

const pair = fc
  .tuple(
    fc.oneof(fc.constantFrom('latchkey-signin', 'latchkey-session', '__Host-latchkey-session', ''), headerText),
    headerText,
  )
  .map((both) => both.join('='))

fuzz(
  'no cookie is a fault or somebody',
  [
    fc.oneof(
      headerText,
      fc.array(fc.oneof(pair, headerText), { maxLength: 6 }).map((parts) => parts.join('; ')),
    ),
    fc.constantFrom('/', '/signin', '/security-info', '/security-info/rename?kind=fido2&id=x'),
  ],
  async (cookie, url) => {
    const answer = await answersWell({ url, headers: { cookie, accept: 'text/html' } })
    expect(answer.body).not.toContain('ada@example.com')
    expect(answer.headers['location'] ?? '').not.toBe('/security-info')
  },
)

/** Spaces and quotes around a cookie's value are no part of it (RFC 6265 §5.2). */
fuzz('a session cookie altered anywhere is nobody’s', [edits], async (changes) => {
  const cookie = editedText(cookieOf({ browser: site.ada }), changes).replaceAll(/[^\x20-\x7e]/g, '')
  if (cookie.replaceAll(/[ "]/g, '').includes(cookieOf({ browser: site.ada }))) return
  const answer = await answersWell({ url: '/security-info', headers: { cookie, accept: 'application/json' } })
  expect(answer.statusCode, cookie).toBe(401)
})

fuzz(
  'no header is a fault',
  [
    fc.dictionary(
      fc.constantFrom(
        'accept',
        'content-type',
        'origin',
        'sec-fetch-site',
        'user-agent',
        'client-request-id',
        'x-forwarded-for',
        'accept-language',
        'referer',
        'range',
        'if-none-match',
        'authorization',
        'prefer',
      ),
      headerText,
      { maxKeys: 5 },
    ),
    fc.nat(),
  ],
  async (headers, index) => {
    const known = formAt(index)
    await answersWell({
      method: 'POST',
      url: known.path,
      headers: { cookie: cookieOf(known), ...headers },
      payload: 'x=y',
    })
    await answersWell({ url: '/security-info', headers: { cookie: cookieOf({ browser: site.ada }), ...headers } })
  },
)

fuzz('a form altered anywhere is no fault', [fc.nat(), edits, fc.boolean()], async (index, changes, keepsToken) => {
  const known = formAt(index)
  const right = new URLSearchParams(
    keepsToken ? written(known) : [...written(known), ['csrf', csrfOf(known)]],
  ).toString()
  const altered = editedText(right, changes)
  const payload = keepsToken ? `csrf=${csrfOf(known)}&${altered}` : altered
  await answersWell({ method: 'POST', url: known.path, headers: { ...form, cookie: cookieOf(known) }, payload })
})

fuzz('JSON altered anywhere is no fault', [fc.nat(), edits], async (index, changes) => {
  const known = formAt(index)
  const payload = editedText(JSON.stringify(known.fields), changes)
  await answersWell({ method: 'POST', url: known.path, headers: { ...json, cookie: cookieOf(known) }, payload })
})

fuzz(
  'no JSON value in the place of a field is a fault',
  [fc.nat(), fc.nat(), fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.double())],
  async (index, which, value) => {
    const known = formAt(index)
    const names = Object.keys(known.fields)
    const name = names[which % Math.max(1, names.length)] ?? 'x'
    const payload = JSON.stringify({ ...known.fields, [name]: value })
    await answersWell({ method: 'POST', url: known.path, headers: { ...json, cookie: cookieOf(known) }, payload })
  },
)
