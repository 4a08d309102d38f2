import { changesBetween } from '../../audit/rules/changes.ts'
import type { AuditTarget } from '../../audit/rules.ts'
import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import { command } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { once } from '../../kernel/once.ts'
import type { Read } from '../../kernel/store.ts'
import { reviseAccess } from '../revision/service.ts'
import { type AuthenticationContext, contextViolation, isContextId } from './rules.ts'
import { listContextRows, putContext, removeContext } from './store.ts'

/** Every authentication context that was defined. */
export const authenticationContexts = (read: Read): Promise<readonly AuthenticationContext[]> =>
  once(read, 'authentication contexts', () => listContextRows(read.db))

async function requireContext(read: Read, id: string): Promise<AuthenticationContext> {
  const found = (await authenticationContexts(read)).find((context) => context.id === id)
  if (found) return found
  throw new Refusal('authenticationContextNotFound', `There is no authentication context '${id.slice(0, 100)}'.`)
}

/** Every authentication context, for whoever may read them. */
export const listContexts = (kernel: Kernel, actor: Actor): Promise<readonly AuthenticationContext[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'authenticationContexts.read')
    return authenticationContexts(read)
  })

/** One authentication context, for whoever may read them; refuses with `authenticationContextNotFound`. */
export const readContext = (kernel: Kernel, actor: Actor, id: string): Promise<AuthenticationContext> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'authenticationContexts.read')
    return requireContext(read, id)
  })

const targetOf = (id: string): AuditTarget => ({ type: 'Policy', id, displayName: id })

interface DefineContext {
  readonly id: string
  readonly change: Partial<Omit<AuthenticationContext, 'id'>>
}

const undefinedYet = { displayName: null, description: null, isAvailable: false }

/**
 * Defines a context, or changes what is absent stays of; the same for both, as in Graph.
 *
 * Refuses with `policyInvalid`, also an id that is not c1 to c99.
 */
export const defineContext = command({
  name: 'defineContext',
  operation: 'authenticationContexts.update',
  activity: 'updateAuthenticationContext',
  target: async (_read, { id }: DefineContext) => ({ resource: targetOf(id.slice(0, 100)) }),
  work: async (w, { id, change }): Promise<AuthenticationContext> => {
    if (!isContextId(id)) {
      const message = `'${id.slice(0, 100)}' is not the id of an authentication context; they are c1 to c99.`
      throw new Refusal('policyInvalid', message, { field: 'id' })
    }
    await reviseAccess(w)
    const before = (await authenticationContexts(w)).find((context) => context.id === id)
    const after: AuthenticationContext = { ...(before ?? undefinedYet), ...change, id }
    const broken = contextViolation(after)
    if (broken) throw new Refusal('policyInvalid', broken.message, { field: broken.field })
    const modifiedProperties = changesBetween(before, after)
    if (modifiedProperties.length === 0) w.unrecorded('every value was there already')
    else {
      await putContext(w.db, after)
      const activity = before ? 'updateAuthenticationContext' : 'addAuthenticationContext'
      w.audit({ activity, targets: [{ ...targetOf(id), modifiedProperties }] })
    }
    return after
  },
})

/** Removes a context; refuses with `authenticationContextNotFound`, or as a consequence does (`usedByAccessPolicy`). */
export const deleteContext = command({
  name: 'deleteContext',
  operation: 'authenticationContexts.update',
  activity: 'deleteAuthenticationContext',
  target: async (read, { id }: { readonly id: string }) => ({
    resource: targetOf((await requireContext(read, id)).id),
  }),
  work: async (w, { id }, _prepared, kernel) => {
    await reviseAccess(w)
    await requireContext(w, id)
    for (const follow of kernel.consequences.authenticationContextDeleted) await follow(w, id)
    await removeContext(w.db, id)
    w.audit({ activity: 'deleteAuthenticationContext', targets: [targetOf(id)] })
  },
})
