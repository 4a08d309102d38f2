import type {
  PermissionsOnUser,
  PermissionsResource,
  ResourceActionResource,
} from '../../../contract/api/permissions.ts'
import { customActions } from '../rules/custom-role.ts'
import { actionsFor } from '../rules/definitions.ts'
import type { Where } from '../rules/permissions.ts'
import { resourceActions } from '../rules/resource-actions.ts'
import { countsInUnit } from '../rules/scope.ts'
import { type OperationName, operations } from '../rules.ts'
import type { Permissions, PermissionsOn } from '../service.ts'

export function permissionsToApi({ user, session, roles, units, ...may }: Permissions): PermissionsResource {
  const unit = (id: string) => ({ id, displayName: units.get(id)?.displayName ?? null })
  return {
    id: user.id,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    accountEnabled: user.accountEnabled,
    session: session
      ? {
          isMultifactor: session.isMultifactor,
          application: session.application
            ? { appId: session.application.appId, displayName: session.application.displayName }
            : null,
        }
      : null,
    roles: roles.map(({ assignmentId, role, unitId, group }) => ({
      assignmentId,
      id: role.id,
      displayName: role.displayName,
      description: role.description,
      isBuiltIn: role.isBuiltIn,
      isEnabled: role.isEnabled,
      administrativeUnit: unitId === undefined ? null : unit(unitId),
      group: group ?? null,
    })),
    operations: may.operations.filter(isOnOthers).map((one) => ({
      ...described(one.name),
      actsOn: operations[one.name].reach,
      reach: reachOf(one),
      administrativeUnits: one.unitIds.map(unit),
      includesAdministrators: one.onEverybody,
    })),
    ownOperations: may.operations.filter(({ onOneself }) => onOneself).map(({ name }) => described(name)),
    resourceActions: may.actions.map(({ action, ...one }) => ({
      name: action.name,
      description: action.description,
      area: action.area,
      isPrivileged: action.isPrivileged,
      reach: reachOf(one),
      administrativeUnits: one.unitIds.map(unit),
    })),
  }
}

const described = (name: OperationName) => ({ name, description: operations[name].description })

const isOnOthers = ({ inTenant, unitIds }: Where): boolean => inTenant || unitIds.length > 0

const reachOf = ({ inTenant }: Where) => (inTenant ? 'tenant' : 'administrativeUnits')

export const permissionsOnToApi = ({ user, answers }: PermissionsOn): PermissionsOnUser => ({
  id: user.id,
  operations: answers.filter(({ permission }) => permission.ok).map(({ name }) => described(name)),
  refusals: answers.flatMap(({ name, permission }) => {
    if (permission.ok || permission.why === 'insufficientPrivileges') return []
    return [{ operation: name, code: permission.why, message: permission.message }]
  }),
})

/** Every resource action, as a picker of a custom role's permissions shows it. */
export const pickableActions: readonly ResourceActionResource[] = resourceActions.map((action) => ({
  id: action.id,
  name: action.name,
  description: action.description,
  area: action.area,
  actionVerb: action.actionVerb,
  isPrivileged: action.isPrivileged,
  isGrantable: customActions.includes(action.name),
  isScopable: countsInUnit(action.name),
  operations: Object.entries(operations).flatMap(([name, one]) =>
    actionsFor(one).includes(action.name) ? [name] : [],
  ),
}))
