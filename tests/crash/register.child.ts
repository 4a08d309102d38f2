import type { Origin } from '../../src/base/actor.ts'
import { loadSettings } from '../../src/kernel/config.ts'
import { compose } from '../../src/main/compose.ts'
import { methodModules } from '../../src/methods/index.ts'
import { beginSignIn, identify, prove, register } from '../../src/signin/service.ts'
import { type CreationOptions, SoftAuthenticator } from '../kit/soft-authenticator.ts'
import { countStatements } from './kill-at-statement.ts'

/** Adds a passkey during a sign-in with a pass and dies before the statement it was told; prints how many there were if it lives. */
const [userPrincipalName = '', code = '', fatalStatement = '0'] = process.argv.slice(2)

const statements = countStatements()
const { kernel, close } = await compose(loadSettings())
const origin: Origin = {
  ipAddress: '192.0.2.1',
  userAgent: 'test',
  correlationId: '00000000-0000-4000-8000-0000000000c2',
}
const context = { kernel, methods: methodModules.map((module) => module.method), origin }
const begun = await beginSignIn(context, { returnTo: '/' })
const token = begun.token.reveal()
const asked = await identify(context, token, { version: begun.version, userPrincipalName })
const proved = await prove(context, token, { version: asked.version, method: 'temporaryAccessPass', answer: code })
const authenticator = new SoftAuthenticator({ origin: new URL(kernel.settings.publicUrl).origin })
const credential = authenticator.create(proved.signIn.passkeyOptions as CreationOptions)
statements.arm(Number(fatalStatement))
const outcome = await register(context, token, { version: proved.version, method: 'fido2', answer: { credential } })
console.log(JSON.stringify({ statements: statements.count(), opened: outcome.opened !== undefined }))
await close()
