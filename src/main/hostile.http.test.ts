import { beforeAll, describe, expect, test } from 'vitest'
import { everythingKept, expectGuarded, type HostileSite, openHostileSite } from '../../tests/kit/hostile-site.ts'
import { rawRequest } from '../../tests/kit/raw-http.ts'

let site: HostileSite

beforeAll(async () => {
  site = await openHostileSite()
  await site.server.inject('/common/discovery/v2.0/keys')
  return () => site[Symbol.asyncDispose]()
})

/** Every address of the product once, with something in the place of its parameters. */
const addresses = () => [
  ...new Set(
    site.routes.map(({ path }) => path.replace(':tenant', 'common').replace(':name', 'main.js').replace('/*', '/x')),
  ),
]

/** Whether an address belongs to a face that finds its routes itself, behind its own sign-in. */
const isRouted = (url: string): boolean => /^\/(?:v1\.0|beta|api\/v1)/.test(url)

const reading = ['GET', 'HEAD']
const isKnown = (method: string, address: string) =>
  site.routes.some(
    (route) =>
      route.method === method && route.path.replace(':tenant', 'common').replace(':name', 'main.js') === address,
  )

test('no address takes a method it does not know', async () => {
  const before = await everythingKept(site.kernel)
  const cookie = [...site.ada.cookies].map((pair) => pair.join('=')).join('; ')
  for (const url of addresses()) {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'CONNECT', 'MKCOL', 'SEARCH']) {
      if (isKnown(method, url) || isRouted(url)) continue
      const answer = await site.server.inject({ method: method as 'GET', url, headers: { cookie, host: 'x' } })
      const told = `${method} ${url} → ${answer.statusCode} ${answer.body.slice(0, 200)}`
      expect(answer.statusCode, told).toBe(404)
      expectGuarded(answer, told)
      expect(answer.body, told).not.toContain(cookie)
    }
  }
  expect(await everythingKept(site.kernel)).toEqual(before)
})

const hostilePaths = [
  ['a percent sign', '/%', 400],
  ['half a percent sign', '/security-info/%4', 400],
  ['percent signs that are no text', '/%E0%A4%A', 400],
  ['U+0000', '/%00', 404],
  ['U+0000 behind an address', '/signin%00', 404],
  ['dots', '/security-info/../signin', 404],
  ['encoded dots', '/%2e%2e/%2e%2e/etc/passwd', 404],
  ['an encoded slash', '/signin%2fidentify', 404],
  ['encoded twice', '/%252e%252e%252fetc%252fpasswd', 404],
  ['backslashes', '/..\\..\\windows', 404],
  ['two slashes', '//evil.example/signin', 404],
  ['two slashes and an address', '//security-info', 404],
  ['capitals', '/SIGNIN', 404],
  ['a slash behind', '/signin/', 404],
  ['a parameter of a path', '/signin;a=b', 404],
  ['a script', '/<script>alert(1)</script>', 404],
  ['a direction', '/%E2%80%AEnigngis', 404],
  ['line breaks', '/%0d%0aset-cookie:a=b', 404],
  ['a long name', `/${'a'.repeat(8000)}`, 404],
  ['many names', `/${'a/'.repeat(4000)}`, 404],
  ['a long tenant', `/${'a'.repeat(200)}/discovery/v2.0/keys`, 404],
  ['a tenant of dots', '/..%2f..%2f/discovery/v2.0/keys', 400],
  ['a file of dots', '/assets/..%2f..%2fpackage.json', 404],
  ['a file of encoded dots', '/assets/%2e%2e%2f%2e%2e%2fpackage.json', 404],
  ['a file of the language', '/assets/__proto__', 404],
  ['a file with U+0000', '/assets/main.js%00.css', 404],
  ['a hidden file', '/assets/.env', 404],
] as const

test.each(hostilePaths)('an address with %s leads nowhere', async (_, url, status) => {
  const before = await everythingKept(site.kernel)
  for (const method of ['GET', 'POST']) {
    for (const accept of ['text/html', 'application/json']) {
      const answer = await rawRequest(
        site.origin,
        `${method} ${url} HTTP/1.1\r\nHost: localhost\r\nAccept: ${accept}\r\n\r\n`,
      )
      const told = `${method} ${url.slice(0, 100)} → ${answer.head} ${answer.body.slice(0, 300)}`
      expect(answer.status, told).toBeOneOf(method === 'GET' ? [status] : [400, 404])
      expectGuarded(answer, told)
      expect(answer.body.toLowerCase(), told).not.toMatch(/<script>|evil\.example|passwd/)
      expect(answer.headers, told).not.toHaveProperty('set-cookie')
    }
  }
  expect(await everythingKept(site.kernel)).toEqual(before)
})

const hostileQueries = [
  '?',
  '?%',
  '?%00=%00',
  '?returnTo=%',
  '?returnTo[]=/x',
  '?returnTo=/a&returnTo=/b',
  '?kind=fido2&kind=password&id=x',
  '?kind=toString&id=constructor',
  '?kind=softwareOath&id=%00',
  `?kind=fido2&id=${'x'.repeat(3000)}`,
  '?kind=temporaryAccessPass&id=..%2f..%2f',
  '?done=__proto__',
  '?done=%3Cscript%3Ealert(1)%3C/script%3E',
  '?__proto__[x]=1&constructor=2',
  '?error=%3Cb%3E&error_description=x',
  `?${'a=b&'.repeat(1000)}`,
  '?returnTo=javascript:alert(1)',
  '?returnTo=%2F%2Fevil.example',
  '?returnTo=/%5Cevil.example',
  '?returnTo=/%09/evil.example',
] as const

test('no page breaks by what stands behind its address, nor repeats it', async () => {
  const leftOut = ['sign_in_attempts', 'ceremonies'] as const
  const before = await everythingKept(site.kernel, leftOut)
  for (const url of addresses().filter((path) => reading.some((method) => isKnown(method, path)))) {
    if (isRouted(url)) continue
    for (const query of hostileQueries) {
      const answer = await site.ada.request('GET', url + query)
      const told = `${url}${query.slice(0, 100)} → ${answer.status} ${answer.body.slice(0, 300)}`
      expect(answer.status, told).toBeOneOf([200, 302, 303, 400, 404])
      if (answer.status !== 200 || !url.startsWith('/assets')) expectGuarded(answer, told)
      const { location } = answer.headers
      if (location !== undefined) expect(location, told).toMatch(/^\/(?:signin|security-info)(?:\?|$)/)
      expect(answer.body, told).not.toMatch(/<script>|alert\(1\)|evil\.example/)
    }
  }
  expect(await everythingKept(site.kernel, leftOut)).toEqual(before)
})

const poisons: readonly Readonly<Record<string, string>>[] = [
  { host: 'evil.example' },
  { host: 'localhost@evil.example' },
  { host: '"><script>alert(1)</script>' },
  { host: '' },
  { 'x-forwarded-host': 'evil.example' },
  { 'x-forwarded-proto': 'javascript' },
  { 'x-forwarded-for': 'evil.example, 203.0.113.9' },
  { 'x-forwarded-for': '203.0.113.9'.padStart(8000, ',') },
  { 'x-forwarded-port': '666', 'x-forwarded-prefix': '//evil.example', 'x-original-url': '/x', 'x-rewrite-url': '/x' },
  { forwarded: 'for=evil.example;host=evil.example;proto=ftp' },
  { 'x-http-method-override': 'DELETE', 'x-method-override': 'PUT' },
  { 'client-request-id': 'evil.example\t<script>' },
  { 'user-agent': '<script>alert(1)</script>\u0080' },
  { 'accept-language': 'evil.example;q=9' },
  { accept: 'evil.example/json, */*;q=x' },
  { referer: 'https://evil.example/', via: 'evil.example' },
]

/** What may differ between two answers to the same question. */
const steady = (body: string) => body.replace(/"requestId":"[^"]*"|nonce="[^"]*"|[\da-f]{8}-[\da-f-]{27}/g, '')

describe('whatever the headers say of host, scheme, address or method', () => {
  test('every address answers the same', async () => {
    const cookie = [...site.ada.cookies].map((pair) => pair.join('=')).join('; ')
    await site.ada.open('/signin?returnTo=/mysecurityinfo')
    const before = await everythingKept(site.kernel)
    for (const url of addresses().filter((path) => isKnown('GET', path) && path !== '/signin')) {
      const ask = (headers: Readonly<Record<string, string>>) =>
        site.server.inject({
          url,
          headers: { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin', ...headers },
        })
      const plain = await ask({})
      for (const poison of poisons) {
        const answer = await ask(poison)
        const told = `${url} with ${JSON.stringify(poison).slice(0, 100)}`
        expect([answer.statusCode, steady(answer.body)], told).toEqual([plain.statusCode, steady(plain.body)])
        expect(answer.headers['location'], told).toBe(plain.headers['location'])
        expect(JSON.stringify(answer.headers) + answer.body, told).not.toMatch(/evil\.example|<script>/)
      }
    }
    expect(await everythingKept(site.kernel)).toEqual(before)
  })

  test('a new sign-in gets the same cookie, links and passkey options', async () => {
    for (const poison of poisons) {
      const { headers, body } = await site.server.inject({
        url: '/signin',
        headers: { accept: 'text/html', ...poison },
      })
      expect(JSON.stringify(headers) + body).not.toMatch(/evil\.example|javascript:|<script>/)
      expect(headers['set-cookie']).toMatch(/^latchkey-signin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
      expect(body).toContain(`data-origin="${site.origin}"`)
      const { accept: _, ...others } = poison
      const step = await site.server.inject({ url: '/signin', headers: { ...others, accept: 'application/json' } })
      expect(step.json().passkeyOptions.rpId).toBe('localhost')
    }
  })

  test('a passkey is made for the site that the settings name', async () => {
    for (const poison of poisons) {
      const cookie = [...site.ada.cookies].map((pair) => pair.join('=')).join('; ')
      const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
      const answer = await site.server.inject({
        method: 'POST',
        url: '/security-info/passkeys/begin',
        headers: { cookie, ...json, ...poison },
        payload: '{}',
      })
      expect(answer.json().rp, answer.body).toEqual({ id: 'localhost', name: 'Example' })
    }
  })
})

describe('over the wire', () => {
  const get = (rest: string) => rawRequest(site.origin, `GET ${rest}\r\n\r\n`)
  const host = 'Host: localhost'

  test.each([
    ['a header of 20 kB', 431, `GET /signin HTTP/1.1\r\n${host}\r\nx-a: ${'y'.repeat(20_000)}\r\n\r\n`],
    ['a cookie of 20 kB', 431, `GET /signin HTTP/1.1\r\n${host}\r\nCookie: a=${'y'.repeat(20_000)}\r\n\r\n`],
    ['3,000 headers', 431, `GET /signin HTTP/1.1\r\n${host}\r\n${'x-a: yyyyyy\r\n'.repeat(3000)}\r\n`],
    ['an address of 20 kB', 431, `GET /${'y'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n\r\n`],
    ['a method nobody knows', 400, `BREW /signin HTTP/1.1\r\n${host}\r\n\r\n`],
    ['no HTTP', 400, 'EHLO localhost\r\n\r\n'],
    ['the beginning of HTTP/2', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['the beginning of TLS', 400, Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])],
    ['a header with U+0000', 400, `GET /signin HTTP/1.1\r\n${host}\r\nx-a: a\0b\r\n\r\n`],
    ['a folded header', 400, `GET /signin HTTP/1.1\r\n${host}\r\nx-a: a\r\n b: c\r\n\r\n`],
    [
      'two lengths',
      400,
      `POST /signin/identify HTTP/1.1\r\n${host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx`,
    ],
    ['a length below nothing', 400, `POST /signin/identify HTTP/1.1\r\n${host}\r\nContent-Length: -1\r\n\r\n`],
    [
      'a length and chunks',
      400,
      `POST /signin/identify HTTP/1.1\r\n${host}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'chunks that are none',
      400,
      `POST /signin/identify HTTP/1.1\r\n${host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n`,
    ],
    ['an encoding nobody knows', 400, `POST /signin/identify HTTP/1.1\r\n${host}\r\nTransfer-Encoding: gzip\r\n\r\n`],
  ] as const)('%s is refused with %i', async (_, status, bytes) => {
    const answer = await rawRequest(site.origin, bytes)
    expect(answer.status, answer.head).toBe(status)
    expectGuarded(answer, answer.head)
    expect(answer.headers['connection'], answer.head).toBe('close')
  })

  test('no host is refused without a word', async () => {
    const answer = await get('/signin HTTP/1.1')
    expect([answer.status, answer.body]).toEqual([400, ''])
  })

  test('a body that says it has 10 MB is refused before it comes, and its connection ends', async () => {
    for (const { path } of site.routes.filter((route) => route.method === 'POST' && !isRouted(route.path))) {
      const url = path.replace(':tenant', 'common')
      const type = 'Content-Type: application/x-www-form-urlencoded'
      const answer = await rawRequest(
        site.origin,
        `POST ${url} HTTP/1.1\r\n${host}\r\n${type}\r\nContent-Length: 10485760\r\n\r\ncsrf=`,
      )
      expect(answer.status, `${url} ${answer.head}`).toBe(413)
      expect(answer.headers['connection'], `${url} ${answer.head}`).toBe('close')
      expectGuarded(answer, `${url} ${answer.head}`)
      expect(answer.took, url).toBeLessThan(5000)
    }
  })

  test('an address with another site in front leads to this one', async () => {
    for (const path of ['/', '/security-info', '/signin', '/nowhere', '/v1.0/users', '/common/discovery/v2.0/keys']) {
      const answer = await get(`http://evil.example${path} HTTP/1.1\r\nHost: evil.example`)
      expect(answer.status, answer.head).toBeOneOf([200, 302, 303, 401, 404])
      expectGuarded(answer, answer.head)
      expect(answer.head + answer.body).not.toContain('evil.example')
    }
  })

  test('what comes back is never what was sent', async () => {
    const cookie = [...site.ada.cookies].map((pair) => pair.join('=')).join('; ')
    for (const method of ['TRACE', 'OPTIONS', 'QUERY']) {
      for (const target of ['/', '*', '/signin', '/assets/x', '/common/oauth2/v2.0/token']) {
        const answer = await rawRequest(
          site.origin,
          `${method} ${target} HTTP/1.1\r\n${host}\r\nCookie: ${cookie}\r\n\r\n`,
        )
        const told = `${method} ${target} ${answer.head}`
        expect(answer.status, told).toBeOneOf([400, 404, 204])
        expectGuarded(answer, told)
        expect(answer.head + answer.body, told).not.toContain(cookie)
      }
    }
  })

  test('nobody gets another protocol or a tunnel', async () => {
    const upgrade = await get(
      `/signin HTTP/1.1\r\n${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nAccept: text/html`,
    )
    expect(upgrade.status).toBe(200)
    const tunnel = await rawRequest(site.origin, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n')
    expect(tunnel.status).toBeOneOf([0, 400, 404])
  })
})
