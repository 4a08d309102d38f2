import { tenantScope } from '../../base/actor.ts'
import { isGuid } from '../../base/text.ts'
import { actionsFor, type RoleDefinition, roleDefinitions, roleIds } from './definitions.ts'
import { type Operation, operations } from './operations.ts'

const unitPrefix = '/administrativeUnits/'

/** The scope that is the direct members of one administrative unit. */
export const scopeOfUnit = (unitId: string): string => `${unitPrefix}${unitId.toLowerCase()}`

/** The unit a scope names; undefined for the tenant. */
export const unitOfScope = (scope: string): string | undefined =>
  scope.startsWith(unitPrefix) ? scope.slice(unitPrefix.length) : undefined

/**
 * A `directoryScopeId` as it is stored: `/`, or `/administrativeUnits/{id}` in lower case.
 *
 * Undefined for anything else.
 */
export function properScope(text: string): string | undefined {
  if (text === tenantScope) return tenantScope
  const isUnit = text.toLowerCase().startsWith(unitPrefix.toLowerCase())
  const id = text.slice(unitPrefix.length)
  return isUnit && isGuid(id) ? scopeOfUnit(id) : undefined
}

/** The built-in roles that can be given for one administrative unit. */
const forUnits: ReadonlySet<string> = new Set([
  roleIds.authenticationAdministrator,
  roleIds.helpdeskAdministrator,
  roleIds.userAdministrator,
  roleIds.passwordAdministrator,
  roleIds.groupsAdministrator,
])

/** The actions by which something is done to one user or one group. */
const onMembers: ReadonlySet<string> = new Set(
  Object.values<Operation>(operations)
    .filter(({ reach, leavesTargetAlone }) => reach !== 'tenant' && !leavesTargetAlone)
    .flatMap(actionsFor),
)

/** Whether an action counts in one administrative unit, granted by a role for it. */
export const countsInUnit = (action: string): boolean => onMembers.has(action)

/**
 * Whether a role can be given for one administrative unit: five built-in ones, and custom ones that act on users or groups.
 *
 * What else a custom role grants does not count there.
 *
 * Source: facts/entra.md §8.6.
 */
export const canBeScoped = (role: Pick<RoleDefinition, 'id' | 'isBuiltIn' | 'allowedResourceActions'>): boolean =>
  role.isBuiltIn ? forUnits.has(role.id) : role.allowedResourceActions.some(countsInUnit)

/** The names of the built-in roles that can be given for one unit. */
export const scopableRoleNames: readonly string[] = roleDefinitions
  .filter(canBeScoped)
  .map(({ displayName }) => displayName)
