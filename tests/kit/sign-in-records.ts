import type { SignInRecord } from '../../src/audit/rules/sign-in-record.ts'
import type { User } from '../../src/directory/rules.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { methodModules } from '../../src/methods/index.ts'
import type { AnyMethod } from '../../src/methods/method.ts'
import { beginSignIn, choose, identify, prove, type SignInContext, type SignInView } from '../../src/signin/service.ts'
import { aPassword } from './methods.ts'

const origin = { ipAddress: '192.0.2.7', userAgent: 'test', correlationId: '00000000-0000-4000-8000-000000000007' }

type Answering = (options: unknown) => unknown

/** Signs in up to the step that asks for the method: a second factor after a password, another as first. */
async function asked(context: SignInContext, method: AnyMethod, user: User) {
  const begun = await beginSignIn(context, { returnTo: '/' })
  const token = begun.token.reveal()
  const turn = async (view: SignInView, kind: AnyMethod['kind']): Promise<SignInView> =>
    view.signIn.asked === kind ? view : choose(context, token, { version: view.version, method: kind })
  const first = await identify(context, token, { version: begun.version, userPrincipalName: user.userPrincipalName })
  if (method.strength !== 'second') return { token, view: await turn(first, method.kind) }
  const answer = await aPassword(context.kernel, user)
  const { version } = await turn(first, 'password')
  return { token, view: await turn(await prove(context, token, { version, method: 'password', answer }), method.kind) }
}

async function recordOf(kernel: Kernel, method: AnyMethod, user: User, answer: Answering): Promise<SignInRecord> {
  const context = { kernel, methods: methodModules.map((module) => module.method), origin }
  const { token, view } = await asked(context, method, user)
  const before = await recordedIds(kernel)
  await prove(context, token, {
    version: view.version,
    method: method.kind,
    answer: answer(view.signIn.passkeyOptions),
  })
  const rows = await kernel.store.read((r) => r.db.selectFrom('sign_ins').select(['id', 'record']).execute())
  const added = rows.filter(({ id }) => !before.has(id))
  if (!added[0] || added.length > 1) throw new Error(`${added.length} records of one attempt`)
  return JSON.parse(added[0].record) as SignInRecord
}

async function recordedIds(kernel: Kernel): Promise<ReadonlySet<string>> {
  const rows = await kernel.store.read((r) => r.db.selectFrom('sign_ins').select('id').execute())
  return new Set(rows.map(({ id }) => id))
}

/** The record that one refused answer leaves in the sign-in log. */
export const refusedRecord = recordOf

/** The record that a sign-in with this method leaves. */
export const provedRecord = recordOf
