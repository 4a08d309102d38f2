import { useCallback, useState } from 'react'

/** The properties a column may show, in the order of the list; the name always stands first. */
export const columnNames = [
  'userPrincipalName',
  'userType',
  'accountEnabled',
  'department',
  'jobTitle',
  'mail',
  'officeLocation',
  'employeeId',
  'employeeHireDate',
  'usageLocation',
  'createdDateTime',
] as const

export type ColumnName = (typeof columnNames)[number]

const standard: readonly ColumnName[] = ['userPrincipalName', 'userType', 'accountEnabled', 'department', 'jobTitle']
const place = 'latchkey.users.columns'

/** The columns somebody chose, kept in this browser. */
export function useColumns(): readonly [readonly ColumnName[], (chosen: readonly string[]) => void] {
  const [columns, setColumns] = useState(stored)
  const choose = useCallback((chosen: readonly string[]) => {
    const next = columnNames.filter((name) => chosen.includes(name))
    setColumns(next)
    try {
      localStorage.setItem(place, next.join(','))
    } catch {
      return
    }
  }, [])
  return [columns, choose]
}

/** A browser may refuse its storage; the choice then lasts as long as the page. */
function stored(): readonly ColumnName[] {
  try {
    const kept = localStorage.getItem(place)
    return kept === null ? standard : columnNames.filter((name) => kept.split(',').includes(name))
  } catch {
    return standard
  }
}
