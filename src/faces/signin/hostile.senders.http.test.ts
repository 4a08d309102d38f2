import { beforeAll, expect, test } from 'vitest'
import { FormBrowser } from '../../../tests/kit/form-browser.ts'
import {
  everythingKept,
  expectGuarded,
  type HostileSite,
  type KnownForm,
  openHostileSite,
} from '../../../tests/kit/hostile-site.ts'

let site: HostileSite

beforeAll(async () => {
  site = await openHostileSite()
  return () => site[Symbol.asyncDispose]()
})

type Headers = Readonly<Record<string, string>>

const isSignIn = ({ path }: KnownForm) => path.startsWith('/signin')
const cookieOf = ({ cookies }: FormBrowser) => [...cookies].map((pair) => pair.join('=')).join('; ')
const csrfOf = ({ page }: FormBrowser) => /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''

/** Sends what is right in a form, but for the headers and the token given. */
async function sendForm(known: KnownForm, headers: Headers, csrf: string | null = csrfOf(known.browser)) {
  const written = Object.entries(known.fields).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  const fields = csrf === null ? written : [...written, ['csrf', csrf] satisfies [string, string]]
  return send(known, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, new URLSearchParams(fields))
}

const sendJson = (known: KnownForm, headers: Headers) =>
  send(
    known,
    { accept: 'application/json', 'content-type': 'application/json', ...headers },
    JSON.stringify(known.fields),
  )

async function send(known: KnownForm, headers: Headers, body: string | URLSearchParams) {
  const answer = await site.server.inject({
    method: 'POST',
    url: known.path,
    headers: { cookie: cookieOf(known.browser), accept: 'text/html', 'sec-fetch-site': 'same-origin', ...headers },
    payload: body.toString(),
  })
  const told = `${known.path} ${JSON.stringify(headers).slice(0, 200)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  expectGuarded(answer, told)
  return { status: answer.statusCode, headers: answer.headers, body: answer.body, told }
}

/** Tries every form and demands that nothing in the database moves. */
async function nothingMoves(attempt: (known: KnownForm) => Promise<void>): Promise<void> {
  const before = await everythingKept(site.kernel)
  for (const known of site.forms) await attempt(known)
  expect(await everythingKept(site.kernel)).toEqual(before)
}

test.each<[string, Headers]>([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbour', { 'sec-fetch-site': 'same-site' }],
  ['an address bar', { 'sec-fetch-site': 'none' }],
  ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:8080' }],
  ['somebody who writes it in capitals', { 'sec-fetch-site': 'SAME-ORIGIN' }],
  ['somebody who says both', { 'sec-fetch-site': 'same-origin, cross-site' }],
  ['nowhere', { 'sec-fetch-site': '' }],
])('what comes from %s is refused, form or JSON', async (_, headers) => {
  await nothingMoves(async (known) => {
    for (const answer of [await sendForm(known, headers), await sendJson(known, headers)]) {
      expect(answer.status, answer.told).toBe(403)
      expect(answer.headers, answer.told).not.toHaveProperty('set-cookie')
    }
  })
})

test('an old browser is believed its origin, and no other that looks like it', async () => {
  const { origin } = site
  const alike = [
    `${origin}.evil.example`,
    `${origin}0`,
    origin.replace('http', 'https'),
    `${origin}/`,
    origin.toUpperCase(),
  ]
  await nothingMoves(async (known) => {
    for (const claimed of [...alike, `${origin} https://evil.example`, 'http://localhost', 'null', '']) {
      const cookie = cookieOf(known.browser)
      const { statusCode } = await site.server.inject({
        method: 'POST',
        url: known.path,
        headers: { cookie, origin: claimed, 'content-type': 'application/json' },
        payload: JSON.stringify(known.fields),
      })
      expect(statusCode, `${known.path} from ${claimed}`).toBe(403)
    }
  })
})

test('a form without its token, with a made up one or with somebody else’s is refused', async () => {
  const elsewhere = new FormBrowser(site.server)
  await elsewhere.open('/signin')
  const tab = csrfOf(elsewhere)
  await elsewhere.open('/signin?returnTo=/security-info')
  await nothingMoves(async (known) => {
    const own = csrfOf(known.browser)
    const foreign = isSignIn(known) ? csrfOf(site.ada) : csrfOf(site.eve)
    const madeUp = ['', ' ', own.slice(1), `${own}A`, own.toLowerCase(), 'x'.repeat(43), '\u0000', 'x'.repeat(20_000)]
    for (const csrf of [null, foreign, tab, csrfOf(elsewhere), ...madeUp]) {
      const answer = await sendForm(known, {}, csrf)
      expect(answer.status, `${csrf} ${answer.told}`).toBe(403)
    }
  })
})

const huge = 'x'.repeat(12_000)

test.each<[string, (name: string) => string]>([
  ['no cookie', () => ''],
  ['no cookie that is one', () => '; ; = ;=;,'],
  ['an empty one', (name) => `${name}=`],
  ['a huge one', (name) => `${name}=${huge}`],
  ['a hundred others', () => Array.from({ length: 100 }, (_, index) => `c${index}=${index}`).join('; ')],
  ['one nobody was given', (name) => `${name}=${'A'.repeat(43)}`],
  ['one with a quote', (name) => `${name}='or 1=1--`],
  ['one with broken percent signs', (name) => `${name}=%E0%A4%A`],
  ['one with U+0000', (name) => `${name}=${'A'.repeat(43)}%00`],
  ['names of the language', () => '__proto__=x; constructor=x; hasOwnProperty=x; toString=x'],
])('with %s there is nobody', async (_, cookieFor) => {
  await nothingMoves(async (known) => {
    const cookie = cookieFor(isSignIn(known) ? 'latchkey-signin' : 'latchkey-session')
    const script = await sendJson(known, { cookie })
    expect(script.status, script.told).toBe(isSignIn(known) ? 412 : 401)
    const form = await sendForm(known, { cookie })
    expect(form.status, form.told).toBeOneOf(isSignIn(known) ? [412, 403] : [303])
    if (!isSignIn(known)) expect(form.headers['location'], form.told).toBe('/signin?returnTo=%2Fsecurity-info')
  })
})

test('of two cookies of one name the first counts, so that a planted one takes nobody’s place', async () => {
  await nothingMoves(async (known) => {
    const [name = '', own = ''] = cookieOf(known.browser).split('=')
    const answer = await sendJson(known, { cookie: `${name}=${'A'.repeat(43)}; ${name}=${own}` })
    expect(answer.status, answer.told).toBe(isSignIn(known) ? 412 : 401)
  })
})

test('the cookie of an attempt is no session, and a session is no attempt', async () => {
  await nothingMoves(async (known) => {
    const token = [...known.browser.cookies.values()].at(-1)
    const cookie = isSignIn(known) ? `latchkey-session=${token}` : `latchkey-signin=${token}`
    const answer = await sendJson(known, { cookie })
    expect(answer.status, answer.told).toBe(isSignIn(known) ? 412 : 401)
  })
})

test('with somebody else’s cookie a form is refused', async () => {
  const other = new FormBrowser(site.server)
  await other.open('/signin')
  await nothingMoves(async (known) => {
    const answer = await sendForm(known, { cookie: cookieOf(isSignIn(known) ? other : site.eve) })
    expect(answer.status, answer.told).toBe(403)
  })
})

test('nobody reaches a method of somebody else by its id', async () => {
  const before = await everythingKept(site.kernel)
  const own = site.forms.filter((known) => 'id' in known.fields)
  expect(own).toHaveLength(2)
  for (const known of own) {
    const answer = await sendForm({ ...known, browser: site.eve }, {})
    expect(answer.status, answer.told).toBe(404)
  }
  for (const path of ['rename', 'remove']) {
    const answer = await site.eve.request('GET', `/security-info/${path}?kind=softwareOath&id=${site.appId}`)
    expect(answer.status, path).toBe(404)
  }
  expect(await everythingKept(site.kernel)).toEqual(before)
})

const readable = () =>
  site.routes.filter(({ face, method }) => face === 'signin' && method === 'GET').map(({ path }) => path)

test('pages for people signed in show nothing to anybody else', async () => {
  const cookies = ['', `latchkey-session=${'A'.repeat(43)}`, `latchkey-session=${huge}`, 'latchkey-session=%00']
  const before = await everythingKept(site.kernel)
  for (const url of readable().filter((path) => path.startsWith('/security-info'))) {
    for (const cookie of cookies) {
      const page = await site.server.inject({ url, headers: { accept: 'text/html', cookie } })
      expectGuarded(page, url)
      expect([page.statusCode, page.headers['location']], url).toEqual([
        303,
        `/signin?returnTo=${encodeURIComponent(url)}`,
      ])
      const script = await site.server.inject({ url, headers: { accept: 'application/json', cookie } })
      expectGuarded(script, url)
      expect(script.statusCode, url).toBe(401)
    }
  }
  expect(await everythingKept(site.kernel)).toEqual(before)
})
