import { Link } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { SignIn } from '../../api/logs.ts'
import { DateTime } from '../../components/date-time.tsx'
import type { Column } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { ResultBadge } from '../log-parts/result-badge.tsx'
import { resultOf } from './sign-in-filters.ts'
import { errorText, placeOf, subjectOf, wordFor } from './sign-in-words.ts'

/** Beside the date, in the order of the list. */
export const columnNames = [
  'user',
  'userPrincipalName',
  'appDisplayName',
  'status',
  'errorCode',
  'failureReason',
  'ipAddress',
  'location',
  'conditionalAccessStatus',
  'authenticationRequirement',
  'resourceDisplayName',
  'clientAppUsed',
  'browser',
  'operatingSystem',
  'correlationId',
  'sessionId',
  'id',
] as const

type ColumnName = (typeof columnNames)[number]

export const usualColumns: readonly ColumnName[] = [
  'user',
  'appDisplayName',
  'status',
  'failureReason',
  'ipAddress',
  'conditionalAccessStatus',
]

const always = ['id', 'createdDateTime', 'status', 'userDisplayName', 'userPrincipalName', 'servicePrincipalName']

const properties: Readonly<Partial<Record<string, string>>> = {
  user: 'userDisplayName',
  errorCode: 'status',
  failureReason: 'status',
  browser: 'deviceDetail',
  operatingSystem: 'deviceDetail',
}

/** The properties that these columns show. */
export const selectOf = (columns: readonly string[]): string =>
  [...new Set([...always, ...columns.map((name) => properties[name] ?? name)])].join(',')

const onPhone: readonly string[] = ['user', 'appDisplayName', 'status', 'failureReason']
const shares: Readonly<Partial<Record<string, number>>> = {
  status: 0.85,
  errorCode: 0.7,
  failureReason: 1.8,
  ipAddress: 1.35,
  id: 2,
}

/** The date that opens the sign-in, and the columns chosen, in the reader's language. */
export function useSignInColumns(chosen: readonly string[], open: (id: string) => void): readonly Column<SignIn>[] {
  const { logs } = useTexts()
  return useMemo(() => {
    const words = logs.signIns
    const cells: Readonly<Record<ColumnName, Column<SignIn>['cell']>> = {
      user: (signIn) => subjectOf(signIn),
      userPrincipalName: ({ userPrincipalName }) => userPrincipalName,
      appDisplayName: ({ appDisplayName }) => appDisplayName,
      status: ({ status }) => <ResultBadge result={resultOf(status.errorCode)} />,
      errorCode: ({ status }) => String(status.errorCode),
      failureReason: ({ status }) => (status.errorCode === 0 ? '' : errorText(status, logs.errorCodes)),
      ipAddress: ({ ipAddress }) => ipAddress,
      location: ({ location }) => placeOf(location),
      conditionalAccessStatus: (signIn) => wordFor(words.access, signIn.conditionalAccessStatus),
      authenticationRequirement: (signIn) => wordFor(words.requirements, signIn.authenticationRequirement),
      resourceDisplayName: ({ resourceDisplayName }) => resourceDisplayName,
      clientAppUsed: ({ clientAppUsed }) => clientAppUsed,
      browser: ({ deviceDetail }) => deviceDetail?.browser,
      operatingSystem: ({ deviceDetail }) => deviceDetail?.operatingSystem,
      correlationId: ({ correlationId }) => correlationId,
      sessionId: ({ sessionId }) => sessionId,
      id: ({ id }) => id,
    }
    const date: Column<SignIn> = {
      key: 'createdDateTime',
      title: words.columns.createdDateTime,
      sortBy: 'createdDateTime',
      share: 2.4,
      cell: ({ id, createdDateTime }) => (
        <Link onClick={() => open(id)}>
          <DateTime iso={createdDateTime} isExact />
        </Link>
      ),
    }
    const others = columnNames
      .filter((name) => chosen.includes(name))
      .map(
        (name): Column<SignIn> => ({
          key: name,
          title: words.columns[name],
          cell: cells[name],
          share: shares[name] ?? 1.1,
          isWideOnly: !onPhone.includes(name),
        }),
      )
    return [date, ...others]
  }, [logs, chosen, open])
}
