import type { Row } from '../../faces/cli.ts'
import { type Finding, findingKinds } from '../rules/chain.ts'

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

/** A directoryAudit in one line. */
export function auditRow(record: Fields): Row {
  const { user, app } = fieldsOf(record['initiatedBy'])
  const targets = Array.isArray(record['targetResources']) ? record['targetResources'] : []
  const target = fieldsOf(targets[0])
  return {
    time: textOf(record['activityDateTime']),
    activity: textOf(record['activityDisplayName']),
    target: textOf(target['userPrincipalName']) ?? textOf(target['displayName']) ?? textOf(target['id']),
    by: textOf(fieldsOf(user)['userPrincipalName']) ?? textOf(fieldsOf(app)['displayName']),
    result: textOf(record['result']),
    reason: textOf(record['resultReason']),
  }
}

/** A signIn in one line. */
export function signInRow(record: Fields): Row {
  const status = fieldsOf(record['status'])
  return {
    time: textOf(record['createdDateTime']),
    user: textOf(record['userPrincipalName']),
    app: textOf(record['appDisplayName']),
    from: textOf(record['ipAddress']),
    error: textOf(status['errorCode']),
    reason: status['errorCode'] === 0 ? null : textOf(status['failureReason']),
  }
}

/** Something found wrong, in one line. */
export const findingRow = (finding: Finding): Row => ({
  log: finding.log,
  record: finding.recordId,
  place: finding.sequence,
  finding: findingKinds[finding.what],
})
