import { Badge } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { UserRow } from '../../api/users.ts'
import { AppLink } from '../../components/app-link.tsx'
import type { Column } from '../../components/resource-table.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import type { ColumnName } from './use-columns.ts'

const sorts: Readonly<Partial<Record<ColumnName, string>>> = {
  userPrincipalName: 'userPrincipalName',
  mail: 'mail',
  createdDateTime: 'createdDateTime',
}

const shares: Readonly<Partial<Record<ColumnName, number>>> = {
  userPrincipalName: 1.85,
  mail: 1.8,
  accountEnabled: 1.4,
  usageLocation: 0.8,
  employeeId: 0.8,
}

/** The name with its link, and the columns chosen, in the reader's language. */
export function useUserColumns(chosen: readonly ColumnName[]): readonly Column<UserRow>[] {
  const { users } = useTexts()
  const format = useFormat()
  return useMemo(() => {
    const { properties, types, list } = users
    const cells: Partial<Record<ColumnName, Column<UserRow>['cell']>> = {
      userType: ({ userType }) => userType && types[userType],
      accountEnabled: ({ accountEnabled }) =>
        accountEnabled === false ? (
          <Badge appearance="tint" color="warning">
            {list.disabled}
          </Badge>
        ) : (
          accountEnabled && list.enabled
        ),
      employeeHireDate: ({ employeeHireDate }) => employeeHireDate && format.date(employeeHireDate),
      createdDateTime: ({ createdDateTime }) => createdDateTime && format.date(createdDateTime),
    }
    const named: Column<UserRow> = {
      key: 'displayName',
      title: properties.displayName,
      sortBy: 'displayName',
      share: 1.6,
      cell: ({ id, displayName }) => (
        <span title={displayName}>
          <AppLink to={`/users/${id}`}>{displayName}</AppLink>
        </span>
      ),
    }
    const others = chosen.map(
      (name): Column<UserRow> => ({
        key: name,
        title: properties[name],
        cell: cells[name] ?? ((user) => textOf(user[name])),
        share: shares[name] ?? 1,
        isWideOnly: name !== 'userPrincipalName' && name !== 'accountEnabled',
        ...(sorts[name] !== undefined && { sortBy: sorts[name] }),
      }),
    )
    return [named, ...others]
  }, [users, format, chosen])
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
