import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { GroupResource } from '../../../../contract/graph/group.ts'
import { groupMemberOf } from '../../api/groups.ts'
import { myPermissions } from '../../api/permissions.ts'
import { administrativeUnitType } from '../../components/object-types.ts'

/**
 * Tells whether something may be offered for one group.
 *
 * A role-assignable group takes the right to change those, and a role given for a unit reaches the groups in it.
 */
export function useMayOnGroup(group: GroupResource): (operation: string) => boolean {
  const { data: mine } = useQuery(myPermissions)
  const { data: memberOf } = useQuery(groupMemberOf(group.id))
  return useCallback(
    (operation) => {
      const needed = group.isAssignableToRole ? 'groups.updateRoleAssignable' : operation
      const held = mine?.operations.find(({ name }) => name === needed)
      if (!held || !memberOf) return false
      const units = memberOf.filter((one) => one['@odata.type'] === administrativeUnitType)
      const isIn = (among: typeof units) =>
        held.administrativeUnits.some((unit) => among.some(({ id }) => id === unit.id))
      const restricted = units.filter(({ isMemberManagementRestricted }) => isMemberManagementRestricted)
      return restricted.length > 0 ? isIn(restricted) : held.reach === 'tenant' || isIn(units)
    },
    [group, mine, memberOf],
  )
}
