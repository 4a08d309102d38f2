import type { SystemActor } from '../base/actor.ts'
import type { Secret } from '../base/secret.ts'
import { findUser, requireUser } from '../directory/service.ts'
import type { User } from '../directory/rules.ts'
import { createUser } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { keepBootstrapPass } from '../methods/temporary-access-pass/service.ts'
import { makePasscode } from '../methods/temporary-access-pass/passcode.ts'
import { type Pass, passTerms } from '../methods/temporary-access-pass/rules.ts'
import { assignRole, holdersOf } from '../roles/service.ts'

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
const lifetimeMinutes = 60
const codeLength = 12

/** A pass for an administrator, made on the server itself. */
export interface BootstrapPass {
  readonly user: User
  readonly pass: Pass
  readonly code: Secret
  readonly signInUrl: string
}

/**
 * Gives an administrator who is locked out, or is the first, a pass of an hour for one sign-in.
 *
 * Without a name: the first administrator, made where there is none.
 * With a name that nobody has, or of somebody without the role: the user is made, the role assigned; all of it recorded.
 *
 * Source: product.md §5; facts/conventions.md, "First admin".
 */
export async function bootstrap(kernel: Kernel, actor: SystemActor, userName?: string): Promise<BootstrapPass> {
  const user = await administrator(kernel, actor, userName)
  const drawn = await makePasscode(kernel, actor, user.id, { alphabet: 'unambiguous', length: codeLength })
  const pass = await kernel.store.write(actor, (w) =>
    keepBootstrapPass(kernel, w, user, drawn, passTerms(undefined, lifetimeMinutes, true, w.now)),
  )
  return { user, pass, code: drawn.code, signInUrl: `${kernel.settings.publicUrl}/signin` }
}

/** At the very first start: makes the first administrator and the pass; later nothing. */
export async function bootstrapIfNew(kernel: Kernel, actor: SystemActor): Promise<BootstrapPass | undefined> {
  const holders = await kernel.store.read((r) => holdersOf(r, globalAdministrator))
  return holders.length === 0 ? bootstrap(kernel, actor) : undefined
}

async function administrator(kernel: Kernel, actor: SystemActor, userName: string | undefined): Promise<User> {
  const holders = await kernel.store.read((r) => holdersOf(r, globalAdministrator))
  const [first] = holders
  if (userName === undefined && first !== undefined) return kernel.store.read((r) => requireUser(r, first))
  const name = userName ?? `admin@${kernel.tenant.domain}`
  const known = await kernel.store.read((r) => findUser(r, name))
  const user =
    known ??
    (await createUser(kernel, actor, {
      userPrincipalName: name,
      displayName: 'Administrator',
      accountEnabled: true,
    }))
  if (!holders.includes(user.id)) {
    await assignRole(kernel, actor, { principalId: user.id, roleDefinitionId: globalAdministrator })
  }
  return user
}
