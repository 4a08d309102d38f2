import { modified } from '../audit/rules.ts'
import { uuid } from '../base/random.ts'
import { type UserId, userId } from '../base/text.ts'
import { command } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import { differences, userTarget } from './audit-targets.ts'
import { requireUser } from './lookup.ts'
import { recordManager } from './managers.ts'
import { draftUser, type NewUser, type UserDraft } from './rules.ts'
import { setLinksAside } from './store/former-links.ts'
import { noteManagement } from './store/managers.ts'
import { insertUser, lockUser, markUserDeleted } from './store/users.ts'
import { domainsOf } from './tenant.ts'
import { gone, nameTaken, targetUser, type UserInput } from './user-target.ts'

/** Makes the first credential of a new user, slowly; what it returns keeps it, in the write that makes the user. */
export type FirstCredential = (kernel: Kernel, user: UserDraft) => Promise<(w: Write, owner: UserId) => Promise<void>>

export type CreateUser = NewUser & {
  /** Id or user principal name of the manager. */
  readonly manager?: string | undefined
  readonly credential?: FirstCredential | undefined
}

/**
 * Creates a user, who can sign in once there is a pass or another method.
 *
 * Refuses with `nameInvalid`, `domainNotVerified`, `propertyInvalid`, `userPrincipalNameTaken`, or `userNotFound` for the manager.
 */
export const createUser = command({
  name: 'createUser',
  operation: 'users.create',
  activity: 'addUser',
  target: async (_read, { displayName, userPrincipalName }: CreateUser) => ({
    resource: { type: 'User', id: '', displayName, userPrincipalName: userPrincipalName ?? null },
  }),
  prepare: async (kernel, { manager, credential, ...given }: CreateUser) => {
    const draft = draftUser(given, domainsOf(kernel))
    return { draft, keepCredential: await credential?.(kernel, draft) }
  },
  work: async (w, input, { draft, keepCredential }) => {
    const manager = input.manager === undefined ? undefined : await requireUser(w, input.manager)
    const id = userId(uuid(w.random))
    const user = { ...draft, id, managerId: manager?.id ?? null, createdAt: w.now, sessionsValidFrom: w.now }
    if (!(await insertUser(w.db, user))) throw nameTaken(user)
    await keepCredential?.(w, id)
    w.audit({ activity: 'addUser', targets: [userTarget(user, differences(undefined, user))] })
    if (manager) recordManager(w, user, undefined, manager)
    return user
  },
})

/**
 * Deletes a user: signed out, out of every group, and what the other slices keep is gone, in one write.
 *
 * The name is free at once, and who gets it next inherits nothing.
 * For thirty days the user can be restored.
 * Refuses with `userNotFound`, or as a consequence does (`lastAdministrator`).
 */
export const deleteUser = command({
  name: 'deleteUser',
  operation: 'users.delete',
  activity: 'deleteUser',
  target: (read, input: UserInput) => targetUser(read, input),
  work: async (w, _input, _prepared, kernel, { resource }) => {
    const user = await lockUser(w.db, resource.id)
    if (!user) throw gone()
    for (const follow of kernel.consequences.userDeleted) await follow(w, user.id)
    const { memberOf } = await setLinksAside(w.db, user.id)
    await noteManagement(w.db, user)
    await markUserDeleted(w.db, user, w.now)
    const memberships = memberOf.length > 0 ? [modified('MemberOf', memberOf, null)] : []
    w.audit({ activity: 'deleteUser', targets: [userTarget(user, memberships)] })
  },
})
