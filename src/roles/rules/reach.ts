import { roleIds } from './definitions.ts'

/** Everything about a target that decides who may act on it. */
export interface Standing {
  /** Template ids of the roles held, directly or through a group. */
  readonly roles: readonly string[]
  /** Member of a group that roles can be assigned to, even if none is. */
  readonly inRoleAssignableGroup: boolean
}

const fewest = [roleIds.directoryReaders, roleIds.guestInviter, roleIds.passwordAdministrator]

const readers = [
  roleIds.messageCenterReader,
  roleIds.reportsReader,
  roleIds.userExperienceSuccessManager,
  roleIds.usageSummaryReportsReader,
]

/** For each role with a limited reach, the roles its target may hold. */
const limited: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [roleIds.passwordAdministrator, new Set<string>(fewest)],
  [roleIds.helpdeskAdministrator, new Set<string>([...fewest, ...readers, roleIds.helpdeskAdministrator])],
  [roleIds.authenticationAdministrator, new Set<string>([...fewest, ...readers, roleIds.authenticationAdministrator])],
  [
    roleIds.userAdministrator,
    new Set<string>([
      ...fewest,
      ...readers,
      roleIds.helpdeskAdministrator,
      roleIds.groupsAdministrator,
      roleIds.userAdministrator,
    ]),
  ],
])

/** Roles that reach everybody, within what they grant. */
const unlimited: ReadonlySet<string> = new Set([
  roleIds.globalAdministrator,
  roleIds.globalReader,
  roleIds.privilegedAuthenticationAdministrator,
  roleIds.privilegedRoleAdministrator,
])

/**
 * Whether the holder of a role may act on a user of this standing.
 *
 * A target with several roles is reached only if each of them is.
 * Without a standing, the target being no single user, only roles that reach everybody do.
 *
 * Source: facts/entra.md §8.3.
 */
export function reaches(roleId: string, target: Standing | undefined): boolean {
  if (unlimited.has(roleId)) return true
  const reachable = limited.get(roleId)
  if (!reachable || !target || target.inRoleAssignableGroup) return false
  return target.roles.every((held) => reachable.has(held))
}
