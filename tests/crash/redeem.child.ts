import type { Origin } from '../../src/base/actor.ts'
import { loadSettings } from '../../src/kernel/config.ts'
import { compose } from '../../src/main/compose.ts'
import { methodModules } from '../../src/methods/index.ts'

import { beginSignIn, identify, prove } from '../../src/signin/service.ts'
import { countStatements } from './kill-at-statement.ts'

/** Signs in once with a pass and dies before the statement it was told; prints how many there were if it lives. */
const [userPrincipalName = '', code = '', fatalStatement = '0'] = process.argv.slice(2)

const statements = countStatements()
const { kernel, close } = await compose(loadSettings())
const origin: Origin = {
  ipAddress: '192.0.2.1',
  userAgent: 'test',
  correlationId: '00000000-0000-4000-8000-0000000000c1',
}
const context = { kernel, methods: methodModules.map((module) => module.method), origin }
const begun = await beginSignIn(context, { returnTo: '/' })
const token = begun.token.reveal()
const asked = await identify(context, token, { version: begun.version, userPrincipalName })
statements.arm(Number(fatalStatement))
const outcome = await prove(context, token, { version: asked.version, method: 'temporaryAccessPass', answer: code })
console.log(JSON.stringify({ statements: statements.count(), opened: outcome.opened !== undefined }))
await close()
