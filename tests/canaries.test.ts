import type { InjectOptions } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { createApplication } from '../src/applications/service.ts'
import { createLogger } from '../src/kernel/log.ts'
import { aUser, systemActor } from './kit/builders.ts'
import { everythingStored } from './kit/everything-stored.ts'
import { FormBrowser } from './kit/form-browser.ts'
import { rawRequest } from './kit/raw-http.ts'
import { openSite, type TestSite } from './kit/site.ts'
import { codeAt } from './kit/soft-app.ts'

/** One answer, with what it was asked for. */
interface Heard {
  readonly asked: string
  readonly headers: string
  readonly body: string
}

const password = 'canary seven grey herons'
const nextPassword = 'canary four blue whales'
const wrongPassword = 'canary wrong password'
const wrongCode = 'CANARYWRONGC0DE'

const logged: string[] = []
const heard: Heard[] = []
let site: TestSite
let stored = ''
let metrics = ''

/** Every secret of the session by its name, with the answers that may carry it. */
const secrets = new Map<string, { readonly value: string; readonly allowed: RegExp }>()
const nowhere = /^$/
const keep = (name: string, value: string, allowed: RegExp): string => {
  expect(value, name).toMatch(/.{8,}/)
  secrets.set(name, { value, allowed })
  return value
}

beforeAll(async () => {
  const log = createLogger('trace', { write: (line) => void logged.push(line) })
  site = await openSite({}, log)
  listen()
  const token = await asApplication()
  await asPerson(await throughGraph(token))
  await withMistakes(token)
  stored = await everythingStored(site.kernel)
  metrics = (await site.kernel.metrics.expose()).text
  return () => site[Symbol.asyncDispose]()
})

/** Hears every answer that goes out, whoever asked. */
function listen(): void {
  const { server } = site
  const inject = server.inject.bind(server)
  Object.assign(server, {
    inject: async (request: { method?: string; url: string }) => {
      const answer = await inject(request as InjectOptions)
      const asked = `${request.method ?? 'GET'} ${request.url}`
      heard.push({ asked, headers: JSON.stringify(answer.headers), body: answer.body })
      return answer
    },
  })
}

async function asApplication(): Promise<string> {
  const permissions = ['User.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All', 'AuditLog.Read.All']
  const { application, secret } = await createApplication(site.kernel, systemActor(), {
    displayName: 'HR',
    permissions,
  })
  const clientSecret = keep('client secret', secret.secret.reveal(), nowhere)
  const url = '/common/oauth2/v2.0/token'
  const ask = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
    site.server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'https://graph.microsoft.com/.default',
        ...fields,
      }).toString(),
    })
  const id = application.appId
  await ask({ client_id: id, client_secret: `${clientSecret}x` })
  await ask({ client_id: clientSecret, client_secret: clientSecret })
  await ask({ client_id: id, client_secret: clientSecret, scope: clientSecret })
  await ask({ client_id: id, client_secret: clientSecret, grant_type: 'password', password })
  await ask({}, { authorization: `Basic ${Buffer.from(`${id}:${clientSecret}`).toString('base64')}` })
  await ask({}, { authorization: `Basic ${Buffer.from(`${clientSecret}:${id}`).toString('base64')}` })
  const answer = await ask({ client_id: id, client_secret: clientSecret })
  return keep('access token', answer.json().access_token, /^POST \/common\/oauth2/)
}

async function throughGraph(token: string): Promise<string> {
  const call = (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: object | string,
    authorization = `Bearer ${token}`,
  ) =>
    site.server.inject({
      method,
      url: `/v1.0${url}`,
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { payload: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
    })
  keep('password', password, nowhere)
  keep('next password', nextPassword, nowhere)
  keep('wrong password', wrongPassword, nowhere)
  keep('wrong code', wrongCode, nowhere)
  const person = { accountEnabled: true, displayName: 'Ada', mailNickname: 'ada', userPrincipalName: 'ada@example.com' }
  const passwordProfile = { password, forceChangePasswordNextSignIn: false }
  for (const wrong of [{ password: [password] }, { password, x: password }, password, [password]]) {
    await call('POST', '/users', { ...person, passwordProfile: wrong })
  }
  await call('POST', '/users', JSON.stringify({ ...person, passwordProfile }).slice(0, -3))
  const { id } = (await call('POST', '/users', { ...person, passwordProfile })).json()
  await call('PATCH', `/users/${id}`, { passwordProfile: { password: wrongPassword.slice(0, 7) } })
  await call('GET', `/users/${id}?$select=id,passwordProfile`)
  await call('GET', `/users?$filter=passwordProfile eq '${encodeURIComponent(password)}'`)
  await call('GET', '/users', undefined, `Bearer ${token}x`)
  await call('GET', '/users', undefined, `Basic ${Buffer.from(`ada:${password}`).toString('base64')}`)
  const passes = `/users/${id}/authentication/temporaryAccessPassMethods`
  const issued = (await call('POST', passes, { isUsableOnce: false, lifetimeInMinutes: 60 })).json()
  keep('passcode', issued.temporaryAccessPass, new RegExp(`^POST /v1\\.0${passes}$`))
  await call('GET', passes)
  await call('GET', `${passes}/${issued.id}`)
  await call('GET', '/auditLogs/directoryAudits')
  await call('GET', '/auditLogs/signIns')
  return issued.temporaryAccessPass
}

const cookie = (browser: FormBrowser, name: string) => browser.cookies.get(`latchkey-${name}`) ?? ''
const csrf = (browser: FormBrowser) => /name="csrf" value="([^"]+)"/.exec(browser.page.body)?.[1] ?? ''
const pages = /^(?:GET|POST) \/(?:signin|security-info)/

async function asPerson(code: string): Promise<void> {
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  keep('sign-in cookie', cookie(browser, 'signin'), /^GET \/signin$/)
  keep('form token of the sign-in', csrf(browser), pages)
  await browser.submit('/signin/identify', { userPrincipalName: 'ada@example.com' })
  await browser.submit('/signin/prove', { code: wrongCode })
  await browser.submit('/signin/prove', { code: `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}` })
  await browser.submit('/signin/prove', { code: code.toLowerCase() })
  keep('session cookie', cookie(browser, 'session'), /^POST \/signin\/prove$/)
  keep('form token of the session', csrf(browser), pages)
  await browser.submit('/security-info/authenticator-apps/begin')
  const key = (/<code id="key">([^<]*)</.exec(browser.page.body)?.[1] ?? '').replaceAll(' ', '')
  keep('key of the app', key, /^(?:GET|POST) \/security-info\/authenticator-apps\/(?:new|confirm)$/)
  await browser.submit('/security-info/authenticator-apps/confirm', { code: wrongCode })
  await browser.submit('/security-info/authenticator-apps/confirm', { code: codeAt(key, site.kernel.clock.now()) })
  site.kernel.clock.advanceSeconds(30)
  await changePassword(browser)
  const second = new FormBrowser(site.server)
  await second.signInWithPassword('ada@example.com', wrongPassword)
  await second.submit('/signin/prove', { password: nextPassword })
  await second.submit('/signin/prove', { code: wrongCode })
  await second.submit('/signin/choose', { method: 'softwareOath' })
  await second.submit('/signin/prove', { code: codeAt(key, site.kernel.clock.now()) })
  keep('second session cookie', cookie(second, 'session'), /^POST \/signin\/prove$/)
  await second.open('/security-info')
  await second.submit('/signout')
  await browser.open('/security-info')
}

async function changePassword(browser: FormBrowser): Promise<void> {
  const change = '/security-info/password'
  const tries = [
    [wrongPassword, nextPassword],
    [password, ''],
    [password, 'canary'],
    [password, password],
    [password, nextPassword],
  ]
  for (const [currentPassword = '', newPassword = ''] of tries) {
    await browser.open(change)
    await browser.submit(change, { currentPassword, newPassword })
  }
  expect(browser.page.body).toContain('Your password is changed.')
}

/** What goes wrong on the way, from malformed input to a fault of our own. */
async function withMistakes(token: string): Promise<void> {
  const { server, kernel } = site
  const value = (name: string) => secrets.get(name)?.value ?? ''
  const everything = [...secrets.values()].map((secret) => secret.value)
  const cookies = `latchkey-session=${value('session cookie')}; latchkey-signin=${value('sign-in cookie')}`
  const same = { cookie: cookies, 'sec-fetch-site': 'same-origin' }
  for (const secret of everything) {
    const json = { ...same, 'content-type': 'application/json' }
    const form = { ...same, 'content-type': 'application/x-www-form-urlencoded' }
    for (const url of ['/signin/identify', '/signin/prove', '/security-info/password', '/security-info/remove']) {
      await server.inject({ method: 'POST', url, headers: json, payload: `{"password":"${secret}","code":` })
      await server.inject({
        method: 'POST',
        url,
        headers: json,
        payload: JSON.stringify({ version: secret, password: [secret] }),
      })
      await server.inject({
        method: 'POST',
        url,
        headers: json,
        payload: JSON.stringify({ method: secret, kind: secret, id: secret }),
      })
      await server.inject({
        method: 'POST',
        url,
        headers: form,
        payload: `csrf=${secret}&password=${encodeURIComponent(secret)}`,
      })
      await server.inject({ method: 'POST', url, headers: { ...same, 'content-type': 'text/xml' }, payload: secret })
    }
    for (const path of ['/', '/signin', '/nowhere', '/v1.0/users', '/common/discovery/v2.0/keys', '/assets/x', '/%']) {
      await server.inject({ url: `${path}?code=${encodeURIComponent(secret)}`, headers: same })
      await server.inject({
        url: path,
        headers: { authorization: `Bearer ${secret}`, 'x-secret': secret, cookie: `x=${secret}` },
      })
    }
  }
  for (const bytes of [`GET / HTTP/1.1\r\nCookie: ${cookies}\r\nbroken\r\n\r\n`, `${token} / HTTP/1.1\r\n\r\n`]) {
    const answer = await rawRequest(site.origin, bytes)
    heard.push({ asked: 'what is no request', headers: answer.head, body: answer.body })
  }
  const browser = new FormBrowser(server)
  await browser.open('/signin')
  await browser.submit('/signin/identify', { userPrincipalName: 'ada@example.com' })
  const broken = { verify: () => Promise.reject(new Error('out of memory')) }
  Object.assign(kernel.passHash, broken)
  Object.assign(kernel.passwordHash, broken)
  const answer = await browser.post('/signin/prove', {
    ...browser.hiddenFields('/signin/prove'),
    code: value('passcode'),
  })
  expect(answer.status).toBe(500)
}

/** The ways in which a secret may be written. */
const written = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret)
  const forms = [
    secret,
    encodeURIComponent(secret),
    secret.replaceAll(' ', '+'),
    bytes.toString('base64').replace(/=+$/, ''),
  ]
  const groups = (secret.match(/.{1,4}/g) ?? []).join('-')
  return [...new Set([...forms, bytes.toString('base64url'), bytes.toString('hex'), secret.toLowerCase(), groups])]
}

test('the session was a whole one, with all its mistakes', () => {
  expect(secrets.size).toBe(13)
  expect(logged.length).toBeGreaterThan(300)
  expect(heard.length).toBeGreaterThan(300)
  expect(logged.join('')).toContain('out of memory')
  const statuses = new Set(logged.map((line) => (JSON.parse(line) as { status?: number }).status))
  for (const status of [200, 201, 303, 400, 401, 403, 404, 415, 500]) expect(statuses).toContain(status)
})

test('no secret stands in any line of the log', () => {
  const text = logged.join('')
  for (const [name, { value }] of secrets) for (const form of written(value)) expect(text, name).not.toContain(form)
})

test('no secret stands in the metrics', () => {
  for (const [name, { value }] of secrets) for (const form of written(value)) expect(metrics, name).not.toContain(form)
})

test('no secret stands in the database', async () => {
  const nothing = await aUser(site.kernel)
  expect(await everythingStored(site.kernel)).toContain(nothing.id)
  for (const [name, { value }] of secrets) for (const form of written(value)) expect(stored, name).not.toContain(form)
})

test('no secret stands in any answer but the one that is for it', () => {
  for (const [name, { value, allowed }] of secrets) {
    for (const { asked, headers, body } of heard) {
      const carries = written(value).some((form) => headers.includes(form) || body.includes(form))
      if (carries) expect(asked, `${name}: ${headers} ${body.slice(0, 300)}`).toMatch(allowed)
    }
  }
})

test('cookies alone carry what belongs in cookies, once', () => {
  for (const name of ['session cookie', 'second session cookie', 'sign-in cookie']) {
    const { value = '' } = secrets.get(name) ?? {}
    const carriers = heard.filter(({ headers, body }) => headers.includes(value) || body.includes(value))
    expect(carriers, name).toHaveLength(1)
    expect(carriers[0]?.headers, name).toMatch(new RegExp(`"set-cookie":.*${value}; Path=/; HttpOnly; SameSite=Lax`))
    expect(carriers[0]?.body, name).not.toContain(value)
  }
})
