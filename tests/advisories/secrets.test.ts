import { beforeAll, expect, test } from 'vitest'
import { addApplicationSecret, createApplication } from '../../src/applications/service.ts'
import { operations, roleIds } from '../../src/roles/rules.ts'
import { aGroup, anAdministrator, applicationActor, aUser, systemActor } from '../kit/builders.ts'
import { everyRoute } from '../kit/every-route.ts'
import { FormBrowser } from '../kit/form-browser.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../kit/graph.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../kit/methods.ts'
import { signedInByPasskey } from '../kit/sessions.ts'
import { openSite } from '../kit/site.ts'

const everyPermission = [...new Set(Object.values(operations).flatMap(({ application }) => application))]
const secretNames = [
  ...['temporaryAccessPass', 'password', 'passwordProfile', 'secretKey', 'secret', 'clientSecret', 'secretText'],
  ...['passwordCredentials', 'keyCredentials', 'publicKey', 'code_hash', 'codeHash', 'hash', 'token', 'token_hash'],
]

let graph: TestGraph
let callers: readonly GraphCaller[]
let secrets: readonly string[]
let ids: Readonly<Record<string, string>>

/** Texts that no answer may hold: what people type, what was shown once, and what the database keeps of it. */
async function prepare(): Promise<void> {
  const { kernel } = graph
  const { user, actor } = await anAdministrator(kernel, roleIds.globalAdministrator)
  const other = await aUser(kernel)
  const password = await aPassword(kernel, other)
  const app = await anAuthenticatorApp(kernel, other)
  const passkey = await aPasskey(kernel, other)
  const { code, pass } = await aPass(kernel, other)
  const { application, secret } = await createApplication(kernel, systemActor(), { displayName: 'HR', permissions: [] })
  const added = await addApplicationSecret(kernel, systemActor(), { application: application.appId, lifetimeDays: 30 })
  const session = (await signedInByPasskey(kernel, other)).session ?? ''
  const kept = await kernel.store.read(async (r) => [
    ...(await r.db.selectFrom('temporary_access_passes').select('code_hash as text').execute()),
    ...(await r.db.selectFrom('passwords').select('hash as text').execute()),
    ...(await r.db.selectFrom('sessions').select('token_hash as text').execute()),
  ])
  secrets = [
    ...[password, app.key, code.reveal(), secret.secret.reveal(), added.secret.secret.reveal(), session],
    ...kept.map(({ text }) => text ?? ''),
  ]
  const group = await aGroup(kernel, { members: [other] })
  callers = [graph.as(applicationActor(everyPermission)), graph.as(actor), graph.as({ ...actor, userId: other.id })]
  ids = {
    passId: pass.id,
    passkeyId: passkey.id,
    tokenId: app.id,
    methodId: pass.id,
    groupId: group.id,
    userId: other.id,
  }
  expect(user.id).not.toBe(other.id)
}

beforeAll(async () => {
  graph = await openTestGraph()
  await prepare()
  return () => graph[Symbol.asyncDispose]()
})

const fixed: Readonly<Record<string, string>> = {
  configurationId: 'TemporaryAccessPass',
  roleId: roleIds.globalAdministrator,
  passwordId: '28c10230-6103-485e-b985-444c60001490',
}

const addressOf = (path: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const own = path.startsWith('/groups') ? ids['groupId'] : ids['userId']
    return fixed[name] ?? ids[name] ?? own ?? ''
  })

const readable = everyRoute
  .filter(({ route }) => route.method === 'GET')
  .map(({ name, ...rooted }) => [name, rooted] as const)

test.each(readable)('%s shows no secret, whatever is selected or expanded', async (_, { root, route: { path } }) => {
  const wishes = [
    '',
    '?$select=*',
    '?$expand=*',
    ...secretNames.flatMap((name) => [`?$select=id,${name}`, `?$expand=${name}`]),
    '?$expand=authentication($expand=temporaryAccessPassMethods($select=temporaryAccessPass))',
    '?$filter=temporaryAccessPass ne null&$orderby=temporaryAccessPass',
  ]
  for (const call of callers) {
    for (const at of root === '/v1.0' ? [root, '/beta'] : [root]) {
      for (const wish of wishes) {
        const { text, status } = await call('GET', `${at}${addressOf(path)}${wish}`)
        expect(status, text).toBeLessThan(500)
        for (const secret of secrets) expect(text, `${path}${wish}`).not.toContain(secret)
        expect(text).not.toMatch(/\$argon2|-----BEGIN|"(?:code_hash|token_hash|sealed)"/)
      }
    }
  }
})

test('the code of a pass is in the one answer that makes it, and in no other', async () => {
  const [desk] = callers
  if (!desk) throw new Error('nobody calls')
  const user = await aUser(graph.kernel)
  const path = `/v1.0/users/${user.id}/authentication/temporaryAccessPassMethods`
  const created = await desk('POST', path, {})
  const code = String(created.body['temporaryAccessPass'])
  expect(code).toMatch(/^\w{8}$/)
  for (const version of ['v1.0', 'beta']) {
    for (const at of ['', `/${created.body['id']}`]) {
      const read = await desk('GET', `${path.replace('v1.0', version)}${at}`)
      expect(read.status).toBe(200)
      expect(read.text).toContain('"temporaryAccessPass":null')
      expect(read.text).not.toContain(code)
    }
  }
})

test('no code comes into an address: not where a sign-in leads, and not from where it comes', async () => {
  await using site = await openSite()
  const user = await aUser(site.kernel, { userPrincipalName: 'ada@example.com' })
  const code = await site.passFor(user)
  const browser = new FormBrowser(site.server)
  await browser.open(`/signin?userPrincipalName=${user.userPrincipalName}&code=${code}&pass=${code}`)
  expect(browser.title).toBe('Sign in – Example')
  expect(browser.page.body).not.toContain(code)
  for (const path of [`/lc/${code}`, `/signin/${code}`, `/signin/prove?code=${code}&method=temporaryAccessPass`]) {
    expect((await browser.request('GET', path)).status, path).toBe(404)
  }
  await browser.submit('/signin/identify', { userPrincipalName: user.userPrincipalName })
  const { headers, body } = await browser.post('/signin/prove', { ...browser.hiddenFields('/signin/prove'), code })
  expect(headers['location']).toBe('/security-info')
  expect(headers['referrer-policy']).toBe('same-origin')
  expect(JSON.stringify(headers) + body).not.toContain(code)
})
