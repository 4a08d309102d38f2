import type { AdministrativeUnit, NewUnit } from '../../src/administrative-units/rules.ts'
import { addUnitMember, createUnit } from '../../src/administrative-units/service.ts'
import type { ApplicationActor, Origin, RoleGrant, SystemActor, UserActor } from '../../src/base/actor.ts'
import type { Group, NewGroup, User, UserChange } from '../../src/directory/rules.ts'
import { addMember, type CreateUser, createGroup, createUser } from '../../src/directory/service.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import type { RoleDefinition } from '../../src/roles/rules.ts'
import { assignRole, defineRole, roleGrantsOf } from '../../src/roles/service.ts'

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

/** An administrative unit, with the given users and groups in it. */
export async function aUnit(
  kernel: Kernel,
  given: Partial<NewUnit> & { readonly members?: readonly (User | Group)[] } = {},
): Promise<AdministrativeUnit> {
  const { members = [], displayName = `Unit ${++made}`, ...others } = given
  const unit = await createUnit(kernel, systemActor(), { ...others, displayName })
  for (const member of members) await addUnitMember(kernel, systemActor(), { unit: unit.id, member: member.id })
  return unit
}

/** A custom role that grants the actions; those of `microsoft.directory/` may be given without that. */
export const aRole = (kernel: Kernel, actions: readonly string[]): Promise<RoleDefinition> =>
  defineRole(kernel, systemActor(), {
    displayName: `Role ${++made}`,
    allowedResourceActions: actions.map((action) =>
      action.startsWith('microsoft.') ? action : `microsoft.directory/${action}`,
    ),
  })

/** Gives the user the role, for one unit where one is named, and returns the actor they are in a session begun then. */
export async function holding(
  kernel: Kernel,
  user: User,
  roleId: string,
  unit?: AdministrativeUnit,
): Promise<UserActor> {
  const directoryScopeId = unit ? `/administrativeUnits/${unit.id}` : '/'
  await assignRole(kernel, systemActor(), { principalId: user.id, roleDefinitionId: roleId, directoryScopeId })
  return userActor(user, await kernel.store.read((read) => roleGrantsOf(read, user.id)))
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
