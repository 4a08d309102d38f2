import { useCallback, useMemo } from 'react'
import type { RoleAssignment } from '../../api/roles.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { AppLink } from '../app-link.tsx'
import { isGroupObject } from '../links/columns.tsx'
import type { Column } from '../resource-table.tsx'
import { useRoleWords } from './use-role-words.ts'

const holderOf = ({ principal, principalId }: RoleAssignment): string => principal?.displayName ?? principalId

/** An assignment in one line: the role, who holds it, and where. */
export function useAssignmentNames(): (assignment: RoleAssignment) => string {
  const { roles } = useTexts()
  const words = useRoleWords()
  return useCallback(
    (assignment) => {
      const { roleDefinition, roleDefinitionId, directoryScope } = assignment
      const role = roleDefinition ? words.name(roleDefinition) : roleDefinitionId
      return roles.unassign.one(role, holderOf(assignment), directoryScope?.displayName ?? roles.wholeTenant)
    },
    [roles, words],
  )
}

interface Shown {
  readonly hasRole: boolean
  readonly hasScope: boolean
}

/** Who holds a role, which, and where it counts. */
export function useAssignmentColumns({ hasRole, hasScope }: Shown): readonly Column<RoleAssignment>[] {
  const { roles, groups } = useTexts()
  const words = useRoleWords()
  return useMemo(() => {
    const holder = (assignment: RoleAssignment) => {
      const { principal } = assignment
      if (!principal) return roles.gone
      const to = isGroupObject(principal) ? `/groups/${principal.id}?tab=members` : `/users/${principal.id}/permissions`
      return (
        <span title={holderOf(assignment)}>
          <AppLink to={to}>{holderOf(assignment)}</AppLink>
        </span>
      )
    }
    const role: Column<RoleAssignment> = {
      key: 'role',
      title: roles.role,
      share: 1.5,
      cell: ({ roleDefinition, roleDefinitionId }) => (
        <AppLink to={`/roles/${roleDefinitionId}`}>
          {roleDefinition ? words.name(roleDefinition) : roleDefinitionId}
        </AppLink>
      ),
    }
    const scope: Column<RoleAssignment> = {
      key: 'scope',
      title: roles.scope,
      share: 1.2,
      cell: ({ directoryScope }) =>
        directoryScope ? (
          <AppLink to={`/units/${directoryScope.id}`}>{directoryScope.displayName}</AppLink>
        ) : (
          roles.wholeTenant
        ),
    }
    return [
      { key: 'name', title: roles.principal.name, share: 1.5, cell: holder },
      {
        key: 'type',
        title: roles.principal.type,
        cell: ({ principal }) => (principal && isGroupObject(principal) ? roles.principal.group : roles.principal.user),
      },
      {
        key: 'detail',
        title: groups.links.detail,
        share: 2,
        isWideOnly: true,
        cell: ({ principal }) => principal?.userPrincipalName ?? '–',
      },
      ...(hasRole ? [role] : []),
      ...(hasScope ? [scope] : []),
    ]
  }, [roles, groups, words, hasRole, hasScope])
}
