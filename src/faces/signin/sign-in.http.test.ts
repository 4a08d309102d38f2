import { describe, expect, test } from 'vitest'
import { aUser } from '../../../tests/kit/builders.ts'
import { FormBrowser } from '../../../tests/kit/form-browser.ts'
import { openSite } from '../../../tests/kit/site.ts'

const upn = 'ada@example.com'
const json = { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' }

test('the first page carries nothing inline and lets a browser run nothing else', async () => {
  await using site = await openSite()
  const browser = new FormBrowser(site.server)
  const { status, headers, body } = await browser.open('/')
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect(body).not.toMatch(/<script(?! type="module" src=)|<style|\sstyle=|\son\w+=/i)
  expect(browser.title).toBe('Sign in – Example')
})

test('a pass typed in small letters with spaces signs in, once', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { userPrincipalName: upn })
  const code = await site.passFor(user)
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  await browser.submit('/signin/identify', { userPrincipalName: '  ADA@example.com ' })
  expect(browser.title).toBe('Enter your pass – Example')
  const typed = {
    ...browser.hiddenFields('/signin/prove'),
    code: ` ${code.toLowerCase().slice(0, 4)} ${code.slice(4)}`,
  }
  const answer = await browser.post('/signin/prove', typed)
  expect(answer.status).toBe(303)
  expect(answer.headers['location']).toBe('/security-info')
  const cookies = [answer.headers['set-cookie']].flat().map(String)
  expect(cookies.find((cookie) => cookie.startsWith('latchkey-session='))).toMatch(
    /^latchkey-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  expect(browser.cookies.has('latchkey-signin')).toBe(false)
  expect((await browser.open('/')).body).toContain('Security info')

  const thief = new FormBrowser(site.server)
  await thief.signInWithPass(upn, code)
  expect(thief.cookies.has('latchkey-session')).toBe(false)
})

test('a wrong pass is told on the same page, and a name nobody has hears the same', async () => {
  await using site = await openSite()
  await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
  const answers = []
  for (const name of [upn, 'nobody@example.com']) {
    const browser = new FormBrowser(site.server)
    await browser.open('/signin')
    await browser.submit('/signin/identify', { userPrincipalName: name })
    if (browser.hiddenFields('/signin/prove')['method'] !== 'temporaryAccessPass') {
      await browser.submit('/signin/choose', { method: 'temporaryAccessPass' })
    }
    await browser.submit('/signin/prove', { code: 'AAAA-AAAA' })
    expect(browser.title).toBe('Error: Enter your pass – Example')
    answers.push(browser.alert)
  }
  expect(answers[0]).toContain('ask your service desk')
  expect(answers[1]).toBe(answers[0])
})

test('an empty field is told and counts as no try', async () => {
  await using site = await openSite()
  await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  expect((await browser.submit('/signin/identify', { userPrincipalName: ' ' })).status).toBe(400)
  expect(browser.alert).toContain('Enter your user name.')
  await browser.submit('/signin/identify', { userPrincipalName: upn })
  const { version } = browser.hiddenFields('/signin/prove')
  await browser.submit('/signin/prove', { code: '' })
  expect(browser.alert).toContain('Enter your pass.')
  expect(browser.hiddenFields('/signin/prove')['version']).toBe(version)
})

test('a name with markup in it stays text', async () => {
  await using site = await openSite()
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  await browser.submit('/signin/identify', { userPrincipalName: '"><script>alert(1)</script>@example.com' })
  expect(browser.page.body).not.toContain('<script>alert')
  expect(browser.page.body).toContain('&quot;&gt;&lt;script&gt;')
})

describe('what another site could send', () => {
  test.each([
    ['sec-fetch-site', { 'sec-fetch-site': 'cross-site' }],
    ['sec-fetch-site of a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['sec-fetch-site of an address bar', { 'sec-fetch-site': 'none' }],
    ['another origin', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
    ['a hidden origin', { 'sec-fetch-site': '', origin: 'null' }],
  ])('is refused: %s', async (_, headers) => {
    await using site = await openSite()
    const browser = new FormBrowser(site.server)
    await browser.open('/signin')
    const fields = { ...browser.hiddenFields('/signin/identify'), userPrincipalName: upn }
    expect((await browser.post('/signin/identify', fields, headers)).status).toBe(403)
  })

  test('is refused without the token of this browser’s form, and with another browser’s', async () => {
    await using site = await openSite()
    const browser = new FormBrowser(site.server)
    const other = new FormBrowser(site.server)
    await browser.open('/signin')
    await other.open('/signin')
    const { version = '' } = browser.hiddenFields('/signin/identify')
    const { csrf = '' } = other.hiddenFields('/signin/identify')
    expect((await browser.post('/signin/identify', { version, userPrincipalName: upn })).status).toBe(403)
    expect((await browser.post('/signin/identify', { csrf, version, userPrincipalName: upn })).status).toBe(403)
  })

  test('a form is taken from an old browser that tells only its origin', async () => {
    await using site = await openSite()
    const browser = new FormBrowser(site.server)
    await browser.open('/signin')
    const fields = { ...browser.hiddenFields('/signin/identify'), userPrincipalName: upn }
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const { statusCode } = await site.server.inject({
      method: 'POST',
      url: '/signin/identify',
      headers: { cookie, origin: site.origin, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })
    expect(statusCode).toBe(303)
  })
})

test('a form without its cookie says what to do', async () => {
  await using site = await openSite()
  const browser = new FormBrowser(site.server)
  const answer = await browser.post('/signin/identify', { version: '0', userPrincipalName: upn })
  expect(answer.status).toBe(412)
  expect(answer.body).toContain('allow cookies for this site')
})

test('the answer to a step that is over is refused and changes nothing', async () => {
  await using site = await openSite()
  await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  const first = browser.hiddenFields('/signin/identify')
  await browser.submit('/signin/identify', { userPrincipalName: upn })
  const again = await browser.post('/signin/identify', { ...first, userPrincipalName: 'eve@example.com' })
  expect(again.status).toBe(412)
  await browser.open('/signin')
  expect(browser.page.body).toContain(upn)
})

describe('where a sign-in leads', () => {
  test.each([
    ['/security-info?done=renamed', 303, '/security-info?done=renamed'],
    ['https://evil.example/', 303, '/security-info'],
    ['//evil.example/', 303, '/security-info'],
  ])('with returnTo %s', async (returnTo, status, location) => {
    await using site = await openSite()
    const code = await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
    const browser = new FormBrowser(site.server)
    await browser.open(`/signin?returnTo=${encodeURIComponent(returnTo)}`)
    await browser.submit('/signin/identify', { userPrincipalName: upn })
    const answer = await browser.post('/signin/prove', { ...browser.hiddenFields('/signin/prove'), code })
    expect(answer).toMatchObject({ status, headers: { location } })
  })

  test('to an application it goes by a page, for a form may not lead to another site', async () => {
    await using site = await openSite()
    const code = await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
    const browser = new FormBrowser(site.server)
    await browser.open('/signin?returnTo=%2Fcommon%2Foauth2%2Fv2.0%2Fauthorize%3Fx%3D1')
    await browser.submit('/signin/identify', { userPrincipalName: upn })
    await browser.submit('/signin/prove', { code })
    expect(browser.title).toBe('You’re signed in – Example')
    expect(browser.page.body).toContain('content="0;url=/common/oauth2/v2.0/authorize?x=1"')
  })

  test('somebody signed in is not asked again, and a new sign-in ends the one before', async () => {
    await using site = await openSite()
    const user = await aUser(site.kernel, { userPrincipalName: upn })
    const code = await site.passFor(user, { isUsableOnce: false })
    const browser = new FormBrowser(site.server)
    await browser.signInWithPass(upn, code)
    const before = new Map(browser.cookies)
    await browser.open('/signin')
    expect(browser.title).toBe('Security info – Example')
    await browser.open('/signin?returnTo=/nowhere')
    expect(browser.page.status).toBe(404)

    browser.cookies.clear()
    await browser.open('/signin')
    for (const [name, value] of before) browser.cookies.set(name, value)
    await browser.open('/signin')
    await browser.submit('/signin/identify', { userPrincipalName: upn })
    await browser.submit('/signin/prove', { code })
    const old = new FormBrowser(site.server)
    for (const [name, value] of before) old.cookies.set(name, value)
    await old.open('/security-info')
    expect(old.title).toBe('Sign in – Example')
    await browser.open('/security-info')
    expect(browser.title).toBe('Security info – Example')
  })
})

test('scripts hear the step as JSON, with a status that tells how it went', async () => {
  await using site = await openSite()
  const code = await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
  const script = new FormBrowser(site.server)
  const send = async (path: string, body: object) => {
    const answer = await script.request('POST', path, json, JSON.stringify(body))
    return { ...answer, step: JSON.parse(answer.body) }
  }
  const begun = JSON.parse((await script.request('GET', '/signin', { accept: 'application/json' })).body)
  expect(begun).toMatchObject({ step: 'identify', version: 0 })
  const asked = await send('/signin/identify', { version: 0, userPrincipalName: upn })
  expect(asked).toMatchObject({ status: 200, step: { step: 'prove', method: 'temporaryAccessPass', factor: 1 } })
  const answer = { method: 'temporaryAccessPass', code: 'AAAAAAAA' }
  const wrong = await send('/signin/prove', { version: asked.step.version, ...answer })
  expect(wrong).toMatchObject({ status: 400, step: { step: 'prove', error: { code: 'wrong' } } })
  const old = await send('/signin/prove', { version: asked.step.version, ...answer })
  expect(old).toMatchObject({ status: 412, step: { error: { code: 'stepChanged' } } })
  const done = await send('/signin/prove', { version: wrong.step.version, ...answer, code })
  expect(done).toMatchObject({ status: 200, step: { step: 'done', redirectTo: '/security-info' } })
})

test('too many wrong passes have to wait, and a script is told how long', async () => {
  await using site = await openSite()
  await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  await browser.submit('/signin/identify', { userPrincipalName: upn })
  for (let tries = 0; tries < 10 && !browser.alert.includes('Wait'); tries++) {
    await browser.submit('/signin/prove', { code: 'AAAAAAAA' })
  }
  expect(browser.alert).toMatch(/Too many tries\. Wait .+ and try again\./)
  const { version } = browser.hiddenFields('/signin/prove')
  const body = JSON.stringify({ version: Number(version), method: 'temporaryAccessPass', code: 'AAAAAAAA' })
  const answer = await browser.request('POST', '/signin/prove', json, body)
  expect(answer.status).toBe(429)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
})

describe('what is malformed gets a helpful page and never a fault', () => {
  const form = 'application/x-www-form-urlencoded'
  test.each([
    ['an unknown field', 400, form, 'userPrincipalName=a%40example.com&admin=1'],
    ['a field twice', 400, form, 'userPrincipalName=a&userPrincipalName=b'],
    ['no field', 400, form, ''],
    ['a name of 10,000 characters', 400, form, `userPrincipalName=${'a'.repeat(10_000)}`],
    ['U+0000', 400, form, 'userPrincipalName=a%00b'],
    ['broken percent-encoding', 303, form, 'userPrincipalName=%E0%A4%A'],
    ['a field named __proto__', 400, form, '__proto__=1&userPrincipalName=a'],
    ['plain text', 415, 'text/plain', 'hello'],
    ['a file', 415, 'multipart/form-data; boundary=x', '--x--'],
    ['no type', 415, '', 'hello'],
    ['70,000 characters', 413, form, `userPrincipalName=${'a'.repeat(70_000)}`],
    ['broken JSON', 400, 'application/json', '{"version":0'],
    ['JSON that is no object', 400, 'application/json', '[1]'],
    ['JSON with a list for a name', 400, 'application/json', '{"version":0,"userPrincipalName":["a"]}'],
    ['JSON with __proto__', 400, 'application/json', '{"version":0,"__proto__":{},"userPrincipalName":"a"}'],
    ['JSON with half a surrogate pair', 400, 'application/json', '{"version":0,"userPrincipalName":"\\ud800"}'],
  ])('%s', async (_, status, type, payload) => {
    await using site = await openSite()
    const browser = new FormBrowser(site.server)
    await browser.open('/signin')
    const { csrf = '', version = '' } = browser.hiddenFields('/signin/identify')
    const body = type === form ? `csrf=${csrf}&version=${version}&${payload}` : payload
    const answer = await browser.request(
      'POST',
      '/signin/identify',
      { 'content-type': type, 'sec-fetch-site': 'same-origin' },
      body,
    )
    expect(answer.status).toBe(status)
    if (type !== 'application/json' && status !== 303) expect(answer.body).toContain('<h1>')
  })

  test.each(['', 'x', 'null', '{}', '{"id":"a"}', '[]', '{"id":"*","rawId":"*","type":"public-key","response":{}}'])(
    'the passkey answer %j',
    async (credential) => {
      await using site = await openSite()
      const browser = new FormBrowser(site.server)
      await browser.open('/signin')
      const keys = browser.hiddenFields('/signin/prove')
      const answer = await browser.post('/signin/prove', { ...keys, method: 'fido2', credential })
      expect(answer.status).toBe(400)
    },
  )
})

test('under https the cookies are bound to this host and to encryption', async () => {
  await using site = await openSite({ publicUrl: 'https://login.example.com' })
  const { headers } = await new FormBrowser(site.server).request('GET', '/signin')
  expect(String(headers['set-cookie'])).toMatch(
    /^__Host-latchkey-signin=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('an address where nothing lives is told as page or as JSON', async () => {
  await using site = await openSite()
  const page = await new FormBrowser(site.server).open('/nowhere')
  expect(page.status).toBe(404)
  expect(page.body).toContain('There is nothing here')
  const { statusCode, body } = await site.server.inject({ url: '/nowhere', headers: { accept: 'application/json' } })
  expect(statusCode).toBe(404)
  expect(JSON.parse(body)).toMatchObject({ error: { code: 'noSuchAddress' } })
})

test('one address begins a limited number of sign-ins a minute, and others are not held up', async () => {
  await using site = await openSite()
  const begin = async (remoteAddress: string) =>
    site.server.inject({ method: 'GET', url: '/signin', remoteAddress, headers: { accept: 'application/json' } })
  const attempts = () =>
    site.kernel.store.read((r) =>
      r.db
        .selectFrom('sign_in_attempts')
        .select('id')
        .execute()
        .then((rows) => rows.length),
    )
  for (let begun = 0; begun < 600; begun += 100) {
    await Promise.all(Array.from({ length: 100 }, () => begin('192.0.2.1')))
  }
  expect(await attempts()).toBe(600)
  const refused = await begin('192.0.2.1')
  expect(refused.statusCode).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(refused.json()).toMatchObject({ error: { code: 'throttled' } })
  expect(await attempts()).toBe(600)
  expect((await begin('192.0.2.2')).statusCode).toBe(200)
})
