import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openPage } from '../kit/browser.ts'
import { latchkey, latchkeyJson } from '../kit/command-process.ts'
import { startServer } from '../kit/running-server.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'
import { addVirtualAuthenticator } from '../kit/virtual-authenticator.ts'

async function signInWithPass(page: Page, userPrincipalName: string, code: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('User name').fill(userPrincipalName)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Temporary Access Pass').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Passkey' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create passkey' }).click()
  await page.getByText('Added. You can sign in with it from now on.').waitFor()
}

async function addAuthenticatorApp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Authenticator app' }).click()
  const key = (await page.locator('#key').innerText()).replaceAll(' ', '')
  await page.getByLabel('Enter the code the app shows').fill(new TOTP({ secret: Secret.fromBase32(key) }).generate())
  await page.getByRole('button', { name: 'Add app' }).click()
  await page.getByText('Added. You can sign in with it from now on.').waitFor()
}

async function signOutAndInWithPasskey(page: Page): Promise<void> {
  // The virtual authenticator answers autofill at once; without autofill it waits for the button.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('heading', { name: 'Security info' }).waitFor()
}

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** Calls Graph from the signed-in page, as a portal would. */
const graph = (page: Page, method: string, path: string, body?: object): Promise<Answer> =>
  page.evaluate(
    async ([verb, address, sent]) => {
      const answer = await fetch(address, {
        method: verb,
        headers: { 'content-type': 'application/json' },
        ...(sent === '' ? {} : { body: sent }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
    },
    [method, path, body ? JSON.stringify(body) : ''] as const,
  )

const passPolicy = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass'

async function everythingWritten(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const contents = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  )
  return contents.join('\n')
}

test('from the printed pass to a colleague who signs in without one, and no code is written anywhere', {
  timeout: 180_000,
}, async () => {
  await using folder = await temporaryFolder('story')
  await using server = await startServer({ dataDir: folder.path })
  const env = { LATCHKEY_DATA_DIR: folder.path }
  const first = server.firstPass()
  if (!first) throw new Error('the first start printed no pass')

  await using administrator = await openPage({ baseURL: server.address })
  await addVirtualAuthenticator(administrator.page)
  await signInWithPass(administrator.page, first.userPrincipalName, first.code)
  await addPasskey(administrator.page, 'Administrator laptop')
  await signOutAndInWithPasskey(administrator.page)

  const enabled = await graph(administrator.page, 'PATCH', passPolicy, {
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
    state: 'enabled',
  })
  expect(enabled.status).toBe(204)
  const domain = first.userPrincipalName.split('@')[1] ?? ''
  const ada = `ada@${domain}`
  const created = await graph(administrator.page, 'POST', '/v1.0/users', {
    accountEnabled: true,
    displayName: 'Ada',
    mailNickname: 'ada',
    userPrincipalName: ada,
  })
  expect(created.status).toBe(201)
  const passes = `/v1.0/users/${ada}/authentication/temporaryAccessPassMethods`
  const issued = await graph(administrator.page, 'POST', passes, { isUsableOnce: true })
  expect(issued).toMatchObject({ status: 201, body: { isUsable: true, methodUsabilityReason: 'EnabledByPolicy' } })
  const overGraph = String(issued.body['temporaryAccessPass'])
  const readAgain = await graph(administrator.page, 'GET', passes)
  expect(JSON.stringify(readAgain.body)).not.toContain(overGraph)

  const grace =
    (await latchkeyJson(env, 'user', 'create', '--upn', `grace@${domain}`, '--name', 'Grace'))['userPrincipalName'] ??
    ''
  const overCommandLine =
    (await latchkeyJson(env, 'pass', 'issue', grace, '--lifetime', '1h', '--multi'))['temporaryAccessPass'] ?? ''

  for (const [person, code] of [
    [ada, overGraph],
    [grace, overCommandLine],
  ] as const) {
    await using colleague = await openPage({ baseURL: server.address })
    await addVirtualAuthenticator(colleague.page)
    await signInWithPass(colleague.page, person, code)
    await addPasskey(colleague.page, 'Work laptop')
    await addAuthenticatorApp(colleague.page)
    await signOutAndInWithPasskey(colleague.page)
    expect(colleague.complaints).toEqual([])
  }

  const signIns = await graph(
    administrator.page,
    'GET',
    `/beta/auditLogs/signIns?$filter=userPrincipalName eq '${ada}'`,
  )
  const methods = (signIns.body['value'] as { authenticationMethodsUsed: string[] }[]).flatMap(
    (record) => record.authenticationMethodsUsed,
  )
  expect(methods.toSorted()).toEqual(['Passkey (FIDO2)', 'Temporary Access Pass'])
  const audits = await graph(administrator.page, 'GET', '/v1.0/auditLogs/directoryAudits')
  const activities = (audits.body['value'] as { activityDisplayName: string }[]).map(
    (record) => record.activityDisplayName,
  )
  expect(activities).toEqual(
    expect.arrayContaining([
      'Add user',
      'Authentication Methods Policy Update',
      'Admin registered security info',
      'User registered security info',
    ]),
  )

  await expect.poll(() => latchkey(env, 'audit', 'verify'), { timeout: 15_000 }).toMatchObject({ code: 0 })
  const exported = await latchkey(env, 'audit', 'export')
  const metrics = await (await fetch(`${server.managementAddress}/metrics`)).text()
  expect(exported.out).toContain('Admin registered temporary access pass method for user')
  expect(metrics).toContain('tap_redeem_total')
  const written = [await everythingWritten(folder.path), exported.out, exported.err, metrics].join('\n')
  for (const code of [first.code.replaceAll('-', ''), first.code, overGraph, overCommandLine]) {
    expect(written).not.toContain(code)
  }
  const afterGreeting = server.output().split('It is not shown again')[1] ?? ''
  expect(afterGreeting).not.toContain(overGraph)
  expect(afterGreeting).not.toContain(overCommandLine)
})
