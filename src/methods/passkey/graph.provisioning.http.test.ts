import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passkeyResource, webauthnCreationOptions } from '../../../contract/graph/authentication-methods.ts'
import { attestationAuthority } from '../../../tests/kit/attestation-authority.ts'
import { anAdministrator, applicationActor, aUser, delegated, userActor } from '../../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { setPolicy } from '../../../tests/kit/proving.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { type CreationOptions, SoftAuthenticator, type Tampering } from '../../../tests/kit/soft-authenticator.ts'
import { Visitor } from '../../../tests/kit/visitor.ts'
import type { User } from '../../directory/rules.ts'
import { roleIds } from '../../roles/rules.ts'

const application = applicationActor(['UserAuthMethod-Passkey.ReadWrite.All'])
const model = 'ee882879-721c-4913-9775-3dfcce97072a'
const origin = 'http://localhost:8080'

let graph: TestGraph
let call: GraphCaller
beforeAll(async () => {
  graph = await openTestGraph()
  call = graph.as(application)
})
afterAll(() => graph[Symbol.asyncDispose]())

const passkeysAt = (user: User) => `/v1.0/users/${user.id}/authentication/fido2Methods`

const optionsFor = async (user: User, by = call) => {
  const answer = await by('GET', `${passkeysAt(user)}/creationOptions`)
  return (answer.body as { publicKey: CreationOptions }).publicKey
}

function answerTo(options: CreationOptions, authenticator = new SoftAuthenticator({ origin }), wrong: Tampering = {}) {
  const { id, response } = authenticator.create(options, wrong) as {
    id: string
    response: { clientDataJSON: string; attestationObject: string }
  }
  const { clientDataJSON, attestationObject } = response
  return {
    displayName: 'Key from the desk',
    publicKeyCredential: { id, response: { clientDataJSON, attestationObject } },
  }
}

const countOf = async (user: User) => (await call('GET', passkeysAt(user))).value.length

describe('creation options', () => {
  test('are Graph’s, last five minutes unless told, and are recorded', async () => {
    const user = await aUser(graph.kernel)
    const records = await recordsOf(graph.kernel, async () => {
      const answer = await call('GET', `${passkeysAt(user)}/creationOptions`)
      expect(answer.status).toBe(200)
      const { '@odata.context': context, ...body } = answer.body
      expect(context).toContain('#microsoft.graph.webauthnCredentialCreationOptions')
      expect(webauthnCreationOptions.safeParse(body).error).toBeUndefined()
      const expiresAt = new Date(graph.kernel.clock.now() + 5 * 60_000).toISOString()
      expect(body).toMatchObject({
        challengeTimeoutDateTime: expiresAt,
        publicKey: {
          rp: { id: 'localhost' },
          user: { id: Buffer.from(user.id).toString('base64url'), name: user.userPrincipalName },
          authenticatorSelection: { userVerification: 'required' },
          timeout: 300_000,
          excludeCredentials: [],
        },
      })
    })
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Get passkey creation options',
        resultReason: 'Successfully retrieved passkey creation options.',
        targetResources: [{ id: user.id }],
      },
    ])
  })

  test.each([
    'creationOptions(challengeTimeoutInMinutes=60)',
    'creationOptions()?challengeTimeoutInMinutes=60',
    'microsoft.graph.creationOptions(challengeTimeoutInMinutes=60)',
  ])('take a longer time: %s', async (form) => {
    const user = await aUser(graph.kernel)
    const answer = await call('GET', `${passkeysAt(user)}/${form}`)
    const expiresAt = new Date(graph.kernel.clock.now() + 3_600_000).toISOString()
    expect(answer.body).toMatchObject({ challengeTimeoutDateTime: expiresAt, publicKey: { timeout: 3_600_000 } })
  })

  test.each(['4', '43201', '0', '-5', '5.5', 'soon', '99999999999999999999'])(
    'refuse a time of %s',
    async (minutes) => {
      const user = await aUser(graph.kernel)
      const answer = await call('GET', `${passkeysAt(user)}/creationOptions(challengeTimeoutInMinutes=${minutes})`)
      expect(answer).toMatchObject({ status: 400, error: { innerCode: 'challengeTimeoutOutOfRange' } })
    },
  )

  test('name the passkeys the user has, and a 32-bit timeout for a month', async () => {
    const user = await aUser(graph.kernel)
    const body = answerTo(await optionsFor(user))
    await call('POST', passkeysAt(user), body)
    const answer = await call('GET', `${passkeysAt(user)}/creationOptions(challengeTimeoutInMinutes=43200)`)
    expect(answer.body).toMatchObject({
      publicKey: {
        timeout: 2_147_483_647,
        excludeCredentials: [{ id: body.publicKeyCredential.id, type: 'public-key' }],
      },
    })
  })

  test('are refused where the policy gives the user no passkeys', async () => {
    await using own = await openTestGraph()
    const user = await aUser(own.kernel)
    await setPolicy(own.kernel, 'Fido2', { state: 'disabled' })
    const answer = await own.as(application)('GET', `${passkeysAt(user)}/creationOptions`)
    expect(answer).toMatchObject({ status: 400, error: { innerCode: 'methodDisabled' } })
  })
})

describe('a passkey registered on behalf of a user', () => {
  test('answers 201, is recorded, and signs its user in', async () => {
    const user = await aUser(graph.kernel)
    const authenticator = new SoftAuthenticator({ origin, aaguid: model })
    const options = await optionsFor(user)
    const records = await recordsOf(graph.kernel, async () => {
      const answer = await call('POST', passkeysAt(user), answerTo(options, authenticator))
      expect(answer.status).toBe(201)
      const { '@odata.context': _context, ...body } = answer.body
      expect(passkeyResource.safeParse(body).error).toBeUndefined()
      expect(body).toMatchObject({ displayName: 'Key from the desk', aaGuid: model, publicKeyCredential: null })
      expect(answer.headers['location']).toBe(`${origin}${passkeysAt(user)}/${String(body['id'])}`)
    })
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Admin registered security info',
        resultReason: 'Admin registered Fido2 Authentication Method for user',
        result: 'success',
      },
    ])
    const browser = await new Visitor(graph.kernel).begin()
    await browser.provePasskey(authenticator)
    expect(browser.session).toBeDefined()
  })

  test('is possible where people may not register passkeys themselves', async () => {
    await using own = await openTestGraph()
    await setPolicy(own.kernel, 'Fido2', { isSelfServiceRegistrationAllowed: false })
    const user = await aUser(own.kernel)
    const caller = own.as(application)
    expect((await caller('POST', passkeysAt(user), answerTo(await optionsFor(user, caller)))).status).toBe(201)
  })

  test('has to be of a model that the policy allows, and to prove it where that is asked', async () => {
    await using own = await openTestGraph()
    const caller = own.as(application)
    const maker = attestationAuthority()
    await setPolicy(own.kernel, 'Fido2', {
      isAttestationEnforced: true,
      keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [model] },
    })
    const user = await aUser(own.kernel)
    const post = async (options: ConstructorParameters<typeof SoftAuthenticator>[0]) => {
      const creation = await optionsFor(user, caller)
      expect(creation).toMatchObject({ attestation: 'direct' })
      return caller('POST', passkeysAt(user), answerTo(creation, new SoftAuthenticator({ origin, ...options })))
    }
    const other = '2fc0579f-8113-47ea-b116-bb5a8db9202a'
    for (const options of [{ aaguid: model }, { aaguid: other, attestation: maker.issue(other) }]) {
      expect(await post(options)).toMatchObject({ status: 400, error: { innerCode: 'registrationRefused' } })
    }
    expect((await post({ aaguid: model, attestation: maker.issue(model) })).body).toMatchObject({
      attestationLevel: 'attested',
    })
  })
})

describe('a challenge', () => {
  test('is answered once, by the first of many', async () => {
    const user = await aUser(graph.kernel)
    const options = await optionsFor(user)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call('POST', passkeysAt(user), answerTo(options))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ error }) => error.innerCode === 'registrationExpired')).toHaveLength(7)
    expect(await countOf(user)).toBe(1)
  })

  test('is spent by a wrong answer too, which is recorded', async () => {
    const user = await aUser(graph.kernel)
    const options = await optionsFor(user)
    const records = await recordsOf(graph.kernel, async () => {
      const wrong = await call(
        'POST',
        passkeysAt(user),
        answerTo(options, undefined, { origin: 'https://evil.example' }),
      )
      expect(wrong).toMatchObject({ status: 400, error: { innerCode: 'registrationRefused' } })
    })
    expect(records).toMatchObject([{ activityDisplayName: 'Admin registered security info', result: 'failure' }])
    expect((await call('POST', passkeysAt(user), answerTo(options))).error.innerCode).toBe('registrationExpired')
    expect(await countOf(user)).toBe(0)
  })

  test('is over when its time is, and not before', async () => {
    await using own = await openTestGraph()
    const caller = own.as(application)
    const user = await aUser(own.kernel)
    const at = `${passkeysAt(user)}/creationOptions(challengeTimeoutInMinutes=10)`
    const [short, long] = [await optionsFor(user, caller), await caller('GET', at)]
    own.kernel.clock.advanceSeconds(5 * 60)
    const late = await caller('POST', passkeysAt(user), answerTo(short))
    expect(late).toMatchObject({ status: 412, error: { innerCode: 'registrationExpired' } })
    const { publicKey } = long.body as { publicKey: CreationOptions }
    expect((await caller('POST', passkeysAt(user), answerTo(publicKey))).status).toBe(201)
  })

  test('is for its user and for the administrator who asked', async () => {
    const [user, other] = [await aUser(graph.kernel), await aUser(graph.kernel)]
    const { actor } = await anAdministrator(graph.kernel, roleIds.authenticationAdministrator)
    const options = await optionsFor(user)
    const misused = [
      await call('POST', passkeysAt(other), answerTo(options)),
      await graph.as(actor)('POST', passkeysAt(user), answerTo(options)),
    ]
    expect(misused.map(({ error }) => error.innerCode)).toEqual(['registrationExpired', 'registrationExpired'])
    expect((await call('POST', passkeysAt(user), answerTo(options))).status).toBe(201)
    const own = await optionsFor(other, graph.as(actor))
    expect((await graph.as(actor)('POST', passkeysAt(other), answerTo(own))).status).toBe(201)
  })
})

test('a user has ten passkeys at most', async () => {
  const user = await aUser(graph.kernel)
  for (let made = 0; made < 10; made++) await call('POST', passkeysAt(user), answerTo(await optionsFor(user)))
  expect((await call('GET', `${passkeysAt(user)}/creationOptions`)).error.innerCode).toBe('tooManyMethods')
  expect(await countOf(user)).toBe(10)
})

test.each([
  [{ displayName: 'x' }, 'publicKeyCredential'],
  [{ publicKeyCredential: {} }, 'displayName'],
  [{ displayName: 'x', publicKeyCredential: { id: 'not base64!' } }, 'publicKeyCredential/id'],
  [{ displayName: 'x', aaGuid: model }, 'publicKeyCredential'],
  [
    { displayName: '', publicKeyCredential: { id: 'AA', response: { clientDataJSON: 'AA', attestationObject: 'AA' } } },
    'displayName',
  ],
])('refuses the body %j, naming %s', async (body, target) => {
  const user = await aUser(graph.kernel)
  const answer = await call('POST', passkeysAt(user), body)
  expect(answer).toMatchObject({ status: 400, body: { error: { target } } })
})

describe('permission', () => {
  test('is for administrators and applications, on others', async () => {
    const user = await aUser(graph.kernel)
    const options = `${passkeysAt(user)}/creationOptions`
    const body = answerTo(await optionsFor(user))
    const refused = [
      graph.asNobody,
      graph.as(applicationActor(['UserAuthMethod-Passkey.Read.All'])),
      graph.as(userActor(user)),
      graph.as(userActor(user, [roleIds.globalAdministrator])),
      graph.as(userActor(await aUser(graph.kernel))),
      graph.as((await anAdministrator(graph.kernel, roleIds.helpdeskAdministrator)).actor),
      graph.as(delegated((await anAdministrator(graph.kernel, roleIds.globalAdministrator)).actor, ['User.Read'])),
    ]
    for (const caller of refused) {
      expect([401, 403]).toContain((await caller('GET', options)).status)
      expect([401, 403]).toContain((await caller('POST', passkeysAt(user), body)).status)
    }
    const { user: chief } = await anAdministrator(graph.kernel, roleIds.globalAdministrator)
    const { actor } = await anAdministrator(graph.kernel, roleIds.authenticationAdministrator)
    const out = await graph.as(actor)('GET', `${passkeysAt(chief)}/creationOptions`)
    expect(out).toMatchObject({ status: 403, error: { innerCode: 'targetOutOfReach' } })
    expect(await countOf(user)).toBe(0)
  })
})
