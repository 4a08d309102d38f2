import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import type { DirectoryAudit } from '../../api/logs.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { LogFrame } from '../log-parts/log-frame.tsx'
import { useLog } from '../log-parts/use-log.ts'
import { auditKind } from './audit-filters.ts'
import { ChainLine } from './chain-line.tsx'
import { columnNames, selectOf, useAuditColumns, usualColumns } from './columns.tsx'

const AuditPane = lazy(async () => ({ default: (await import('./audit-pane.tsx')).AuditPane }))
const ChainPane = lazy(async () => ({ default: (await import('./chain-pane.tsx')).ChainPane }))

const columns = { all: columnNames, usual: usualColumns }
const timeOf = ({ activityDateTime }: DirectoryAudit): string => activityDateTime

/** The audit log: who changed what, and whether the log is as it was written. */
export function Page() {
  const { shell } = useTexts()
  const log = useLog(auditKind, columns)
  const [params, setParams] = useSearchParams()
  const shown = useAuditColumns(log.columns, log.open)
  const showChain = (isOpen: boolean) =>
    setParams(
      (before) => {
        if (isOpen) before.set('chain', '')
        else before.delete('chain')
        return before
      },
      { replace: !isOpen, preventScrollReset: true },
    )
  return (
    <>
      <LogFrame
        log={log}
        title={shell.pages.audits}
        operation="auditLogs.read"
        columns={shown}
        columnNames={columnNames}
        select={selectOf(log.columns)}
        timeOf={timeOf}
      >
        <ChainLine onOpen={() => showChain(true)} />
      </LogFrame>
      <Suspense>
        {log.opened !== '' && <AuditPane id={log.opened} onClose={() => log.open('')} />}
        {params.has('chain') && <ChainPane onClose={() => showChain(false)} />}
      </Suspense>
    </>
  )
}
