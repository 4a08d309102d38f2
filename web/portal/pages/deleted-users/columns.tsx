import { Badge } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { DeletedUserRow } from '../../api/deleted-users.ts'
import { DateTime } from '../../components/date-time.tsx'
import type { Column } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { daysLeft, formerName } from './days-left.ts'

/** Who was deleted, when, and how long it can be undone. */
export function useDeletedColumns(): readonly Column<DeletedUserRow>[] {
  const { users, shared } = useTexts()
  return useMemo(() => {
    const { properties, deleted, types } = users
    const left = ({ deletedDateTime }: DeletedUserRow) => {
      const days = daysLeft(deletedDateTime, Date.now())
      if (days > 1) return shared.days(days)
      return (
        <Badge appearance="tint" color="warning">
          {deleted.lastDay}
        </Badge>
      )
    }
    return [
      { key: 'name', title: properties.displayName, cell: ({ displayName }) => displayName, share: 1.5 },
      {
        key: 'userPrincipalName',
        title: properties.userPrincipalName,
        cell: ({ id, userPrincipalName }) => formerName(id, userPrincipalName),
        share: 2,
      },
      {
        key: 'type',
        title: properties.userType,
        cell: ({ userType }) => types[userType],
        share: 0.95,
        isWideOnly: true,
      },
      {
        key: 'department',
        title: properties.department,
        cell: ({ department }) => department ?? '',
        isWideOnly: true,
      },
      {
        key: 'deleted',
        title: deleted.deletedAt,
        cell: ({ deletedDateTime }) => <DateTime iso={deletedDateTime} />,
        share: 2,
      },
      { key: 'left', title: deleted.daysLeft, cell: left },
    ]
  }, [users, shared])
}
