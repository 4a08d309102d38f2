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
      { key: 'name', title: properties.displayName, cell: ({ displayName }) => displayName, share: 1.25 },
      {
        key: 'userPrincipalName',
        title: properties.userPrincipalName,
        cell: ({ id, userPrincipalName }) => formerName(id, userPrincipalName),
        share: 2.05,
      },
      {
        key: 'type',
        title: properties.userType,
        cell: ({ userType }) => types[userType],
        share: 1.15,
        isWideOnly: true,
      },
      {
        key: 'department',
        title: properties.department,
        cell: ({ department }) => department ?? '',
        share: 1.13,
        isWideOnly: true,
      },
      {
        key: 'deleted',
        title: deleted.deletedAt,
        cell: ({ deletedDateTime }) => <DateTime iso={deletedDateTime} />,
        share: 1.9,
      },
      { key: 'left', title: deleted.daysLeft, cell: left, share: 1.13 },
    ]
  }, [users, shared])
}
