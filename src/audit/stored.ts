import type { Vault } from '../kernel/vault.ts'
import type { LogName, StoredRecord } from './rules/chain.ts'
import { auditColumns, auditTargets, columnsAgree, signInColumns, targetsAgree } from './rules/columns.ts'
import { isGenuine } from './seal.ts'
import type { RecordRow } from './store/verification.ts'

/** A row held against its own record. */
export function stored(vault: Vault, log: LogName, row: RecordRow): StoredRecord {
  const genuine = isGenuine(vault, log, row.id, row.record, row.mac)
  return {
    log,
    recordId: row.id,
    mac: row.mac,
    isGenuine: genuine,
    columnsAgree: genuine && agrees(log, row),
    sealSequence: row.seal_sequence,
  }
}

function agrees(log: LogName, row: RecordRow): boolean {
  const record: unknown = JSON.parse(row.record)
  if (log === 'signIns') return columnsAgree(row, signInColumns(record))
  return columnsAgree(row, auditColumns(record)) && targetsAgree(row.targets ?? [], auditTargets(record))
}
