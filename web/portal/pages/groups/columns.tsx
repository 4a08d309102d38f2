import { Badge } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { GroupRow } from '../../api/groups.ts'
import { AppLink } from '../../components/app-link.tsx'
import type { Column } from '../../components/resource-table.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'

/** The name with its link, the kind, and since when there is the group. */
export function useGroupColumns(): readonly Column<GroupRow>[] {
  const { groups, shared } = useTexts()
  const format = useFormat()
  return useMemo(() => {
    const { properties, list } = groups
    return [
      {
        key: 'name',
        title: properties.displayName,
        sortBy: 'displayName',
        share: 1.5,
        cell: ({ id, displayName }) => (
          <span title={displayName}>
            <AppLink to={`/groups/${id}`}>{displayName}</AppLink>
          </span>
        ),
      },
      {
        key: 'type',
        title: properties.type,
        share: 1.3,
        cell: ({ isAssignableToRole }) =>
          isAssignableToRole ? (
            <Badge appearance="tint" color="informative">
              {list.roleAssignable}
            </Badge>
          ) : (
            properties.security
          ),
      },
      {
        key: 'membership',
        title: properties.membershipType,
        share: 1.4,
        isWideOnly: true,
        cell: () => properties.assigned,
      },
      {
        key: 'description',
        title: shared.description,
        share: 1.75,
        isWideOnly: true,
        cell: ({ description }) => description ?? '',
      },
      {
        key: 'created',
        title: properties.createdDateTime,
        sortBy: 'createdDateTime',
        isWideOnly: true,
        cell: ({ createdDateTime }) => format.date(createdDateTime),
      },
    ]
  }, [groups, shared, format])
}
