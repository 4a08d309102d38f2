import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { PermissionsResource, ResourceActionResource } from '../../../contract/api/permissions.ts'
import type { roleDefinition } from '../../../contract/graph/role-management.ts'
import type { BatchRequest } from './batch.ts'
import { type CollectionPage, literal, readAll, withOptions } from './collection.ts'
import { graph } from './graph-client.ts'
import type { LinkedObject } from './links.ts'

export type RoleDefinition = z.infer<typeof roleDefinition>

/** A role given to somebody: for the tenant, or for one administrative unit. */
export interface RoleAssignment {
  readonly id: string
  readonly principalId: string
  readonly roleDefinitionId: string
  /** `/`, or `/administrativeUnits/{id}`. */
  readonly directoryScopeId: string
  readonly principal?: LinkedObject | null
  readonly roleDefinition?: RoleDefinition | null
  readonly directoryScope?: { readonly id: string; readonly displayName: string } | null
}

/** What an administrator says of a custom role. */
export interface RoleBody {
  readonly displayName: string
  readonly description: string | null
  readonly isEnabled: boolean
  readonly rolePermissions: readonly { readonly allowedResourceActions: readonly string[] }[]
}

const root = '/roleManagement/directory'
const definitions = `/v1.0${root}/roleDefinitions`

export const roleDefinitions = queryOptions({
  queryKey: ['roles', 'list'],
  queryFn: ({ signal }) => readAll<RoleDefinition>(`${definitions}?$top=999`, signal),
})

export const roleById = (roleId: string) =>
  queryOptions({
    queryKey: ['roles', roleId],
    queryFn: ({ signal }) => graph<RoleDefinition>(`${definitions}/${roleId}`, { signal }),
  })

export const createRole = (body: RoleBody): Promise<RoleDefinition> => graph(definitions, { method: 'POST', body })

export const updateRole = (roleId: string, body: RoleBody): Promise<void> =>
  graph(`${definitions}/${roleId}`, { method: 'PATCH', body })

export const deleteRole = (roleId: string): Promise<void> => graph(`${definitions}/${roleId}`, { method: 'DELETE' })

/** What assignments are asked for by. */
export type AssignmentFilter = Readonly<
  Partial<Record<'roleDefinitionId' | 'principalId' | 'directoryScopeId', string>>
>

/** The assignments of a role, of somebody, or for a unit, with who, what and where. */
export const roleAssignments = (filter: AssignmentFilter) =>
  queryOptions({
    queryKey: ['roles', 'assignments', filter],
    queryFn: ({ signal }) => readAll<RoleAssignment>(addressOf(filter, true), signal),
  })

/** Every assignment of the tenant, bare; for counting. */
export const everyAssignment = queryOptions({
  queryKey: ['roles', 'assignments', 'all'],
  queryFn: ({ signal }) => readAll<RoleAssignment>(addressOf({}, false), signal),
})

/** The assignments there are now, whatever is kept of an earlier answer. */
export const findAssignments = async (filter: AssignmentFilter): Promise<readonly RoleAssignment[]> =>
  (await graph<CollectionPage<RoleAssignment>>(addressOf(filter, false))).value

const addressOf = (filter: AssignmentFilter, isExpanded: boolean): string =>
  withOptions(`/v1.0${root}/roleAssignments`, {
    $top: 999,
    $filter: Object.entries(filter)
      .map(([name, value]) => `${name} eq ${literal(value)}`)
      .join(' and '),
    ...(isExpanded && { $expand: 'principal,roleDefinition,directoryScope' }),
  })

export type NewAssignment = Pick<RoleAssignment, 'principalId' | 'roleDefinitionId' | 'directoryScopeId'>

export const assigning = ({ principalId, roleDefinitionId, directoryScopeId }: NewAssignment): BatchRequest => ({
  method: 'POST',
  path: `${root}/roleAssignments`,
  body: { principalId, roleDefinitionId, directoryScopeId },
})

export const unassigning = (assignmentId: string): BatchRequest => ({
  method: 'DELETE',
  path: `${root}/roleAssignments/${assignmentId}`,
})

export const scopeOfUnit = (unitId: string): string => `/administrativeUnits/${unitId}`

export const tenantScope = '/'

/** Everything that roles may grant, with what it is about. */
export const resourceActions = queryOptions({
  queryKey: ['resourceActions'],
  queryFn: ({ signal }) => readAll<ResourceActionResource>('/api/v1/resourceActions', signal),
  staleTime: Number.POSITIVE_INFINITY,
})

/** What somebody may do, and by which roles. */
export const permissionsOf = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId, 'permissions'],
    queryFn: ({ signal }) => graph<PermissionsResource>(`/api/v1/users/${userId}/permissions`, { signal }),
  })

/** The built-in roles that can be given for one administrative unit, as Entra has them. */
const forUnits: readonly string[] = [
  'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  '966707d0-3269-4727-9be2-8c3a10f19b9d',
  'fdd7a751-b60b-444a-984c-02652fe8fa1c',
]

export const actionsIn = ({ rolePermissions }: Pick<RoleBody, 'rolePermissions'>): readonly string[] =>
  rolePermissions.flatMap(({ allowedResourceActions }) => allowedResourceActions)

/** Whether a role can be given for one administrative unit. */
export const canBeScoped = (role: RoleDefinition, actions: readonly ResourceActionResource[]): boolean =>
  role.isBuiltIn
    ? forUnits.includes(role.templateId)
    : actionsIn(role).some((name) => actions.some((action) => action.name === name && action.isScopable))

/** Whether a role grants something that changes people, how they sign in, who may do what or who gets in. */
export const isPrivileged = (role: RoleDefinition, actions: readonly ResourceActionResource[]): boolean =>
  actionsIn(role).some((name) => actions.some((action) => action.name === name && action.isPrivileged))
