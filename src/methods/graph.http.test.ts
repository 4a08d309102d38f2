import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { passkeyResource, passwordResource, softwareOathResource } from '../../contract/graph/authentication-methods.ts'
import { applicationActor, aUser, userActor } from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { anAuthenticatorApp, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { inSession } from '../../tests/kit/sessions.ts'
import type { UserActor } from '../base/actor.ts'
import type { User } from '../directory/rules.ts'

const everything = applicationActor(['UserAuthenticationMethod.ReadWrite.All'])
const model = 'ee882879-721c-4913-9775-3dfcce97072a'
const collections = ['fido2Methods', 'softwareOathMethods', 'passwordMethods'] as const

interface Enrolled {
  readonly user: User
  readonly passkeyId: string
  readonly tokenId: string
  readonly key: string
}

async function enrolled({ kernel }: TestGraph): Promise<Enrolled> {
  const user = await aUser(kernel)
  const { id: passkeyId } = await aPasskey(kernel, user, { aaguid: model, synced: true })
  const { id: tokenId, key } = await anAuthenticatorApp(kernel, user)
  await aPassword(kernel, user)
  return { user, passkeyId, tokenId, key }
}

/** For tests that change nothing. */
let graph: TestGraph
let ada: Enrolled
let path: string
beforeAll(async () => {
  graph = await openTestGraph()
  ada = await enrolled(graph)
  path = `/v1.0/users/${ada.user.id}/authentication`
})
afterAll(() => graph[Symbol.asyncDispose]())

describe('reading', () => {
  test('a passkey has the properties of Graph', async () => {
    const list = await graph.as(everything)('GET', `${path}/fido2Methods`)
    expect(list.status).toBe(200)
    expect(list.value.map((item) => passkeyResource.safeParse(item).error)).toEqual([undefined])
    expect(list.value).toMatchObject([
      {
        '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
        id: ada.passkeyId,
        displayName: 'YubiKey 5 Series',
        createdDateTime: '2026-03-02T08:00:00.000Z',
        aaGuid: model,
        model: 'YubiKey 5 Series',
        attestationCertificates: [],
        attestationLevel: 'notAttested',
        passkeyType: 'synced',
      },
    ])
    const one = await graph.as(everything)('GET', `${path}/fido2Methods/${ada.passkeyId}`)
    expect(one.body).toMatchObject(list.value[0] ?? {})
    expect(one.body['@odata.context']).toMatch(/authentication\/fido2Methods\/\$entity$/)
  })

  test('an authenticator app shows no key, a password no password', async () => {
    const tokens = await graph.as(everything)('GET', `${path}/softwareOathMethods`)
    expect(tokens.value.map((item) => softwareOathResource.safeParse(item).error)).toEqual([undefined])
    expect(tokens.value).toMatchObject([{ id: ada.tokenId, secretKey: null }])
    const token = await graph.as(everything)('GET', `${path}/softwareOathMethods/${ada.tokenId}`)
    expect(token.body).toMatchObject(tokens.value[0] ?? {})
    const passwords = await graph.as(everything)('GET', `${path}/passwordMethods`)
    expect(passwords.value.map((item) => passwordResource.safeParse(item).error)).toEqual([undefined])
    expect(passwords.value).toMatchObject([{ id: '28c10230-6103-485e-b985-444c60001490', password: null }])
    const password = await graph.as(everything)('GET', `${path}/passwordMethods/28C10230-6103-485E-B985-444C60001490`)
    expect(password.body).toMatchObject(passwords.value[0] ?? {})
    const all = await graph.as(everything)('GET', `${path}/methods`)
    for (const answer of [tokens, token, passwords, password, all]) {
      expect(answer.text).not.toContain(ada.key)
      expect(answer.text).not.toContain('fjord')
      expect(answer.text).not.toContain('argon2')
    }
  })

  test('beta tells when a method was last used', async () => {
    const beta = await graph.as(everything)('GET', `${path.replace('v1.0', 'beta')}/fido2Methods`)
    expect(beta.value).toMatchObject([{ lastUsedDateTime: null }])
    const v1 = await graph.as(everything)('GET', `${path}/fido2Methods`)
    expect(v1.value[0]).not.toHaveProperty('lastUsedDateTime')
  })

  test('the list of all kinds has each with its type', async () => {
    const all = await graph.as(everything)('GET', `${path}/methods`)
    expect(all.value.map((item) => item['@odata.type'])).toEqual([
      '#microsoft.graph.fido2AuthenticationMethod',
      '#microsoft.graph.softwareOathAuthenticationMethod',
      '#microsoft.graph.passwordAuthenticationMethod',
    ])
  })

  test.each(collections)('%s answers a user without one with an empty list', async (collection) => {
    const user = await aUser(graph.kernel)
    const answer = await graph.as(everything)(
      'GET',
      `/v1.0/users/${user.userPrincipalName}/authentication/${collection}`,
    )
    expect(answer.status).toBe(200)
    expect(answer.value).toEqual([])
  })

  test.each(collections)('%s is for the permitted: 401, 403, 404, and people see their own', async (collection) => {
    const at = `${path}/${collection}`
    expect((await graph.asNobody('GET', at)).status).toBe(401)
    expect((await graph.as(applicationActor(['UserAuthMethod-TAP.ReadWrite.All']))('GET', at)).status).toBe(403)
    expect((await graph.as(userActor(await aUser(graph.kernel)))('GET', at)).status).toBe(403)
    expect((await graph.as(everything)('GET', at.replace(ada.user.id, 'nobody@example.com'))).status).toBe(404)
    const own = await graph.as(userActor(ada.user))('GET', `/v1.0/me/authentication/${collection}`)
    expect(own.status).toBe(200)
    expect(own.value).toHaveLength(1)
  })

  test.each([
    ['fido2Methods', 'UserAuthMethod-Passkey.Read.All'],
    ['softwareOathMethods', 'UserAuthMethod-SoftwareOATH.Read.All'],
    ['passwordMethods', 'UserAuthMethod-Password.Read.All'],
  ])('%s is open to %s', async (collection, permission) => {
    expect((await graph.as(applicationActor([permission]))('GET', `${path}/${collection}`)).status).toBe(200)
  })

  test.each(collections)('%s has no method with a foreign or malformed id', async (collection) => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x'.repeat(3000), '%F0%9F%A6%8A', "it's"]) {
      const answer = await graph.as(everything)('GET', `${path}/${collection}/${id}`)
      expect(answer.status).toBe(404)
    }
  })
})

it('lets nobody hand a method to another user, or change it at all', async () => {
  const other = await aUser(graph.kernel)
  for (const at of [`fido2Methods/${ada.passkeyId}`, `softwareOathMethods/${ada.tokenId}`, `methods/${ada.tokenId}`]) {
    for (const verb of ['PATCH', 'PUT', 'POST']) {
      expect((await graph.as(everything)(verb, `${path}/${at}`, { userId: other.id })).status).toBe(405)
    }
  }
  const theirs = await graph.as(everything)('GET', `/v1.0/users/${other.id}/authentication/methods`)
  expect(theirs.value).toEqual([])
})

describe('deleting', () => {
  it('takes the method away and answers 204; a second time it is not there', async () => {
    await using own = await openTestGraph()
    const { user, passkeyId, tokenId } = await enrolled(own)
    const desk = own.as(everything)
    for (const at of [`fido2Methods/${passkeyId}`, `softwareOathMethods/${tokenId.toUpperCase()}`]) {
      const address = `/v1.0/users/${user.id}/authentication/${at}`
      expect((await desk('DELETE', address)).status).toBe(204)
      expect((await desk('GET', address)).status).toBe(404)
      expect((await desk('DELETE', address)).status).toBe(404)
    }
  })

  it('is refused without the permission, and changes nothing then', async () => {
    const reader = graph.as(applicationActor(['UserAuthenticationMethod.Read.All']))
    for (const at of [`fido2Methods/${ada.passkeyId}`, `softwareOathMethods/${ada.tokenId}`]) {
      expect((await graph.asNobody('DELETE', `${path}/${at}`)).status).toBe(401)
      expect((await reader('DELETE', `${path}/${at}`)).status).toBe(403)
      expect((await graph.as(userActor(await aUser(graph.kernel)))('DELETE', `${path}/${at}`)).status).toBe(403)
      expect((await graph.as(everything)('GET', `${path}/${at}`)).status).toBe(200)
    }
    const password = `${path}/passwordMethods/28c10230-6103-485e-b985-444c60001490`
    expect((await graph.as(everything)('DELETE', password)).status).toBe(405)
  })

  it('of an own method wants a proof that is strong and fresh, however the own account is named', async () => {
    await using own = await openTestGraph()
    const { user, passkeyId, tokenId } = await enrolled(own)
    const remove = async (actor: UserActor, owner: string, at: string) =>
      (await own.as(actor)('DELETE', `/v1.0/${owner}/authentication/${at}`)).error.innerCode
    const weak = await inSession(own.kernel, user, ['password'])
    const strong = await inSession(own.kernel, user, ['fido2'])
    const names = [
      'me',
      `users/${user.id}`,
      `users/${user.id.toUpperCase()}`,
      `users/${user.userPrincipalName.toUpperCase()}`,
    ]
    for (const owner of names) {
      expect(await remove(weak, owner, `fido2Methods/${passkeyId}`)).toBe('strongProofNeeded')
    }
    own.kernel.clock.advanceSeconds(601)
    expect(await remove(strong, 'me', `fido2Methods/${passkeyId}`)).toBe('freshProofNeeded')
    const fresh = await inSession(own.kernel, user, ['password', 'softwareOath'])
    expect(await remove(fresh, 'me', `fido2Methods/${passkeyId}`)).toBeUndefined()
    expect(await remove(fresh, `users/${user.id}`, `softwareOathMethods/${tokenId}`)).toBeUndefined()
    expect((await own.as(fresh)('GET', '/v1.0/me/authentication/methods')).value).toHaveLength(1)
  })
})
