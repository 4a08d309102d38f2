import { expect, test } from 'vitest'
import { step as stepShape } from '../../../contract/signin.ts'
import { aPolicy, phishingResistant } from '../../../tests/kit/access-in-force.ts'
import { aUser } from '../../../tests/kit/builders.ts'
import { FormBrowser } from '../../../tests/kit/form-browser.ts'
import { aPassword } from '../../../tests/kit/methods.ts'
import { SignInClient } from '../../../tests/kit/sign-in-client.ts'
import { openSite, type TestSite } from '../../../tests/kit/site.ts'
import { codeAt } from '../../../tests/kit/soft-app.ts'
import { type CreationOptions, SoftAuthenticator } from '../../../tests/kit/soft-authenticator.ts'

const upn = 'ada@example.com'

const answerOf = async (client: SignInClient, path: string, body: object) => {
  const response = await client.request('POST', path, body)
  return { status: response.status, step: stepShape.parse(await response.json()) }
}

/** A script with a pass whom a policy asks for a passkey. */
async function atPasskey(site: TestSite) {
  const user = await aUser(site.kernel, { userPrincipalName: upn })
  await aPolicy(site.kernel, { grant: { authenticationStrength: phishingResistant } })
  const client = new SignInClient(site.origin)
  const step = await client.signInWithPass(upn, await site.passFor(user))
  if (step.step !== 'register') throw new Error(`Sign-in stopped at ${step.step}`)
  return { client, step }
}

test('a script is given what makes a passkey, and goes on with it', async () => {
  await using site = await openSite()
  const { client, step } = await atPasskey(site)
  expect(stepShape.parse(step)).toMatchObject({
    method: 'fido2',
    alternatives: [],
    mayPutOff: false,
    why: { because: 'more', appName: 'Latchkey' },
    userPrincipalName: upn,
  })
  const authenticator = new SoftAuthenticator({ origin: site.origin })
  const credential = authenticator.create(step.creationOptions as CreationOptions)
  const given = { version: step.version, method: 'fido2', credential, displayName: ' ' }
  const wrong = await answerOf(client, '/signin/register', {
    ...given,
    credential: { ...credential, id: 'AAAA', rawId: 'AAAA' },
  })
  expect(wrong).toMatchObject({ status: 400, step: { step: 'register', error: { code: 'registrationFailed' } } })
  const again = wrong.step as typeof step
  expect(again.creationOptions).not.toEqual(step.creationOptions)
  const done = await answerOf(client, '/signin/register', {
    version: again.version,
    method: 'fido2',
    credential: authenticator.create(again.creationOptions as CreationOptions),
  })
  expect(done).toMatchObject({ status: 200, step: { step: 'done', redirectTo: '/security-info' } })
  expect(client.session).toBeDefined()
})

test('an app is added by forms alone, and its key is shown again after a wrong code and after a reload', async () => {
  await using site = await openSite()
  await aPassword(site.kernel, await aUser(site.kernel, { userPrincipalName: upn }), 'seven grey herons wade')
  await aPolicy(site.kernel, { grant: { builtInControls: ['mfa'] } })
  const browser = new FormBrowser(site.server)
  await browser.signInWithPassword(upn, 'seven grey herons wade')
  expect(browser.title).toBe('Add a passkey – Example')
  await browser.submit('/signin/choose', { method: 'softwareOath' })
  const key = () => /<code id="key">([^<]*)</.exec(browser.page.body)?.[1]?.replaceAll(' ', '') ?? ''
  const first = key()
  expect(first).toMatch(/^[A-Z2-7]{32}$/)
  await browser.submit('/signin/register', { code: '' })
  expect(browser.alert).toContain('Enter the code from your app.')
  await browser.open('/signin')
  await browser.submit('/signin/register', { code: '000000' })
  expect(browser.alert).toContain('not the code that the app shows')
  expect(key()).toBe(first)
  await browser.submit('/signin/register', { code: codeAt(first, site.kernel.clock.now()) })
  expect(browser.title).toBe('Security info – Example')
})

test('an app whose time is over is begun again with another key', async () => {
  await using site = await openSite()
  await aPassword(site.kernel, await aUser(site.kernel, { userPrincipalName: upn }), 'seven grey herons wade')
  await aPolicy(site.kernel, { grant: { builtInControls: ['mfa'] } })
  const browser = new FormBrowser(site.server)
  await browser.signInWithPassword(upn, 'seven grey herons wade')
  await browser.submit('/signin/choose', { method: 'softwareOath' })
  const before = /<code id="key">([^<]*)</.exec(browser.page.body)?.[1]
  site.kernel.clock.advanceSeconds(601)
  await browser.open('/signin')
  expect(browser.page.body).toContain('they are over')
  await browser.submit('/signin/choose', { method: 'softwareOath' })
  const after = /<code id="key">([^<]*)</.exec(browser.page.body)?.[1]
  expect(after).toMatch(/^[A-Z2-7 ]+$/)
  expect(after).not.toBe(before)
})

test('the key of an app stands in no row as it is', async () => {
  await using site = await openSite()
  await aPassword(site.kernel, await aUser(site.kernel, { userPrincipalName: upn }), 'seven grey herons wade')
  await aPolicy(site.kernel, { grant: { builtInControls: ['mfa'] } })
  const client = new SignInClient(site.origin)
  const asked = await client.identify(upn, (await client.begin()).version)
  const offered = await client.prove({ version: asked.version, method: 'password', password: 'seven grey herons wade' })
  const app = await client.choose(offered.version, 'softwareOath')
  const key = app.step === 'register' ? app.app?.key : undefined
  expect(key).toMatch(/^[A-Z2-7]{32}$/)
  const rows = await site.kernel.store.read((r) => r.db.selectFrom('sign_in_attempts').selectAll().execute())
  expect(JSON.stringify(rows)).not.toContain(key)
})

test.each([
  ['always', true],
  ['never', false],
] as const)('a policy that says %s decides whether the browser keeps the session', async (mode, isKept) => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { userPrincipalName: upn })
  await aPolicy(site.kernel, { grant: null, session: { persistentBrowser: { isEnabled: true, mode } } })
  const code = await site.passFor(user, { isUsableOnce: false })
  const client = new SignInClient(site.origin)
  const asked = await client.identify(upn, (await client.begin()).version)
  const answer = await client.request('POST', '/signin/prove', {
    version: asked.version,
    method: 'temporaryAccessPass',
    code,
  })
  expect(await answer.json()).toMatchObject({ step: 'done' })
  const cookie = answer.headers.getSetCookie().find((one) => one.includes('latchkey-session')) ?? ''
  expect(cookie).toMatch(isKept ? /max-age=3600/i : /^(?!.*max-age)/i)
})
