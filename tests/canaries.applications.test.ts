import { beforeAll, expect, test } from 'vitest'
import { createApplication } from '../src/applications/service.ts'
import { Secret } from '../src/base/secret.ts'
import { createLogger } from '../src/kernel/log.ts'
import { taskDefinitions } from '../src/lifecycle-workflows/rules.ts'
import { activateWorkflow, createWorkflow, runWorkflows } from '../src/lifecycle-workflows/service.ts'
import { roleIds } from '../src/roles/rules.ts'
import {
  type AppScene,
  authorizePath,
  codeFor,
  follow,
  graph,
  openApp,
  redeem,
  redirectUri,
  refresh,
  verifier,
} from './kit/app-sign-in.ts'
import { anAdministrator, aUser, systemActor } from './kit/builders.ts'
import { everythingStored } from './kit/everything-stored.ts'
import { openMailServer, type TestMailServer } from './kit/mail-server.ts'
import { openSite, type TestSite } from './kit/site.ts'
import { SoftAuthenticator } from './kit/soft-authenticator.ts'

const logged: string[] = []
const secrets = new Map<string, string>()
let site: TestSite
let mail: TestMailServer
let stored = ''
let metrics = ''

const keep = (name: string, value: unknown): string => {
  expect(value, name).toMatch(/^\S{8,}$/)
  secrets.set(name, String(value))
  return String(value)
}

const permissions = [
  'User.Read',
  'User.ReadWrite.All',
  'UserAuthenticationMethod.ReadWrite.All',
  'UserAuthMethod-Passkey.ReadWrite.All',
]
const scope = `openid profile offline_access ${permissions.join(' ')}`

beforeAll(async () => {
  mail = await openMailServer()
  const log = createLogger('trace', { write: (line) => void logged.push(line) })
  site = await openSite({ smtpUrl: new Secret(mail.url), mailFrom: 'latchkey@example.com' }, log)
  const scene = await openApp(site, permissions)
  await asPerson(scene)
  await asConfidential(scene)
  await asWorkflow()
  stored = await everythingStored(site.kernel)
  metrics = (await site.kernel.metrics.expose()).text
  return async () => {
    await site[Symbol.asyncDispose]()
    await mail[Symbol.asyncDispose]()
  }
})

/** Through an application that acts for an administrator, with every secret sent where it does not belong as well. */
async function asPerson(scene: AppScene): Promise<void> {
  const { user: admin } = await anAdministrator(site.kernel, roleIds.globalAdministrator)
  const code = keep('code', await codeFor(scene, admin, { scope }))
  keep('verifier', verifier)
  await redeem(scene, code, { code_verifier: `${verifier}x` })
  const again = await follow(scene, authorizePath(scene, { scope }))
  const second = keep('second code', again.to.searchParams.get('code'))
  const { body } = await redeem(scene, second)
  const accessToken = keep('access token', body['access_token'])
  const refreshToken = keep('refresh token', body['refresh_token'])
  keep('ID token', body['id_token'])
  const next = await refresh(scene, refreshToken, { scope })
  keep('next refresh token', next.body['refresh_token'])
  keep('next access token', next.body['access_token'])
  await throughGraph(scene, accessToken)
  for (const secret of secrets.values()) {
    await redeem(scene, secret, { redirect_uri: `${redirectUri}?code=${secret}`, client_id: secret })
    await refresh(scene, secret, { scope: secret })
    await graph(scene, secret, `/me?access_token=${secret}&$filter=${secret}`)
    await follow(scene, authorizePath(scene, { state: secret, login_hint: secret, id_token_hint: secret }))
    await fetch(`${site.origin}/common/oauth2/v2.0/token?code=${secret}&refresh_token=${secret}`, { method: 'POST' })
  }
  await refresh(scene, refreshToken, { scope })
}

async function throughGraph(scene: AppScene, token: string): Promise<void> {
  const user = await aUser(site.kernel)
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await graph(scene, token, path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return (answer.status === 204 ? {} : await answer.json()) as Record<string, unknown>
  }
  const authentication = `/users/${user.id}/authentication`
  const password = keep('chosen password', 'canary-nine-grey-geese')
  await call('PATCH', `/users/${user.id}`, { passwordProfile: { password, forceChangePasswordNextSignIn: true } })
  const made = await call('POST', `${authentication}/methods/28c10230-6103-485e-b985-444c60001490/resetPassword`, {})
  keep('password made by the server', made['newPassword'])
  const wrong = { newPassword: password, extra: password }
  await call('POST', `${authentication}/methods/28c10230-6103-485e-b985-444c60001490/resetPassword`, wrong)
  const options = `${authentication}/fido2Methods/creationOptions(challengeTimeoutInMinutes=10)`
  const { publicKey } = (await call('GET', options)) as { publicKey: Parameters<SoftAuthenticator['create']>[0] }
  keep('challenge', publicKey.challenge)
  const { id, response } = new SoftAuthenticator({ origin: site.origin }).create(publicKey)
  const publicKeyCredential = { id, response: { ...response, transports: undefined } }
  const broken = { id, response: { ...publicKeyCredential.response, clientDataJSON: 'AAAA' } }
  await call('POST', `${authentication}/fido2Methods`, { displayName: 'Key', publicKeyCredential: broken })
  const batch = { id: '1', method: 'POST', url: `${authentication}/temporaryAccessPassMethods`, body: {} }
  const headers = { 'Content-Type': 'application/json' }
  const { responses } = (await call('POST', '/$batch', { requests: [{ ...batch, headers }] })) as {
    responses: readonly { readonly body: Record<string, unknown> }[]
  }
  keep('passcode out of a batch', responses[0]?.body['temporaryAccessPass'])
}

async function asConfidential(scene: AppScene): Promise<void> {
  const { application, secret } = await createApplication(site.kernel, systemActor(), {
    displayName: 'Intranet',
    permissions: [],
    delegatedPermissions: ['User.Read'],
    redirectUris: [redirectUri],
  })
  const clientSecret = keep('client secret', secret.secret.reveal())
  const intranet: AppScene = { ...scene, clientId: application.appId }
  const asked = await follow(intranet, authorizePath(intranet))
  const code = keep('code of a confidential application', asked.to.searchParams.get('code'))
  await redeem(intranet, code, { client_secret: `${clientSecret}x` })
  const { body } = await redeem(intranet, code, { client_secret: clientSecret })
  keep('refresh token of a confidential application', body['refresh_token'])
}

/** A newcomer's pass is mailed once it is taken; before that the mail server quotes what it refuses. */
async function asWorkflow(): Promise<void> {
  const { kernel } = site
  const system = systemActor()
  const manager = await aUser(kernel, { mail: 'boss@example.com' })
  const copied = await aUser(kernel, { mail: 'copied@example.com' })
  const newcomer = await aUser(kernel, { manager: manager.id })
  const task = { taskDefinitionId: taskDefinitions[0]?.id ?? '', arguments: [{ name: 'cc', value: copied.id }] }
  const draft = { category: 'joiner', displayName: 'First day', tasks: [task] } as const
  const { id } = await createWorkflow(kernel, system, draft)
  await activateWorkflow(kernel, system, { id, subjects: [newcomer.id] })
  mail.quoteAndRefuse(true)
  await runWorkflows(kernel, system)
  keep('passcode in a mail that was refused', codeIn(mail.refused.at(-1)?.text))
  mail.quoteAndRefuse(false)
  kernel.clock.advanceSeconds(3600)
  await runWorkflows(kernel, system)
  keep('mailed passcode', codeIn(mail.mails[0]?.text))
  expect(mail.mails).toHaveLength(2)
}

const codeIn = (text = ''): string => text.split(/\r?\n/).find((line) => /^\S{8,}$/.test(line)) ?? ''

/** The ways in which a secret may be written. */
const written = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret)
  return [...new Set([secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url')])]
}

const carriersOf = (text: string): readonly string[] =>
  [...secrets].filter(([, value]) => written(value).some((form) => text.includes(form))).map(([name]) => name)

test('the session met every secret that applications and mails bring', () => {
  expect(secrets.size).toBe(17)
  expect(logged.length).toBeGreaterThan(50)
})

test('none of them stands in any line of the log', () => {
  expect(carriersOf(logged.join(''))).toEqual([])
})

test('none of them stands in the metrics', () => {
  expect(carriersOf(metrics)).toEqual([])
})

test('none of them stands in the database, but a challenge, which is worth nothing without a right to answer it', () => {
  expect(carriersOf(stored)).toEqual(['challenge'])
})
