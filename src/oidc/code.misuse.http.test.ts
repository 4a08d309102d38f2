import { describe, expect, test } from 'vitest'
import {
  type AppScene,
  authorizePath,
  claimsOf,
  codeFor,
  follow,
  graph,
  openApp,
  redeem,
  redirectUri,
  refresh,
} from '../../tests/kit/app-sign-in.ts'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { SignInClient } from '../../tests/kit/sign-in-client.ts'
import { openSite } from '../../tests/kit/site.ts'
import { createPublicApplication, updateApplication } from '../applications/service.ts'

const codeAgain = async (scene: AppScene): Promise<string> =>
  (await follow(scene, authorizePath(scene))).to.searchParams.get('code') ?? ''

describe('an application that is switched off', () => {
  test('has nobody signed in to it, and gets nothing for what it was given before', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const user = await aUser(site.kernel)
    const { body } = await redeem(scene, await codeFor(scene, user))
    const code = await codeAgain(scene)
    await updateApplication(site.kernel, systemActor(), { application: scene.clientId, accountEnabled: false })
    const page = await follow(scene, authorizePath(scene))
    expect([page.status, page.to.origin]).toEqual([400, site.origin])
    expect(page.text).toContain('switched off')
    const records = await signInsOf(site.kernel, async () => {
      for (const answer of [await redeem(scene, code), await refresh(scene, body['refresh_token'] ?? '')]) {
        expect(answer).toMatchObject({ status: 400, body: { error: 'unauthorized_client', error_codes: [7000112] } })
        expect(answer.body).not.toHaveProperty('id_token')
      }
    })
    expect(records.map(({ status }) => status)).toMatchObject([{ errorCode: 7000112 }, { errorCode: 7000112 }])
    await updateApplication(site.kernel, systemActor(), { application: scene.clientId, accountEnabled: true })
    expect((await refresh(scene, body['refresh_token'] ?? '')).status).toBe(200)
  })
})

describe('an access token', () => {
  test.each<[string, (scene: AppScene, code: string, refreshToken: string) => Promise<unknown>]>([
    ['its code is used again', (scene, code) => redeem(scene, code)],
    [
      'a refresh token of its grant is used again',
      async (scene, _, token) => {
        await refresh(scene, token)
        await refresh(scene, token)
      },
    ],
  ])('is worth nothing once %s', async (_, misuse) => {
    await using site = await openSite()
    const scene = await openApp(site)
    const code = await codeFor(scene, await aUser(site.kernel))
    const { body } = await redeem(scene, code)
    const accessToken = body['access_token'] ?? ''
    const other = await redeem(scene, await codeAgain(scene))
    expect((await graph(scene, accessToken, '/me')).status).toBe(200)
    await misuse(scene, code, body['refresh_token'] ?? '')
    expect((await graph(scene, accessToken, '/me')).status).toBe(401)
    expect((await graph(scene, other.body['access_token'] ?? '', '/me')).status).toBe(200)
  })

  test('opens nothing in an address, and an ID token opens nothing at all', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const { body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel)))
    const inAddress = await fetch(`${site.origin}/v1.0/me?access_token=${body['access_token']}`)
    expect(inAddress.status).toBe(401)
    expect((await graph(scene, body['id_token'] ?? '', '/me')).status).toBe(401)
    const [, claims] = (body['access_token'] ?? '').split('.')
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
    expect((await graph(scene, `${unsigned}.${claims}.`, '/me')).status).toBe(401)
  })
})

test('an ID token names the person by the same id in every session, and never the session', async () => {
  await using site = await openSite()
  const scene = await openApp(site)
  const user = await aUser(site.kernel)
  const { body: first } = await redeem(scene, await codeFor(scene, user))
  const anew = { ...scene, browser: new SignInClient(site.origin) }
  const { body: second } = await redeem(anew, await codeFor(anew, user))
  for (const { id_token: token = '', access_token: access = '' } of [first, second]) {
    expect(claimsOf(token)).toMatchObject({ sub: user.id, oid: user.id })
    expect(JSON.stringify(claimsOf(token))).not.toContain(claimsOf(access)['sid'])
  }
})

test('a hint of who was signed in sends nobody in circles, whoever is signed in now', async () => {
  await using site = await openSite()
  const scene = await openApp(site)
  const { body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel)))
  const hint = { id_token_hint: body['id_token'] ?? '' }
  expect((await follow(scene, authorizePath(scene, hint))).to.searchParams.get('code')).toBeTruthy()
  const another = { ...scene, browser: new SignInClient(site.origin) }
  await codeFor(another, await aUser(site.kernel))
  expect((await follow(another, authorizePath(scene, hint))).to.origin).toBe('https://app.example.com')
  const silent = await follow(another, authorizePath(scene, { ...hint, prompt: 'none' }))
  expect(silent.to.searchParams.get('error')).toBe('login_required')
})

describe('what one application was given', () => {
  test('is worth nothing to another one, and stays good', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const other = await openApp(site, ['User.Read', 'User.ReadWrite.All'])
    const { body } = await redeem(scene, await codeFor(scene, await aUser(site.kernel)))
    const stolen = { ...other, browser: scene.browser }
    expect((await refresh(stolen, body['refresh_token'] ?? '')).body.error_codes).toEqual([70000])
    expect((await redeem(stolen, await codeAgain(scene))).body.error_codes).toEqual([70000])
    const { status, body: next } = await refresh(scene, body['refresh_token'] ?? '')
    expect([status, claimsOf(next['access_token'] ?? '')['scp']]).toEqual([200, 'User.Read'])
  })
})

describe('a redirect address', () => {
  test.each([
    `${redirectUri}/`,
    `${redirectUri}?x=1`,
    `${redirectUri}#x`,
    redirectUri.toUpperCase(),
    'https://app.example.com/x/../signed-in',
    'https://app.example.com:443/signed-in',
    'https://app.example.com/signed%2Din',
    'https://app.example.com@evil.example/signed-in',
    'https://app.example.com.evil.example/signed-in',
    'javascript:alert(1)',
  ])('%s is not the one that is registered', async (address) => {
    await using site = await openSite()
    const scene = await openApp(site)
    const page = await follow(scene, authorizePath(scene, { redirect_uri: address }))
    expect([page.status, page.to.origin]).toEqual([400, site.origin])
    expect(page.text).not.toContain('evil.example')
  })

  test('on the own machine has any port, and is otherwise exact as well', async () => {
    await using site = await openSite()
    const { appId } = await createPublicApplication(site.kernel, systemActor(), {
      displayName: 'Tool',
      redirectUris: ['http://localhost/back', 'com.example.tool:/back'],
    })
    const scene = { ...(await openApp(site)), clientId: appId }
    const goesOn = async (address: string) =>
      (await follow(scene, authorizePath(scene, { redirect_uri: address, scope: 'openid' }))).to.pathname === '/signin'
    for (const right of ['http://localhost/back', 'http://localhost:49152/back', 'com.example.tool:/back']) {
      expect(await goesOn(right), right).toBe(true)
    }
    const wrong = ['/x', '/back/../x', '/back?x=1', '@evil.example/back', '.evil.example/back', ':1@evil.example/back']
    for (const rest of wrong) expect(await goesOn(`http://localhost${rest}`), rest).toBe(false)
    for (const other of ['com.example.tool:/back2', 'https://localhost/back', 'http://127.0.0.1/back']) {
      expect(await goesOn(other), other).toBe(false)
    }
  })
})
