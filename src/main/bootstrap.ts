import type { SystemActor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { Secret } from '../base/secret.ts'
import type { User } from '../directory/rules.ts'
import { createUser, findUser, requireUser } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { AnyMethod } from '../methods/method.ts'
import { makePasscode } from '../methods/temporary-access-pass/passcode.ts'
import { type Pass, passTerms } from '../methods/temporary-access-pass/rules.ts'
import { keepBootstrapPass } from '../methods/temporary-access-pass/service.ts'
import { assignRole, holdersOf } from '../roles/service.ts'
import { isSignedIn } from '../sessions/service.ts'

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

/**
 * At the first start, and while no administrator could sign in: makes the administrator and a pass.
 *
 * Returns nothing where an administrator is signed in or has a way to sign in, or where another process is just making one.
 */
export async function bootstrapIfNeeded(
  kernel: Kernel,
  methods: readonly AnyMethod[],
  actor: SystemActor,
): Promise<BootstrapPass | undefined> {
  if (await kernel.store.read((r) => someAdministratorCanSignIn(kernel, r, methods))) return undefined
  try {
    return await bootstrap(kernel, actor)
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'conflict') return undefined
    throw error
  }
}

async function someAdministratorCanSignIn(kernel: Kernel, r: Read, methods: readonly AnyMethod[]): Promise<boolean> {
  for (const holder of await holdersOf(r, globalAdministrator)) {
    if (await isSignedIn(r, holder)) return true
    for (const method of methods) if ((await method.list(kernel, r, holder)).length > 0) return true
  }
  return false
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
