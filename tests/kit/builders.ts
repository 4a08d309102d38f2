import type { ApplicationActor, Origin, RoleGrant, SystemActor, UserActor } from '../../src/base/actor.ts'
import type { Group, NewGroup, User, UserChange } from '../../src/directory/rules.ts'
import { addMember, type CreateUser, createGroup, createUser } from '../../src/directory/service.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { assignRole } from '../../src/roles/service.ts'

const origin: Origin = {
  ipAddress: '192.0.2.1',
  userAgent: 'test',
  correlationId: '00000000-0000-4000-8000-000000000001',
}

/** The server itself; it may do anything. */
export const systemActor = (): SystemActor => ({ kind: 'system', displayName: 'Latchkey', origin })

/** An application with the given Graph application permissions and no others. */
export const applicationActor = (permissions: readonly string[]): ApplicationActor => ({
  kind: 'application',
  appId: '00000000-0000-4000-8000-0000000000a1',
  servicePrincipalId: '00000000-0000-4000-8000-0000000000a2',
  displayName: 'Example automation',
  permissions,
  origin,
})

/** The user in a session with several factors, holding the roles with the given template ids for the whole tenant. */
export const userActor = (user: User, roles: readonly (string | RoleGrant)[] = []): UserActor => ({
  kind: 'user',
  userId: user.id,
  userPrincipalName: user.userPrincipalName,
  displayName: user.displayName,
  sessionId: '00000000-0000-4000-8000-0000000000b1',
  roles: roles.map((role) => (typeof role === 'string' ? { roleId: role, scope: '/' } : role)),
  multifactor: true,
  origin,
})

/** The person as an application acts for them, with the given delegated permissions and no others. */
export const delegated = (actor: UserActor, permissions: readonly string[]): UserActor => ({
  ...actor,
  application: {
    appId: '00000000-0000-4000-8000-0000000000c1',
    servicePrincipalId: '00000000-0000-4000-8000-0000000000c2',
    displayName: 'Example client',
    permissions,
  },
})

let made = 0

type GivenUser = UserChange & Pick<CreateUser, 'manager' | 'credential'>

/** A user of the tenant with a name nobody has; pass only what matters. */
export const aUser = (kernel: Kernel, given: GivenUser = {}): Promise<User> =>
  createUser(kernel, systemActor(), {
    ...given,
    displayName: given.displayName ?? 'Ada Example',
    userPrincipalName: given.userPrincipalName ?? `ada${++made}@${kernel.tenant.domain}`,
  })

/** A guest who signs in elsewhere. */
export const anExternalGuest = (kernel: Kernel): Promise<User> =>
  createUser(kernel, systemActor(), { displayName: 'Grace Guest', invitedMail: `grace${++made}@partner.example` })

/** A security group, with the given users and groups in it. */
export async function aGroup(
  kernel: Kernel,
  given: Partial<NewGroup> & { readonly members?: readonly (User | Group)[] } = {},
): Promise<Group> {
  const { members = [], displayName = `Group ${++made}`, ...others } = given
  const group = await createGroup(kernel, systemActor(), { ...others, displayName })
  for (const member of members) await addMember(kernel, systemActor(), { group: group.id, member: member.id })
  return group
}

/** A user who holds the role, and the actor they are in a session with several factors. */
export async function anAdministrator(
  kernel: Kernel,
  roleTemplateId: string,
  given: GivenUser = {},
): Promise<{ readonly user: User; readonly actor: UserActor }> {
  const user = await aUser(kernel, given)
  await assignRole(kernel, systemActor(), { principalId: user.id, roleDefinitionId: roleTemplateId })
  return { user, actor: userActor(user, [roleTemplateId]) }
}
