import { describe, expect, test } from 'vitest'
import { createApplication } from '../../src/applications/service.ts'
import { aUser, systemActor } from '../kit/builders.ts'
import { anAuthenticatorApp, aPassword } from '../kit/methods.ts'
import { unrecorded } from '../kit/proving.ts'
import { SignInClient } from '../kit/sign-in-client.ts'
import { openSite, type TestSite } from '../kit/site.ts'
import { graphScope } from '../kit/token.ts'

const upn = 'ada@example.com'

/** Everything that opens something, and what each opens. */
async function everySecret(site: TestSite) {
  const user = await aUser(site.kernel, { userPrincipalName: upn })
  const password = await aPassword(site.kernel, user)
  const app = await anAuthenticatorApp(site.kernel, user)
  const { application, secret } = await createApplication(site.kernel, systemActor(), {
    displayName: 'HR import',
    permissions: ['Organization.Read.All'],
  })
  const pass = await site.passFor(user, { isUsableOnce: false })
  const attempt = await atSecondFactor(site, password)
  const signedIn = new SignInClient(site.origin)
  await signedIn.signInWithPass(upn, pass)
  const clientId = application.appId
  const clientSecret = secret.secret.reveal()
  return {
    clientId,
    password,
    secrets: {
      pass,
      password,
      'code of the app': app.code(),
      'key of the app': app.key,
      'token of an attempt': attempt.cookie('latchkey-signin'),
      'token of a session': signedIn.session ?? '',
      'access token': await accessToken(site, clientId, clientSecret),
      'client secret': clientSecret,
    },
  }
}
type Given = Awaited<ReturnType<typeof everySecret>>

async function atSecondFactor(site: TestSite, password: string): Promise<SignInClient> {
  const client = new SignInClient(site.origin)
  const asked = await client.identify(upn, (await client.begin()).version)
  const chosen = await client.choose(asked.version, 'password')
  expect(await client.prove({ version: chosen.version, method: 'password', password })).toMatchObject({ factor: 2 })
  return client
}

async function accessToken(site: TestSite, clientId: string, clientSecret: string): Promise<string> {
  const answer = await fetch(`${site.origin}/common/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: graphScope,
    }),
  })
  return String(((await answer.json()) as Record<string, unknown>)['access_token'] ?? '')
}

const isOpen = async (site: TestSite, path: string, headers: Readonly<Record<string, string>>) =>
  (await fetch(`${site.origin}${path}`, { headers: { 'sec-fetch-site': 'same-origin', ...headers } })).status === 200

/** Whether the secret opens the door it is tried on. */
const doors: Readonly<Record<string, (site: TestSite, given: Given, secret: string) => Promise<boolean>>> = {
  'the prompt for a pass': async (site, _given, secret) =>
    (await new SignInClient(site.origin).signInWithPass(upn, secret)).step === 'done',
  'the prompt for a password': async (site, _given, secret) => {
    const client = new SignInClient(site.origin)
    const asked = await client.identify(upn, (await client.begin()).version)
    const chosen = await client.choose(asked.version, 'password')
    const step = await client.prove({ version: chosen.version, method: 'password', password: secret })
    return step.step === 'prove' && step.factor === 2
  },
  'the prompt for a code': async (site, { password }, secret) => {
    const client = await atSecondFactor(site, password)
    const chosen = await client.choose((await client.begin()).version, 'softwareOath')
    return (await client.prove({ version: chosen.version, method: 'softwareOath', code: secret })).step === 'done'
  },
  'the cookie of an attempt': async (site, _given, secret) => {
    const answer = await fetch(`${site.origin}/signin`, {
      headers: { accept: 'application/json', cookie: `latchkey-signin=${secret}` },
    })
    return ((await answer.json()) as { readonly version: number }).version > 0
  },
  'the cookie of a session': (site, _given, secret) =>
    isOpen(site, '/v1.0/me', { cookie: `latchkey-session=${secret}` }),
  'the Authorization header': (site, _given, secret) =>
    isOpen(site, '/v1.0/organization', { authorization: `Bearer ${secret}` }),
  'the token endpoint': async (site, { clientId }, secret) => (await accessToken(site, clientId, secret)) !== '',
}

const opens: Readonly<Record<string, string>> = {
  'the prompt for a pass': 'pass',
  'the prompt for a password': 'password',
  'the prompt for a code': 'code of the app',
  'the cookie of an attempt': 'token of an attempt',
  'the cookie of a session': 'token of a session',
  'the Authorization header': 'access token',
  'the token endpoint': 'client secret',
}

describe('what opens one door opens no other', () => {
  test.each(Object.entries(doors))('%s', async (door, tryOn) => {
    await using site = await openSite()
    const given = await everySecret(site)
    const opened = []
    for (const [name, secret] of Object.entries(given.secrets)) {
      await unrecorded(site.kernel, (w) => w.db.deleteFrom('throttles').execute())
      if (await tryOn(site, given, secret)) opened.push(name)
    }
    expect(opened).toEqual([opens[door]])
  })
})

test('half a sign-in can call nothing: not Graph, not security info, not another step', async () => {
  await using site = await openSite()
  const { password, secrets } = await everySecret(site)
  const half = await atSecondFactor(site, password)
  expect(half.session).toBeUndefined()
  for (const path of ['/v1.0/me', '/beta/me/authentication/methods', '/v1.0/users', '/security-info']) {
    expect((await half.request('GET', path)).status, path).toBe(401)
  }
  for (const path of ['/security-info/passkeys/begin', '/security-info/authenticator-apps/begin', '/signout']) {
    expect((await half.request('POST', path, {})).status, path).toBe(401)
  }
  const version = (await half.begin()).version
  const skipped = await half.request('POST', '/signin/change-password', {
    version,
    newPassword: 'seven grey herons wade',
  })
  expect(skipped.status).toBe(412)
  const chosen = await half.choose(version, 'softwareOath')
  const code = secrets['code of the app']
  expect(await half.prove({ version: chosen.version, method: 'softwareOath', code })).toMatchObject({ step: 'done' })
  expect((await half.request('GET', '/v1.0/me')).status).toBe(200)
})

test('an answer without evidence is no answer', async () => {
  await using site = await openSite()
  const { password } = await everySecret(site)
  for (const method of ['temporaryAccessPass', 'password', 'softwareOath', 'fido2']) {
    const client = method === 'softwareOath' ? await atSecondFactor(site, password) : new SignInClient(site.origin)
    const begun = await client.begin()
    const asked = begun.step === 'identify' ? await client.identify(upn, begun.version) : begun
    const ready = asked.step === 'prove' && asked.method !== method ? await client.choose(asked.version, method) : asked
    const evidence = [{}, { code: '' }, { password: '' }, { credential: null }, { code: true }, { submitted: 'true' }]
    for (const body of evidence) {
      const answer = await client.request('POST', '/signin/prove', { version: ready.version, method, ...body })
      expect(answer.status, `${method} ${JSON.stringify(body)}`).toBe(400)
    }
    expect(await client.begin()).toMatchObject({ step: 'prove', version: ready.version })
    expect(client.session).toBeUndefined()
  }
})
