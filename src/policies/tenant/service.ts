import { changesBetween } from '../../audit/rules/changes.ts'
import type { AuditTarget } from '../../audit/rules.ts'
import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import { command } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { once } from '../../kernel/once.ts'
import type { Read } from '../../kernel/store.ts'
import { changeAccess, reviseAccess } from '../revision/service.ts'
import { type AuthorizationPolicy, authorizationViolation, type SecurityDefaults } from './rules.ts'
import { findTenantPolicy, putTenantPolicy } from './store.ts'

/** Whether security defaults are on. */
export const securityDefaults = (read: Read): Promise<SecurityDefaults> =>
  once(read, 'security defaults', () => findTenantPolicy(read.db, 'securityDefaults'))

/** Security defaults, for whoever may read them. */
export const readSecurityDefaults = (kernel: Kernel, actor: Actor): Promise<SecurityDefaults> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'securityDefaults.read')
    return securityDefaults(read)
  })

/** The authorization policy, for whoever may read it. */
export const readAuthorizationPolicy = (kernel: Kernel, actor: Actor): Promise<AuthorizationPolicy> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'authorizationPolicy.read')
    return findTenantPolicy(read.db, 'authorizationPolicy')
  })

const defaultsTarget: AuditTarget = { type: 'Policy', id: 'securityDefaults', displayName: 'Security Defaults' }

/**
 * Switches security defaults on or off.
 *
 * Refuses as a consequence does (`securityDefaultsInForce`), and with `administratorsLockedOut` where no administrator could prove a second factor.
 */
export const updateSecurityDefaults = command({
  name: 'updateSecurityDefaults',
  operation: 'securityDefaults.update',
  activity: 'updateSecurityDefaults',
  target: async (_read, _change: Partial<SecurityDefaults>) => ({ resource: defaultsTarget }),
  work: (write, change, _prepared, kernel) =>
    changeAccess(kernel, write, 'isEnabled', async (w) => {
      const before = await securityDefaults(w)
      const after = { ...before, ...change }
      if (after.isEnabled) for (const follow of kernel.consequences.securityDefaultsEnabled) await follow(w, undefined)
      const modifiedProperties = changesBetween(before, after)
      if (modifiedProperties.length === 0) return w.unrecorded('it was so already')
      await putTenantPolicy(w.db, 'securityDefaults', after)
      w.audit({ activity: 'updateSecurityDefaults', targets: [{ ...defaultsTarget, modifiedProperties }] })
    }),
})

const authorizationTarget: AuditTarget = {
  type: 'Policy',
  id: 'authorizationPolicy',
  displayName: 'Authorization Policy',
}

/** Renames or redescribes the authorization policy; refuses with `policyInvalid`. */
export const updateAuthorizationPolicy = command({
  name: 'updateAuthorizationPolicy',
  operation: 'authorizationPolicy.update',
  activity: 'updateAuthorizationPolicy',
  target: async (_read, _change: Partial<AuthorizationPolicy>) => ({ resource: authorizationTarget }),
  work: async (w, change) => {
    await reviseAccess(w)
    const before = await findTenantPolicy(w.db, 'authorizationPolicy')
    const after = { ...before, ...change }
    const broken = authorizationViolation(after)
    if (broken) throw new Refusal('policyInvalid', broken.message, { field: broken.field })
    const modifiedProperties = changesBetween(before, after)
    if (modifiedProperties.length === 0) return w.unrecorded('every value was there already')
    await putTenantPolicy(w.db, 'authorizationPolicy', after)
    w.audit({ activity: 'updateAuthorizationPolicy', targets: [{ ...authorizationTarget, modifiedProperties }] })
  },
})
