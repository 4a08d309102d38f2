import { describe, expect, test } from 'vitest'
import { aPolicy, phishingResistant, visitorsNetwork } from '../../tests/kit/access-in-force.ts'
import {
  type AppScene,
  authorizePath,
  codeFor,
  follow,
  openApp,
  redeem,
  refresh,
  signInByPasskey,
} from '../../tests/kit/app-sign-in.ts'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { FormBrowser } from '../../tests/kit/form-browser.ts'
import { openReplica } from '../../tests/kit/replica.ts'
import { openSite, type TestSite } from '../../tests/kit/site.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { HttpServer } from '../main/server.ts'
import {
  type GrantControls,
  noApplications,
  noSessionControls,
  type SignInFrequency,
} from '../policies/conditional-access/rules.ts'
import { deletePolicy } from '../policies/conditional-access/service.ts'
import { isSignedIn } from '../sessions/service.ts'

interface Scene extends AppScene {
  readonly site: TestSite
  readonly accessToken: string
  readonly refreshToken: string
}

/** Somebody signed in with a multi-use pass, or with a passkey: a browser with its session, and an application with tokens of it. */
async function signedIn(site: TestSite, by: 'pass' | 'passkey' = 'pass'): Promise<Scene> {
  const scene = await openApp(site)
  const user = await aUser(site.kernel)
  if (by === 'passkey') await signInByPasskey(scene, user)
  const code = by === 'passkey' ? await codeOfSession(scene) : await codeFor(scene, user)
  const { body } = await redeem(scene, code)
  return { ...scene, accessToken: body['access_token'] ?? '', refreshToken: body['refresh_token'] ?? '' }
}

/** The code that an application gets from the session of the browser. */
const codeOfSession = async (scene: AppScene): Promise<string> =>
  (await follow(scene, authorizePath(scene))).to.searchParams.get('code') ?? ''

const page = { accept: 'text/html', 'sec-fetch-site': 'same-origin' }
const cookieOf = ({ browser }: Scene) => `latchkey-session=${browser.session}`

/** What a session gets at one server: our own pages, for people and for scripts; Graph, by cookie and by token. */
async function doors(server: HttpServer, scene: Scene) {
  const get = async (url: string, headers: Readonly<Record<string, string>>) => {
    const { statusCode, headers: told } = await server.inject({ method: 'GET', url, headers })
    return { status: statusCode, to: told.location, challenge: String(told['www-authenticate'] ?? '') }
  }
  const cookie = cookieOf(scene)
  return {
    page: await get('/security-info', { ...page, cookie }),
    script: await get('/security-info', { ...page, accept: 'application/json', cookie }),
    cookie: await get('/v1.0/me', { cookie }),
    token: await get('/v1.0/me', { authorization: `Bearer ${scene.accessToken}` }),
  }
}

const open = { page: { status: 200 }, script: { status: 200 }, cookie: { status: 200 }, token: { status: 200 } }
const challenged = { status: 401, challenge: expect.stringMatching(/error="insufficient_claims", claims="[\w+/]+=*"$/) }
const shut = { page: { status: 303, to: '/signin' }, script: { status: 401 }, cookie: challenged, token: challenged }

describe('a policy made while a session is open', () => {
  test.each([
    ['blocks', { builtInControls: ['block'] }],
    ['asks for more than was proved', { authenticationStrength: phishingResistant }],
    ['asks for a device that nobody here can vouch for', { builtInControls: ['compliantDevice'] }],
  ] as const)(
    'counts at its next request on every server where it %s, and is forgotten when it goes',
    async (_, grant) => {
      await using site = await openSite()
      const scene = await signedIn(site)
      await using replica = await openReplica(site.kernel)
      const servers: readonly HttpServer[] = [site.server, replica.server]
      for (const server of servers) expect(await doors(server, scene)).toMatchObject(open)
      const { id } = await aPolicy(site.kernel, { grant })
      for (const server of servers) expect(await doors(server, scene)).toMatchObject(shut)
      await deletePolicy(replica.kernel, systemActor(), { id })
      for (const server of servers) expect(await doors(server, scene)).toMatchObject(open)
    },
  )

  test('on our own pages alone leaves an application alone, and one on the application our pages', async () => {
    await using site = await openSite()
    const scene = await signedIn(site)
    await aPolicy(site.kernel, { applications: [scene.clientId] })
    expect(await doors(site.server, scene)).toMatchObject({ ...open, token: challenged })
  })

  test('that names Microsoft Graph counts for whatever gets at it', async () => {
    await using site = await openSite()
    const scene = await signedIn(site)
    await aPolicy(site.kernel, { applications: ['00000003-0000-0000-c000-000000000000'] })
    expect(await doors(site.server, scene)).toMatchObject(shut)
    expect((await refresh(scene, scene.refreshToken)).body.error_codes).toEqual([53003])
  })

  test('goes by where each request comes from', async () => {
    await using site = await openSite()
    const scene = await signedIn(site)
    const { id } = await visitorsNetwork(site.kernel)
    await aPolicy(site.kernel, { conditions: { locations: { includeLocations: [id], excludeLocations: [] } } })
    expect(await doors(site.server, scene)).toMatchObject(open)
    const { statusCode } = await site.server.inject({
      url: '/v1.0/me',
      headers: { authorization: `Bearer ${scene.accessToken}` },
      remoteAddress: '192.0.2.7',
    })
    expect(statusCode).toBe(401)
  })

  test('keeps nobody from going away', async () => {
    await using site = await openSite()
    const user = await aUser(site.kernel)
    const browser = new FormBrowser(site.server)
    await browser.signInWithPass(user.userPrincipalName, await site.passFor(user))
    await aPolicy(site.kernel)
    await browser.submit('/signout')
    expect(browser.cookies.get('latchkey-session')).toBeUndefined()
    expect(await site.kernel.store.read((r) => isSignedIn(r, user.id))).toBe(false)
  })
})

describe('a policy on registering security information', () => {
  const registering = (kernel: Kernel, grant: Partial<GrantControls>) =>
    aPolicy(kernel, {
      conditions: { applications: { ...noApplications, includeUserActions: ['urn:user:registersecurityinfo'] } },
      grant,
    })

  test.each([
    ['blocks', { builtInControls: ['block'] }, 'accessBlocked'],
    ['asks for more than a pass', { authenticationStrength: phishingResistant }, 'moreProofNeeded'],
  ] as const)('shows the methods and lets none be changed where it %s', async (_, grant, code) => {
    await using site = await openSite()
    const user = await aUser(site.kernel)
    const browser = new FormBrowser(site.server)
    await browser.signInWithPass(user.userPrincipalName, await site.passFor(user, { isUsableOnce: false }))
    await browser.open('/security-info')
    const { id } = await registering(site.kernel, grant)
    expect((await browser.open('/security-info')).status).toBe(200)
    const add = await browser.post(
      '/security-info/authenticator-apps/begin',
      browser.hiddenFields('/security-info/authenticator-apps/begin'),
    )
    expect([add.status, add.headers['location']]).toEqual([303, '/signin'])
    const cookie = `latchkey-session=${browser.cookies.get('latchkey-session')}`
    const phone = await site.server.inject({
      method: 'POST',
      url: '/v1.0/me/authentication/phoneMethods',
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      payload: { phoneNumber: '+1 5555551234', phoneType: 'mobile' },
    })
    expect([phone.statusCode, phone.json().error.innerError.code]).toEqual([401, code])
    await deletePolicy(site.kernel, systemActor(), { id })
    await browser.open('/security-info')
    await browser.submit('/security-info/authenticator-apps/begin')
    expect(browser.title).toContain('authenticator app')
  })
})

describe('a sign-in frequency', () => {
  const often = (kernel: Kernel, signInFrequency: Partial<SignInFrequency>) =>
    aPolicy(kernel, {
      grant: null,
      session: {
        ...noSessionControls,
        signInFrequency: {
          isEnabled: true,
          value: 1,
          type: 'hours',
          frequencyInterval: 'timeBased',
          authenticationType: 'primaryAndSecondaryAuthentication',
          ...signInFrequency,
        },
      },
    })

  test('of an hour shuts every door at the very moment the hour is over', async () => {
    await using site = await openSite()
    const scene = await signedIn(site, 'passkey')
    await often(site.kernel, {})
    site.kernel.clock.advanceSeconds(3600 - 1)
    expect(await doors(site.server, scene)).toMatchObject(open)
    const { body } = await refresh(scene, scene.refreshToken)
    expect(Number(body['expires_in'])).toBe(1)
    site.kernel.clock.advanceSeconds(1)
    expect(await doors(site.server, scene)).toMatchObject({ ...shut, token: { status: 401 } })
    expect((await refresh(scene, body['refresh_token'] ?? '')).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [70043],
    })
  })

  test('of every time asks again after five minutes', async () => {
    await using site = await openSite()
    const scene = await signedIn(site)
    await often(site.kernel, { frequencyInterval: 'everyTime', value: null, type: null })
    site.kernel.clock.advanceSeconds(299)
    expect(await doors(site.server, scene)).toMatchObject(open)
    site.kernel.clock.advanceSeconds(1)
    expect(await doors(site.server, scene)).toMatchObject(shut)
  })
})
