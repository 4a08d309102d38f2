import { expect } from 'vitest'
import type { Schema } from '../../src/kernel/tables.ts'
import { updateMethodsPolicy } from '../../src/policies/authentication-methods/service.ts'
import { aPolicy } from './access-in-force.ts'
import { aUser, systemActor } from './builders.ts'
import { FormBrowser } from './form-browser.ts'
import type { TestKernel } from './kernel.ts'
import { anAuthenticatorApp, aPassword } from './methods.ts'
import { openSite, type TestSite } from './site.ts'

/** What a form or script sends that is as it should be, and for every field a kind that it is not. */
export type RightFields = Readonly<Record<string, string | number | object>>

/** One form of the pages: who would send it, and what is right in it. */
export interface KnownForm {
  readonly path: string
  readonly browser: FormBrowser
  readonly fields: RightFields
}

/** A site on which somebody is signed in, others are half-way, and every form waits for an answer. */
export interface HostileSite extends TestSite {
  readonly forms: readonly KnownForm[]
  /** Ada, signed in with a pass of many uses; she has a password and an authenticator app. */
  readonly ada: FormBrowser
  /** Eve, signed in the same way. */
  readonly eve: FormBrowser
  /** The id of Ada's authenticator app. */
  readonly appId: string
}

const password = 'seven grey herons wade'

async function signedIn(site: TestSite, name: string) {
  const user = await aUser(site.kernel, { userPrincipalName: `${name}@example.com` })
  const browser = new FormBrowser(site.server)
  await browser.signInWithPass(user.userPrincipalName, await site.passFor(user, { isUsableOnce: false }))
  return { user, browser }
}

/** Somebody who has to choose a new password, and has come to where it is asked. */
async function choosing(site: TestSite, name: string): Promise<FormBrowser> {
  const user = await aUser(site.kernel, { userPrincipalName: `${name}@example.com` })
  await aPassword(site.kernel, user, password, true)
  const browser = new FormBrowser(site.server)
  await browser.signInWithPassword(user.userPrincipalName, password)
  return browser
}

/** Somebody who has to add a passkey or an app, and has come to where it is asked. */
async function adding(site: TestSite, name: string): Promise<FormBrowser> {
  const user = await aUser(site.kernel, { userPrincipalName: `${name}@example.com` })
  await aPassword(site.kernel, user, password)
  await aPolicy(site.kernel, { users: { includeUsers: [user.id] }, grant: { builtInControls: ['mfa'] } })
  const browser = new FormBrowser(site.server)
  await browser.signInWithPassword(user.userPrincipalName, password)
  return browser
}

/** Somebody whom the registration campaign asks for a passkey, and has come to where it is asked. */
async function puttingOff(site: TestSite, name: string): Promise<FormBrowser> {
  const user = await aUser(site.kernel, { userPrincipalName: `${name}@example.com` })
  const includeTargets = [{ targetType: 'user' as const, id: user.id, targetedAuthenticationMethod: 'fido2' }]
  await updateMethodsPolicy(site.kernel, systemActor(), {
    settings: { registrationCampaign: { state: 'enabled', includeTargets } },
    configurations: [],
  })
  const browser = new FormBrowser(site.server)
  await browser.signInWithPass(user.userPrincipalName, await site.passFor(user, { isUsableOnce: false }))
  return browser
}

const at = async (site: TestSite, userPrincipalName?: string): Promise<FormBrowser> => {
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  if (userPrincipalName !== undefined) await browser.submit('/signin/identify', { userPrincipalName })
  return browser
}

export async function openHostileSite(settings: Parameters<typeof openSite>[0] = {}): Promise<HostileSite> {
  const site = await openSite(settings)
  const { user, browser: ada } = await signedIn(site, 'ada')
  const { browser: eve } = await signedIn(site, 'eve')
  const dora = await adding(site, 'dora')
  await aPassword(site.kernel, user, password)
  const app = await anAuthenticatorApp(site.kernel, user)
  await ada.submit('/security-info/authenticator-apps/begin')
  await ada.open('/security-info')
  const method = { kind: 'softwareOath', id: app.id }
  const own: Readonly<Record<string, RightFields>> = {
    '/security-info/confirm': {},
    '/security-info/passkeys/begin': {},
    '/security-info/passkeys/finish': { credential: aCredential },
    '/security-info/authenticator-apps/begin': {},
    '/security-info/authenticator-apps/confirm': { code: '000000' },
    '/security-info/rename': { ...method, displayName: 'Phone' },
    '/security-info/password': { currentPassword: password, newPassword: 'four blue whales sing' },
    '/security-info/remove': method,
    '/security-info/sign-out-everywhere': {},
    '/signout': {},
  }
  const name = 'ada@example.com'
  const version = 1
  const attempts: readonly KnownForm[] = [
    { path: '/signin/identify', browser: await at(site), fields: { version: 0, userPrincipalName: name } },
    {
      path: '/signin/prove',
      browser: await at(site, name),
      fields: { version, method: 'temporaryAccessPass', code: 'AAAA-AAAA' },
    },
    {
      path: '/signin/prove',
      browser: await at(site),
      fields: { version: 0, method: 'fido2', credential: anAssertion },
    },
    { path: '/signin/choose', browser: await at(site, name), fields: { version, method: 'password' } },
    { path: '/signin/restart', browser: await at(site, name), fields: { version } },
    {
      path: '/signin/register',
      browser: dora,
      fields: {
        version: Number(dora.hiddenFields('/signin/choose')['version']),
        method: 'fido2',
        credential: aCredential,
      },
    },
    await puttingOff(site, 'fay').then((browser) => ({
      path: '/signin/put-off',
      browser,
      fields: { version: Number(browser.hiddenFields('/signin/put-off')['version']) },
    })),
    await choosing(site, 'cleo').then((browser) => ({
      path: '/signin/change-password',
      browser,
      fields: { version: Number(browser.hiddenFields('/signin/change-password')['version']), newPassword: 'short' },
    })),
  ]
  const forms = [...attempts, ...Object.entries(own).map(([path, fields]) => ({ path, browser: ada, fields }))]
  return { ...site, forms, ada, eve, appId: app.id }
}

/** Of the right shape, made by no authenticator. */
const made = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} }
const aCredential = { ...made, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } }
const anAssertion = { ...made, response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } }

/** Every row of every table, but those of the tables left out. */
export async function everythingKept(
  { test }: TestKernel,
  leftOut: readonly (keyof Schema)[] = [],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { reader } = test.database
  const tables = await reader.introspection.getTables()
  const kept: Record<string, readonly string[]> = {}
  for (const name of tables.map((table) => table.name as keyof Schema)) {
    if (leftOut.includes(name)) continue
    const rows = await reader.selectFrom(name).selectAll().execute()
    kept[name] = rows.map((row) => JSON.stringify(row)).toSorted()
  }
  return kept
}

interface AnyAnswer {
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** What every answer carries and none tells, whatever was sent. */
export function expectGuarded({ headers, body }: AnyAnswer, told: string): void {
  expect(headers, told).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': expect.stringMatching(/^(?:no-referrer|same-origin)$/),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect(headers, told).not.toHaveProperty('x-powered-by')
  expect(headers, told).not.toHaveProperty('server')
  expect(body, told).not.toMatch(
    /node_modules|\.(?:ts|js|mjs):\d+|\bFST_|\b(?:Type|Syntax|Range)Error\b|sqlite|postgres/i,
  )
}
