import { Link } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { DirectoryAudit } from '../../api/logs.ts'
import { DateTime } from '../../components/date-time.tsx'
import type { Column } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { ResultBadge } from '../log-parts/result-badge.tsx'
import { handOf, nameOf } from './audit-words.ts'

/** Beside the date, in the order of the list. */
export const columnNames = [
  'loggedByService',
  'category',
  'activityDisplayName',
  'result',
  'resultReason',
  'targets',
  'initiatedBy',
  'ipAddress',
  'operationType',
  'correlationId',
  'id',
] as const

type ColumnName = (typeof columnNames)[number]

export const usualColumns: readonly ColumnName[] = [
  'activityDisplayName',
  'result',
  'resultReason',
  'targets',
  'initiatedBy',
]

const properties: Readonly<Partial<Record<string, string>>> = { targets: 'targetResources', ipAddress: 'initiatedBy' }

/** The properties that these columns show. */
export const selectOf = (columns: readonly string[]): string =>
  [...new Set(['id', 'activityDateTime', ...columns.map((name) => properties[name] ?? name)])].join(',')

const onPhone: readonly string[] = ['activityDisplayName', 'result', 'targets', 'initiatedBy']
const shares: Readonly<Partial<Record<string, number>>> = {
  result: 0.7,
  resultReason: 1.4,
  activityDisplayName: 1.6,
  ipAddress: 1.1,
}

/** The date that opens the audit, and the columns chosen, in the reader's language. */
export function useAuditColumns(
  chosen: readonly string[],
  open: (id: string) => void,
): readonly Column<DirectoryAudit>[] {
  const { audits } = useTexts().logs
  return useMemo(() => {
    const cells: Readonly<Record<ColumnName, Column<DirectoryAudit>['cell']>> = {
      loggedByService: ({ loggedByService }) => loggedByService,
      category: ({ category }) => category,
      activityDisplayName: ({ activityDisplayName }) => activityDisplayName,
      result: ({ result }) => result && <ResultBadge result={result} />,
      resultReason: ({ resultReason }) => resultReason,
      targets: ({ targetResources }) => targetResources?.map(nameOf).join(', '),
      initiatedBy: ({ initiatedBy }) => initiatedBy && (nameOf(handOf(initiatedBy)) || audits.server),
      ipAddress: ({ initiatedBy }) => initiatedBy && handOf(initiatedBy).ipAddress,
      operationType: ({ operationType }) => operationType,
      correlationId: ({ correlationId }) => correlationId,
      id: ({ id }) => id,
    }
    const date: Column<DirectoryAudit> = {
      key: 'activityDateTime',
      title: audits.columns.activityDateTime,
      sortBy: 'activityDateTime',
      share: 2,
      cell: ({ id, activityDateTime }) => (
        <Link onClick={() => open(id)}>
          <DateTime iso={activityDateTime} isExact />
        </Link>
      ),
    }
    const others = columnNames
      .filter((name) => chosen.includes(name))
      .map(
        (name): Column<DirectoryAudit> => ({
          key: name,
          title: audits.columns[name],
          cell: cells[name],
          share: shares[name] ?? 1,
          isWideOnly: !onPhone.includes(name),
        }),
      )
    return [date, ...others]
  }, [audits, chosen, open])
}
