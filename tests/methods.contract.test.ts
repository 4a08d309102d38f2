import { expect, test } from 'vitest'
import { methodModules } from '../src/methods/index.ts'
import { passkeyModule } from '../src/methods/passkey/index.ts'
import { removeOwnPasskey } from '../src/methods/passkey/service.ts'
import { passwordModule } from '../src/methods/password/index.ts'
import { removePasswordOf } from '../src/methods/password/service.ts'
import { temporaryAccessPassModule } from '../src/methods/temporary-access-pass/index.ts'
import { issuePass, revokePass } from '../src/methods/temporary-access-pass/service.ts'
import { softwareOathModule } from '../src/methods/totp/index.ts'
import { type OathKey, removeOwnOathToken } from '../src/methods/totp/service.ts'
import { systemActor } from './kit/builders.ts'
import { describeMethod, type MethodUnderContract } from './kit/method-contract.ts'
import { anAuthenticatorApp, aPasskey, aPassword } from './kit/methods.ts'
import { setPolicy, unrecorded } from './kit/proving.ts'
import { inSession } from './kit/sessions.ts'
import { codeAt } from './kit/soft-app.ts'
import { type CreationOptions, type RequestOptions, SoftAuthenticator } from './kit/soft-authenticator.ts'

const pass: MethodUnderContract = {
  module: temporaryAccessPassModule,
  singleUse: true,
  blockedCode: 130502,
  wrongCode: 130503,
  prepare: (kernel) => setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' }),
  enrol: async (kernel, user) => {
    const issued = await issuePass(kernel, systemActor(), { user: user.id, isUsableOnce: true })
    const code = issued.code.reveal()
    return { id: issued.pass.id, answer: () => code, secrets: [code] }
  },
  strangersAnswer: () => 'WRONGCODE',
  remove: (kernel, user, passId) => revokePass(kernel, systemActor(), { user: user.id, passId }),
}

const passkey: MethodUnderContract = {
  module: passkeyModule,
  singleUse: true,
  blockedCode: 135016,
  wrongCode: 135018,
  challengeSeconds: 300,
  enrol: async (kernel, user) => {
    const { authenticator, id } = await aPasskey(kernel, user)
    return { id, answer: (options) => authenticator.get(options as RequestOptions), secrets: [] }
  },
  strangersAnswer: (given) => {
    const { challenge, rpId = '', allowCredentials } = given as RequestOptions
    const authenticator = new SoftAuthenticator()
    authenticator.create({ challenge, rp: { id: rpId }, user: { id: 'AAAA' } })
    const [claimed] = allowCredentials ?? []
    return authenticator.get({ challenge, rpId }, { userHandle: '', ...(claimed ? { credentialId: claimed.id } : {}) })
  },
  remove: async (kernel, user, id) => removeOwnPasskey(kernel, await inSession(kernel, user), id),
  registrationAnswer: (_kernel, options) => ({
    credential: new SoftAuthenticator().create(options as CreationOptions),
  }),
}

const authenticatorApp: MethodUnderContract = {
  module: softwareOathModule,
  singleUse: true,
  blockedCode: 130501,
  wrongCode: 500121,
  challengeSeconds: 600,
  enrol: async (kernel, user) => {
    const { id, key, code } = await anAuthenticatorApp(kernel, user)
    return { id, answer: code, secrets: [key] }
  },
  strangersAnswer: () => '000000',
  remove: async (kernel, user, id) => removeOwnOathToken(kernel, await inSession(kernel, user), id),
  registrationAnswer: (kernel, options) => ({ code: codeAt((options as OathKey).key, kernel.clock.now()) }),
}

const password: MethodUnderContract = {
  module: passwordModule,
  singleUse: false,
  blockedCode: 130501,
  wrongCode: 50126,
  enrol: async (kernel, user) => {
    const typed = await aPassword(kernel, user, `fjord quilt banjo of ${user.id.slice(0, 8)}`)
    return { id: '28c10230-6103-485e-b985-444c60001490', answer: () => typed, secrets: [typed] }
  },
  strangersAnswer: () => 'correct horse battery staple',
  remove: (kernel, user) => unrecorded(kernel, (w) => removePasswordOf(w, user.id)),
}

const subjects = {
  'A Temporary Access Pass': pass,
  'A passkey': passkey,
  'An authenticator app': authenticatorApp,
  'A password': password,
}

test('every method is under contract', () => {
  expect(methodModules.map((module) => module.method.kind)).toEqual(
    Object.values(subjects).map((subject) => subject.module.method.kind),
  )
})

for (const [name, subject] of Object.entries(subjects)) describeMethod(name, subject)
