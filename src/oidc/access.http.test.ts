import { describe, expect, test } from 'vitest'
import { aPolicy, phishingResistant, visitorsNetwork } from '../../tests/kit/access-in-force.ts'
import {
  type AppScene,
  authorizePath,
  codeFor,
  follow,
  openApp,
  redeem,
  redirectUri,
  refresh,
  signInByPasskey,
} from '../../tests/kit/app-sign-in.ts'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { aPassword } from '../../tests/kit/methods.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { SignInClient } from '../../tests/kit/sign-in-client.ts'
import { openSite } from '../../tests/kit/site.ts'
import { openTokenServer } from '../../tests/kit/token.ts'
import type { User } from '../directory/rules.ts'
import { createStrength } from '../policies/authentication-strengths/service.ts'
import { deletePolicy } from '../policies/conditional-access/service.ts'

/** Where the browser of the scene, signed in already, comes back from the application's address. */
const again = async (scene: AppScene) => (await follow(scene, authorizePath(scene))).to.searchParams

const told = (records: readonly Readonly<Record<string, unknown>>[], { displayName }: Pick<AppScene, 'displayName'>) =>
  records
    .filter(({ appDisplayName }) => appDisplayName === displayName)
    .map((record) => [
      (record['status'] as { readonly errorCode: number }).errorCode,
      record['conditionalAccessStatus'],
      (record['appliedConditionalAccessPolicies'] as { readonly result: string }[]).map(({ result }) => result),
    ])

/** Signs in on our own pages with a pass issued for it. */
async function signInByPass({ browser, site }: AppScene, user: User): Promise<void> {
  const code = await site.passFor(user, { isUsableOnce: false })
  expect((await browser.signInWithPass(user.userPrincipalName, code)).step).toBe('done')
}

describe('an application', () => {
  test('hears that nobody comes when access is blocked, and the sign-in is recorded as failed', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const user = await aUser(site.kernel)
    const { id } = await aPolicy(site.kernel, { applications: [scene.clientId] })
    const asked = await scene.browser.request('GET', authorizePath(scene))
    const { pathname: waiting } = new URL(asked.headers.get('location') ?? '', site.origin)
    const records = await signInsOf(site.kernel, async () => {
      expect((await follow(scene, waiting)).to.pathname).toBe('/signin')
      const code = await site.passFor(user, { isUsableOnce: false })
      const begun = await scene.browser.begin()
      const named = await scene.browser.identify(user.userPrincipalName, begun.version)
      const stopped = await scene.browser.prove({ version: named.version, method: 'temporaryAccessPass', code })
      expect(stopped.step).toBe('blocked')
    })
    expect(told(records, scene)).toEqual([[53003, 'failure', ['failure']]])
    const { to } = await follow(scene, `${waiting}/back`)
    expect(`${to.origin}${to.pathname}`).toBe(redirectUri)
    expect(Object.fromEntries(to.searchParams)).toMatchObject({ error: 'access_denied', state: 'state-1' })
    expect((await follow(scene, `${waiting}/back`)).status).toBe(400)
    await deletePolicy(site.kernel, systemActor(), { id })
    expect(await codeFor(scene, user)).toBeTruthy()
  })

  test('is not told by another browser that somebody goes back', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const asked = await scene.browser.request('GET', authorizePath(scene))
    const { pathname: waiting } = new URL(asked.headers.get('location') ?? '', site.origin)
    const other: AppScene = { ...scene, browser: new SignInClient(site.origin) }
    expect((await follow(other, `${waiting}/back`)).status).toBe(400)
    expect((await follow(scene, waiting)).to.pathname).toBe('/signin')
  })

  test('that demands a phishing-resistant method asks more of a session opened by pass, and admits one opened by passkey', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const user = await aUser(site.kernel)
    const grant = { authenticationStrength: phishingResistant }
    await aPolicy(site.kernel, { applications: [scene.clientId], grant })
    await signInByPass(scene, user)
    const asked = await follow(scene, authorizePath(scene))
    expect(asked.to.pathname).toBe('/signin')
    const other: AppScene = { ...scene, browser: new SignInClient(site.origin) }
    await signInByPasskey(other, await aUser(site.kernel))
    const records = await signInsOf(site.kernel, async () => {
      const { status } = await redeem(other, (await again(other)).get('code') ?? '')
      expect(status).toBe(200)
    })
    expect(told(records, scene)).toEqual([[0, 'success', ['success']]])
  })

  test('that demands one model of security key admits no other', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const [model, another] = ['cb69481e-8ff7-4039-93ec-0a2729a154a8', 'ee882879-721c-4913-9775-3dfcce97072a']
    const { id } = await createStrength(site.kernel, systemActor(), {
      displayName: 'Our keys',
      description: null,
      allowedCombinations: ['fido2'],
      combinationConfigurations: [{ kind: 'fido2', appliesToCombinations: ['fido2'], allowedAAGUIDs: [model] }],
    })
    await aPolicy(site.kernel, { applications: [scene.clientId], grant: { authenticationStrength: id } })
    await signInByPasskey(scene, await aUser(site.kernel), another)
    expect((await follow(scene, authorizePath(scene))).to.pathname).toBe('/signin')
    const other: AppScene = { ...scene, browser: new SignInClient(site.origin) }
    await signInByPasskey(other, await aUser(site.kernel), model)
    expect((await again(other)).get('code')).toBeTruthy()
  })

  test('is let in under a policy in report-only, which is told in the record', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    await aPolicy(site.kernel, { state: 'enabledForReportingButNotEnforced' })
    const records = await signInsOf(site.kernel, async () => {
      expect((await redeem(scene, await codeFor(scene, await aUser(site.kernel)))).status).toBe(200)
    })
    const everyTime = [0, 'notApplied', ['reportOnlyFailure']]
    expect(told(records, scene)).toEqual([everyTime, everyTime])
  })
})

describe('a refresh token', () => {
  test('gives nothing while a policy blocks, and goes on when it is gone', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const { body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel)))
    const { id } = await aPolicy(site.kernel, { applications: [scene.clientId] })
    const records = await signInsOf(site.kernel, async () => {
      const refused = await refresh(scene, body['refresh_token'] ?? '')
      expect([refused.status, refused.body]).toMatchObject([400, { error: 'invalid_grant', error_codes: [53003] }])
    })
    expect(told(records, scene)).toEqual([[53003, 'failure', ['failure']]])
    await deletePolicy(site.kernel, systemActor(), { id })
    expect((await refresh(scene, body['refresh_token'] ?? '')).status).toBe(200)
  })

  test('asks for the person where a policy made meanwhile asks for more than was proved', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const { body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel)))
    await aPolicy(site.kernel, { grant: { authenticationStrength: phishingResistant } })
    const records = await signInsOf(site.kernel, async () => {
      const refused = await refresh(scene, body['refresh_token'] ?? '')
      expect(refused).toMatchObject({ status: 400, body: { error: 'interaction_required', error_codes: [50074] } })
      expect(refused.body).not.toHaveProperty('access_token')
    })
    expect(records).toMatchObject([
      {
        isInteractive: false,
        status: { errorCode: 50074 },
        conditionalAccessStatus: 'failure',
        authenticationRequirement: 'multiFactorAuthentication',
        authenticationRequirementPolicies: [
          { requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' },
        ],
      },
    ])
  })

  test('feels a policy on the place it is used from', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const { body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel)))
    const { id } = await visitorsNetwork(site.kernel)
    const locations = { includeLocations: ['All'], excludeLocations: [id] }
    await aPolicy(site.kernel, { conditions: { locations } })
    expect((await refresh(scene, body['refresh_token'] ?? '')).body.error_codes).toEqual([53003])
  })
})

describe('a code', () => {
  test('is worth nothing once a policy blocks', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const code = await codeFor(scene, await aUser(site.kernel))
    await aPolicy(site.kernel, { applications: [scene.clientId] })
    expect((await redeem(scene, code)).body).toMatchObject({ error: 'invalid_grant', error_codes: [53003] })
  })

  test('is judged by the browser that asked for it, not by the server that exchanges it', async () => {
    await using site = await openSite()
    const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36'
    const scene: AppScene = {
      ...(await openApp(site)),
      browser: new SignInClient(site.origin, { 'user-agent': windows }),
    }
    const platforms = { includePlatforms: ['all' as const], excludePlatforms: ['windows' as const] }
    await aPolicy(site.kernel, { conditions: { platforms } })
    const { status, body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel)))
    expect(status).toBe(200)
    expect((await refresh(scene, body['refresh_token'] ?? '')).body.error_codes).toEqual([53003])
  })
})

test('where nobody may be asked, the application hears what a session of a password alone lacks', async () => {
  await using site = await openSite()
  const scene = await openApp(site)
  const user = await aUser(site.kernel)
  const password = await aPassword(site.kernel, user)
  await aPolicy(site.kernel, { applications: [scene.clientId], grant: { builtInControls: ['mfa'] } })
  const begun = await scene.browser.begin()
  const asked = await scene.browser.identify(user.userPrincipalName, begun.version)
  expect((await scene.browser.prove({ version: asked.version, method: 'password', password })).step).toBe('done')
  expect((await follow(scene, authorizePath(scene))).to.pathname).toBe('/signin')
  const records = await signInsOf(site.kernel, async () => {
    const { searchParams: back } = (await follow(scene, authorizePath(scene, { prompt: 'none' }))).to
    expect([back.get('error'), back.get('error_description')]).toEqual([
      'interaction_required',
      expect.stringContaining('AADSTS50076'),
    ])
  })
  expect(records).toMatchObject([{ isInteractive: false, status: { errorCode: 50076 } }])
})

test('an application that acts by itself is nobody whom policies on users could block', async () => {
  await using server = await openTokenServer()
  await aPolicy(server.kernel)
  const records = await signInsOf(server.kernel, async () => {
    expect((await server.post(server.form())).status).toBe(200)
  })
  expect(told(records, server.created.application)).toEqual([[0, 'notApplied', []]])
})
